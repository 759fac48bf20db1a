package io.naru.relay.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordCostTest {
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void aSmallHeapHasRoomForOneHashAtATime() {
        assertThat(PasswordCost.LOW.atOnce(64 * MEBIBYTE)).isEqualTo(2);
        assertThat(PasswordCost.NORMAL.atOnce(64 * MEBIBYTE)).isEqualTo(1);
        assertThat(PasswordCost.NORMAL.atOnce(256 * MEBIBYTE)).isEqualTo(2);
        assertThat(PasswordCost.HIGH.atOnce(256 * MEBIBYTE)).isEqualTo(1);
        assertThat(PasswordCost.HIGH.atOnce(512 * MEBIBYTE)).isEqualTo(2);
    }
}
