package io.naru.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.wire.Limits;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InviteCodeTest {
    private static final String TEXT = "0123456789ABCDEFGHJKMNPQRS";

    @Test
    void newCodesAreAllDifferentAndUseAllDigits() {
        SecureRandom random = new SecureRandom();
        Set<InviteCode> codes = new HashSet<>();
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            InviteCode code = InviteCode.create(random);
            codes.add(code);
            digits.append(code.text());
        }

        assertThat(codes).hasSize(200);
        assertThat(digits.chars().distinct()).hasSize(32);
    }

    @Test
    void codeIsAnIdOnTheWire() {
        String text = InviteCode.create(new SecureRandom()).text();

        assertThat(text).hasSize(InviteCode.CHARACTERS).hasSizeLessThanOrEqualTo(Limits.ID_OCTETS);
        assertThat(InviteCode.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0123456789abcdefghjkmnpqrs", "OI23456789ABCDEFGHJKMNPQRS", "oL2345 6789-ABCDEFGH-JKMNPQRS"})
    void looksDoNotMatter(String written) {
        assertThat(InviteCode.parse(written)).isEqualTo(InviteCode.parse(TEXT));
        assertThat(InviteCode.parse(written).hash())
                .isEqualTo(InviteCode.parse(TEXT).hash())
                .hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABC", TEXT + "T", "U123456789ABCDEFGHJKMNPQRS", "0123456789ABCDEFGHJKMNPQR\u00e9"})
    void anythingElseIsNone(String written) {
        assertThatThrownBy(() -> InviteCode.parse(written))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("An invite's code is 26 letters and digits.");
    }
}
