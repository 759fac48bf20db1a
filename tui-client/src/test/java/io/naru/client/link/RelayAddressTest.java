package io.naru.client.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.message.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayAddressTest {
    @Test
    void aHostAloneHasTheDefaultPort() {
        assertThat(RelayAddress.of("lab")).isEqualTo(new RelayAddress("lab", 7411));
        assertThat(RelayAddress.of("::1")).isEqualTo(new RelayAddress("::1", 7411));
        assertThat(RelayAddress.of("[::1]")).isEqualTo(new RelayAddress("::1", 7411));
    }

    @Test
    void aPortStandsBehindAColon() {
        assertThat(RelayAddress.of("lab:80")).isEqualTo(new RelayAddress("lab", 80));
        assertThat(RelayAddress.of("[::1]:80")).isEqualTo(new RelayAddress("::1", 80));
    }

    @Test
    void whatIsShownCanBeTypedAgain() {
        for (String text : new String[] {"lab:7411", "[::1]:80", "192.0.2.1:1"}) {
            assertThat(RelayAddress.of(text)).hasToString(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "lab:",
                "lab:0",
                "lab:65536",
                "lab:x",
                "lab:-1",
                "[::1",
                "[::1]80",
                "a b",
                "a@b",
                "a/b"
            })
    void anythingElseIsRefusedInWords(String text) {
        assertThatThrownBy(() -> RelayAddress.of(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith(".");
    }
}
