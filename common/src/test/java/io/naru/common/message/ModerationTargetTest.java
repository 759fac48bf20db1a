package io.naru.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModerationTargetTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7/32",
        "192.0.2.7/24, 192.0.2.0/24",
        "192.0.2.255/25, 192.0.2.128/25",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8:0:0:0:0:0:1/128, 2001:db8::1/128",
        "::ffff:192.0.2.7, 192.0.2.7/32"
    })
    void aNetIsItsFirstBits(String text, String net) {
        assertThat(AddressNet.parse(text)).hasToString(net).isEqualTo(AddressNet.parse(net));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "128.0.0.0/1, 255.0.0.1, true",
        "128.0.0.0/1, 127.0.0.1, false",
        "2001:db8::/64, 2001:db8::7, true",
        "2001:db8::/64, 2001:db8:0:1::7, false",
        "::/1, 127.0.0.1, false"
    })
    void aNetContainsWhatBeginsWithItsBits(String net, String address, boolean contains) {
        InetAddress numeric = NumericAddress.parse(address);
        assertThat(AddressNet.parse(net).contains(numeric)).isEqualTo(contains);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"192.0.2.7/33", "192.0.2.7/0", "192.0.2.7/", "192.0.2.7/-1", "::1/129", "example.org", "/8"})
    void whatIsNoNetIsRefused(String text) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> AddressNet.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kim",
                "김하늘",
                "key:0E85HHQ-JR35MJH-B2K7C54-T57FEZZ-60YY5BS-K7DAA3Z-XGJGT40-8WZE0GA",
                "addr:192.0.2.0/24",
                "addr:2001:db8::/64"
            })
    void aTargetReadsBackFromItsText(String text) {
        assertThat(ModerationTarget.parse(text)).hasToString(text).isEqualTo(ModerationTarget.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "key:", "key:kim", "addr:", "addr:kim", "#lobby", "a b"})
    void whatIsNoTargetIsRefused(String text) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> ModerationTarget.parse(text));
    }
}
