package io.naru.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KeyStandingTest {
    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsRead(KeyStanding standing) {
        Facts facts = Facts.parse(standing.in(Facts.NONE.with("time", 1)).text());

        assertThat(KeyStanding.of(facts)).isEqualTo(standing);
        assertThat(facts.number("time")).hasValue(1);
    }

    @Test
    void whatIsNotSaidOrNotKnownIsNoKey() {
        assertThat(KeyStanding.of(Facts.NONE)).isEqualTo(KeyStanding.NONE);
        assertThat(KeyStanding.of(Facts.parse("key=shiny"))).isEqualTo(KeyStanding.NONE);
    }

    @Test
    void aWordOfAFactHoldsNoSpaces() {
        assertThat(Facts.NONE.with("a", "b").word("a")).contains("b");
        assertThatThrownBy(() -> Facts.NONE.with("a", "b c=d")).isInstanceOf(InvalidValueException.class);
    }
}
