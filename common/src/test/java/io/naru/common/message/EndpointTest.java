package io.naru.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.testkit.Seeds;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,127.0.0.1",
        "0.0.0.0,0.0.0.0",
        "255.255.255.255,255.255.255.255",
        "0:0:0:0:0:0:0:0,::",
        "0:0:0:0:0:0:0:1,::1",
        "2001:db8:0:0:0:0:0:1,2001:db8::1",
        "2001:DB8::000A,2001:db8::a",
        "1:2:3:4:5:6:7:8,1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::,1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8,0:2:3:4:5:6:7:8",
        "64:ff9b::192.0.2.33,64:ff9b::c000:221",
        "2001:db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
        "2001:0:0:1:0:0:0:1,2001:0:0:1::1",
        "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
        "1:0:0:0:0:0:0:0,1::",
        "1:2:3:4:5:6:192.0.2.33,1:2:3:4:5:6:c000:221",
    })
    void numericAddressesAreReadAndWrittenInTheirShortForm(String address, String host) {
        assertThat(Endpoint.of(address, "80").host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "example.org",
                "999.1.1.1",
                "256.0.0.1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4 ",
                "+1.2.3.4",
                "-1.2.3.4",
                "010.1.1.1",
                "0x7f.0.0.1",
                "2130706433",
                "1.2.3.1000",
                "a.b.c.d",
                "١.٢.٣.٤",
                ":",
                ":::",
                "1:",
                ":1",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::",
                "::g",
                "fe80::1%eth0",
                "[::1]",
                ".:1",
                ".::1",
                "1.2.3.4::",
                "1.2.3.4:1",
                "::1.2.3",
                "::1.2.3.256",
                "::1.2.3.4:1",
                "1:2:3:4:5:6:7:1.2.3.4",
                "+1::",
                "::-1",
                "face",
                "face.de",
                "::１"
            })
    void nothingElseIsAnAddress(String address) {
        assertThatThrownBy(() -> Endpoint.of(address, "80"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("That isn't a numeric address.");
    }

    @Test
    void aMappedAddressIsTheOneThatItMaps() {
        Endpoint mapped = Endpoint.of("::ffff:192.0.2.1", "80");
        assertThat(mapped.address()).isInstanceOf(Inet4Address.class);
        assertThat(mapped).isEqualTo(Endpoint.of("192.0.2.1", "80"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "-1", "+1", " 1", "1 ", "0x50", "٣", "99999999999999999999", "eighty"})
    void aPortIsAsciiDigitsInItsRange(String port) {
        assertThatThrownBy(() -> Endpoint.of("127.0.0.1", port)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void theEndsOfTheRangeOfPortsAreInIt() {
        assertThat(Endpoint.of("127.0.0.1", "1").port()).isEqualTo(1);
        assertThat(Endpoint.of("127.0.0.1", "65535").port()).isEqualTo(65535);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:80", "[::1]:65535", "[2001:db8::1]:1"})
    void oneWordReadsBackAsItself(String word) {
        assertThat(Endpoint.of(word)).hasToString(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "80", ":80", "127.0.0.1", "[127.0.0.1]:80", "::1:80", "[::1]", "[::1]80", "[]:80", "[:80"})
    void aWordWithoutAddressOrPortIsNone(String word) {
        assertThatThrownBy(() -> Endpoint.of(word)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void aZoneNeverLeavesTheMachine() throws UnknownHostException {
        InetAddress linkLocal = InetAddress.getByName("fe80::1%1");
        assertThat(new Endpoint(linkLocal, 80)).hasToString("[fe80::1]:80");
    }

    @Test
    void everyAddressReadsBackAsItself() {
        Seeds.run(2000, random -> {
            byte[] octets = new byte[random.nextBoolean() ? 4 : 16];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = (byte) (random.nextInt(3) == 0 ? 0 : random.nextInt(256));
            }
            InetAddress address = InetAddress.getByAddress(octets);
            Endpoint endpoint = new Endpoint(address, 1 + random.nextInt(65535));
            assertThat(Endpoint.of(endpoint.toString())).isEqualTo(endpoint);
        });
    }

    /** The JDK's parser is the judge: for what begins with a colon it asks no name service. It takes groups too long. */
    @Test
    void sixesAreReadAsTheJdkReadsThem() {
        Seeds.run(5000, random -> {
            StringBuilder text = new StringBuilder(":");
            for (int i = random.nextInt(16); i > 0; i--) {
                text.append(":::::abcf0012".charAt(random.nextInt(13)));
            }
            assertThat(ours(text.toString())).as(text.toString()).isEqualTo(jdk(text.toString()));
        });
    }

    private static String ours(String text) {
        try {
            return NumericAddress.parse(text).getHostAddress();
        } catch (InvalidValueException e) {
            return "none";
        }
    }

    private static String jdk(String text) {
        if (text.matches(".*[0-9a-f]{5}.*")) {
            return "none";
        }
        try {
            return InetAddress.getByName(text).getHostAddress();
        } catch (UnknownHostException e) {
            return "none";
        }
    }
}
