package io.naru.client.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuantitiesTest {
    @Test
    void sizesHaveTwoOrThreeDigits() {
        assertThat(Quantities.octets(0)).isEqualTo("0 B");
        assertThat(Quantities.octets(999)).isEqualTo("999 B");
        assertThat(Quantities.octets(1000)).isEqualTo("1.0 kB");
        assertThat(Quantities.octets(9_949)).isEqualTo("9.9 kB");
        assertThat(Quantities.octets(9_950)).isEqualTo("10 kB");
        assertThat(Quantities.octets(999_499)).isEqualTo("999 kB");
        assertThat(Quantities.octets(999_500)).isEqualTo("1.0 MB");
        assertThat(Quantities.octets(8_000_000_000L)).isEqualTo("8.0 GB");
        assertThat(Quantities.octets(Long.MAX_VALUE)).isEqualTo("9.2 EB");
    }

    @Test
    void ratesHaveOneDecimal() {
        assertThat(Quantities.rate(12)).isEqualTo("12 B/s");
        assertThat(Quantities.rate(11_200_000)).isEqualTo("11.2 MB/s");
        assertThat(Quantities.rate(999_960)).isEqualTo("1.0 MB/s");
    }

    @Test
    void spansAreReadAsOnAClock() {
        assertThat(Quantities.span(Duration.ofSeconds(7))).isEqualTo("0:07");
        assertThat(Quantities.span(Duration.ofSeconds(348))).isEqualTo("5:48");
        assertThat(Quantities.span(Duration.ofSeconds(7548))).isEqualTo("2:05:48");
        assertThat(Quantities.span(Duration.ofDays(9))).isEqualTo("9 days");
        assertThat(Quantities.span(Duration.ofSeconds(-1))).isEqualTo("0:00");
    }
}
