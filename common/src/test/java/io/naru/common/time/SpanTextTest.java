package io.naru.common.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.testkit.Seeds;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTextTest {

    @ParameterizedTest
    @CsvSource({"1s,PT1S", "90m,PT90M", "24h,PT24H", "7d,PT168H", "2w,PT336H", "007d,PT168H", "36600d,PT878400H"})
    void numberAndUnitAreASpan(String text, Duration span) {
        assertThat(SpanText.parse(text)).isEqualTo(span);
        assertThat(SpanText.isSpan(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "d",
                "-7d",
                "+7d",
                "7 d",
                " 7d",
                "7D",
                "7dd",
                "1d12h",
                "1.5h",
                "٧d",
                "99999999999s",
                "7\u0000"
            })
    void anythingElseIsNone(String text) {
        assertThatThrownBy(() -> SpanText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a span is a number and a unit (s, m, h, d or w), for example 90m, 24h or 7d");
        assertThat(SpanText.isSpan(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0d", "36601d", "9999999999w"})
    void spanIsWithinItsRange(String text) {
        assertThatThrownBy(() -> SpanText.parse(text)).hasMessage("a span is 1s to 36600d");
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0s", "PT59S,59s", "PT60S,1m", "PT90M,90m", "PT24H,1d", "PT36H,36h", "PT168H,7d", "PT1.9S,1s"})
    void textIsTheShortestThatSaysIt(Duration span, String text) {
        assertThat(SpanText.of(span)).isEqualTo(text);
    }

    @Test
    void everySpanIsReadAsItWasWritten() {
        Seeds.run(1000, random -> {
            Duration span = Duration.ofSeconds(1 + random.nextLong(SpanText.LONGEST.getSeconds()));
            assertThat(SpanText.parse(SpanText.of(span))).isEqualTo(span);
        });
    }
}
