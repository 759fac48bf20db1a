package io.naru.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OctetTextTest {
    @Test
    void sizesHaveTwoOrThreeDigits() {
        assertThat(OctetText.of(0)).isEqualTo("0 B");
        assertThat(OctetText.of(999)).isEqualTo("999 B");
        assertThat(OctetText.of(999_500)).isEqualTo("1.0 MB");
        assertThat(OctetText.of(300_000_000)).isEqualTo("300 MB");
    }

    @Test
    void twoSizesThatLookAlikeAreToldApart() {
        assertThat(OctetText.of(300_000_000, 299_000_000)).isEqualTo("300 MB");
        assertThat(OctetText.of(4_200, 4_201)).isEqualTo("4,200 B");
        assertThat(OctetText.of(4_201, 4_200)).isEqualTo("4,201 B");
        assertThat(OctetText.of(4_200, 4_200)).isEqualTo("4.2 kB");
    }
}
