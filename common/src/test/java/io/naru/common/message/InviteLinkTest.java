package io.naru.common.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.naru.common.testkit.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InviteLinkTest {
    private static final Fingerprint KEY = Fingerprint.ofKey("key".getBytes(UTF_8));
    private static final InviteCode CODE = InviteCode.parse("ABCDEFGHJKMNPQRSTVWXYZ0123");
    private static final InviteLink LINK = new InviteLink("relay.example", 7000, KEY, CODE);
    private static final String TEXT = "naru://relay.example:7000/?fp=" + KEY + "&code=ABCDEFGHJKMNPQRSTVWXYZ0123";

    private static void refused(String link, String sentence) {
        assertThatThrownBy(() -> InviteLink.parse(link))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(sentence);
    }

    @Test
    void textIsTheLink() {
        assertThat(LINK.text()).isEqualTo(TEXT);
        assertThat(InviteLink.parse(TEXT)).isEqualTo(LINK);
    }

    @Test
    void addressOfTheSixthVersionStandsInBrackets() {
        InviteLink link = new InviteLink("2001:db8::1", 7411, KEY, CODE);

        assertThat(link.text()).startsWith("naru://[2001:db8::1]:7411/?");
        assertThat(InviteLink.parse(link.text())).isEqualTo(link);
    }

    @Test
    void portMayBeMissing() {
        assertThat(InviteLink.parse(TEXT.replace(":7000", "")).port()).isEqualTo(InviteLink.DEFAULT_PORT);
        assertThat(InviteLink.parse(TEXT.replace("relay.example:7000", "[::1]")).host())
                .isEqualTo("::1");
    }

    @Test
    void copyingMayHaveChangedTheLooks() {
        for (String copied : List.of(
                "  " + TEXT + "\n",
                "<" + TEXT + ">",
                TEXT.replace("naru:", "NARU:"),
                TEXT.replace("/?", "?"),
                TEXT.replace("fp=", "FP="),
                TEXT.replace(KEY.toString(), KEY.toString().toLowerCase().replace("-", "")),
                TEXT.replace(KEY.toString(), KEY.toString().replace("-", "%2D")),
                TEXT.replace("relay.example", "relay%2Eexample"),
                TEXT.replace("ABCDEFGHJKMNPQRSTVWXYZ0123", "abcdefgh-jkmnpqrs-tvwxyzol23"),
                TEXT + "&room=lobby&x",
                "naru://relay.example:7000/?code=" + CODE.text() + "&fp=" + KEY)) {
            assertThat(InviteLink.parse(copied)).as(copied).isEqualTo(LINK);
        }
    }

    @Test
    void wrongPartIsNamedInASentence() {
        String missing = ", so a part of it is missing; on a command line it stands in quotes, since & ends a command"
                + " there.";
        refused("", "An invite is a link that begins with naru://.");
        refused("http://relay.example/", "An invite is a link that begins with naru://.");
        refused("naru://relay.example:7000/?fp=" + KEY, "The link has no \"code=\" in it" + missing);
        refused("naru://relay.example:7000/", "The link has no \"fp=\" in it" + missing);
        refused(TEXT + "&code=x", "The link has the same part twice.");
        refused(TEXT.replace(":7000", ":0"), "A port is 1 to 65535.");
        refused(TEXT.replace(":7000", ":70000"), "A port is a number from 0 to 65535.");
        refused(TEXT.replace(":7000", ":seven"), "A port is a number of ASCII digits.");
        refused(TEXT.replace("ABC", "AUC"), "An invite's code is 26 letters and digits.");
        refused(TEXT.replace("ABC", "AB%4G"), "The link has a % in it that two digits don't follow; copy it again.");
        refused(TEXT.replace("ABC", "AB%FF"), "The link has a % in it that two digits don't follow; copy it again.");
        refused(
                TEXT.replace("relay.example", "::1"),
                "An IPv6 address, and no other, stands in brackets before its port.");
        refused(
                TEXT.replace("relay.example", "[relay.example]"),
                "An IPv6 address, and no other, stands in brackets before its port.");
        refused(TEXT.replace("relay.example", "[::1::]"), "That isn't a numeric address.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-rf", "a b", "a/b", "user@host", "호스트", "a%00b", "a%0Ab", "%3A%3A1", "$(x)"})
    void hostIsNothingButAHost(String host) {
        Throwable refusal = catchThrowable(() -> InviteLink.parse(TEXT.replace("relay.example", host)));

        assertThat(refusal).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void mistypedFingerprintIsNoticed() {
        char last = KEY.toString().charAt(62);
        String mistyped = KEY.toString().substring(0, 62) + (last == '0' ? '1' : '0');

        assertThatThrownBy(() -> InviteLink.parse(TEXT.replace(KEY.toString(), mistyped)))
                .hasMessageStartingWith("That fingerprint is mistyped");
    }

    @Test
    void secretIsNotPrinted() {
        assertThat(LINK.toString()).contains("relay.example").doesNotContain(CODE.text());
        assertThat(CODE.toString()).doesNotContain("ABC");
    }

    @Test
    void garbageIsRefusedAndNothingElseHappens() {
        Seeds.run(3000, random -> {
            StringBuilder garbled = new StringBuilder(TEXT);
            for (int i = random.nextInt(4); i >= 0 && !garbled.isEmpty(); i--) {
                int at = random.nextInt(garbled.length());
                switch (random.nextInt(3)) {
                    case 0 -> garbled.deleteCharAt(at);
                    case 1 -> garbled.insert(at, (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
                    default -> garbled.setLength(at + 1);
                }
            }
            Throwable refusal = catchThrowable(() -> InviteLink.parse(garbled.toString()));
            if (refusal != null) {
                assertThat(refusal).as(garbled.toString()).isInstanceOf(InvalidValueException.class);
                assertThat(refusal).hasMessageNotContaining(CODE.text());
            }
        });
    }
}
