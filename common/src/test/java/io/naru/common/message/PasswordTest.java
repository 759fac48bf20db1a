package io.naru.common.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.wire.Frame;
import io.naru.common.wire.Level;
import io.naru.common.wire.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
    private static final String SECRET = "correct horse";

    @Test
    void noToStringShowsIt() throws ProtocolException {
        Frame frame = new Frame(1, Frame.NO_COMMAND, ("kim " + SECRET + "\u001Flogin\u001Finvited").getBytes(UTF_8));
        ClientMessage message = MessageReader.client(frame, Level.EXTENDED).orElseThrow();
        assertThat(message.toString()).isEqualTo("Credentials[user=kim, mode=LOGIN]");
        assertThat(Password.of(SECRET).toString()).doesNotContain("horse");
        assertThat(frame.toString()).doesNotContain("horse").doesNotContain("invited");
    }

    @Test
    void itsLimitIsInOctets() {
        assertThat(Password.of("x".repeat(256)).octets()).hasSize(256);
        assertThat(Password.of("비".repeat(85) + "x").octets()).hasSize(256);
        assertThatThrownBy(() -> Password.of("비".repeat(86)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("A password has 256 octets at most.");
    }

    @Test
    void itIsNotEmpty() {
        assertThatThrownBy(() -> Password.of(""))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("The password is empty.");
    }

    @ParameterizedTest
    @ValueSource(chars = {0, '\t', '\n', 0x1F, 0x7F, 0x85})
    void itHoldsNoControls(char control) {
        assertThatThrownBy(() -> Password.of("secret" + control))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("A password can't hold control characters.");
    }

    @Test
    void refusalsDoNotQuoteIt() {
        assertThatThrownBy(() -> Password.of("horse\n")).hasMessageNotContaining("horse");
    }

    @Test
    void itMayHoldSpacesAnywhere() {
        assertThat(Password.of(" a  b ").text()).isEqualTo(" a  b ");
    }

    @Test
    void theSamePasswordFromAnotherKeyboardIsTheSame() {
        Password composed = Password.of("나룻배 é");

        assertThat(Password.of("\u1102\u1161\u1105\u116E\u11BA\u1107\u1162 e\u0301"))
                .as("decomposed")
                .isEqualTo(composed);
        assertThat(Password.of("나룻배\u3000é")).as("a wide space").isEqualTo(composed);
        assertThat(Password.of("나룻배\u00A0é")).as("a space that doesn't break").isEqualTo(composed);
    }

    @Test
    void whatIsInNormalFormStaysAsItIs() {
        for (String normal : new String[] {"두 글자", "Zażółć gęślą", "\uD83D\uDE42 ok", "Ferry", "\uFF21 wide"}) {
            assertThat(Password.of(normal).octets()).isEqualTo(normal.getBytes(UTF_8));
        }
    }

    @Test
    void caseCounts() {
        assertThat(Password.of("Ä")).isNotEqualTo(Password.of("ä"));
    }

    @Test
    void wipingLeavesNothing() {
        Password password = Password.of(SECRET);
        byte[] octets = password.octets();
        password.wipe();
        assertThat(octets).containsOnly(0);
        assertThat(password.octets()).containsOnly(0);
    }

    @Test
    void equalPasswordsAreEqual() {
        assertThat(Password.of(SECRET)).isEqualTo(Password.of(SECRET)).hasSameHashCodeAs(Password.of(SECRET));
        assertThat(Password.of(SECRET))
                .isNotEqualTo(Password.of("correct Horse"))
                .isNotEqualTo(SECRET);
    }
}
