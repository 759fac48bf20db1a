package io.naru.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.Seeds;
import org.junit.jupiter.api.Test;

class FrameLogTest {
    @Test
    void aFrameIsShownByNameLengthAndText() {
        assertThat(frame(0, "hi")).hasToString("CHAT (2 octets) hi");
        assertThat(file(4, "kim a.txt\u001Fr1")).hasToString("FILE DOWNLOAD_REQUEST (12 octets) kim a.txt | r1");
    }

    @Test
    void whatIsNotKnownIsShownByItsNumber() {
        assertThat(frame(99, "")).hasToString("type 99 (0 octets) ");
        assertThat(file(77, "x")).hasToString("FILE command 77 (1 octets) x");
    }

    @Test
    void passwordsAreNeverShown() {
        assertThat(frame(1, "kim secret\u001Fregister\u001Finvitation")).hasToString("CREDENTIALS (30 octets) ***");
    }

    @Test
    void tokensOfTransfersAreNeverShown() {
        assertThat(frame(16, "token")).hasToString("SPLICE (5 octets) ***");
        assertThat(file(5, "kim a 127.0.0.1 80\u001Fr1\u001Ftoken\u001Fprint"))
                .hasToString("FILE DOWNLOAD_ACCEPT (33 octets) kim a 127.0.0.1 80 | r1 | *** | print");
        assertThat(file(5, "kim a 127.0.0.1 80\u001Fr1"))
                .hasToString("FILE DOWNLOAD_ACCEPT (21 octets) kim a 127.0.0.1 80 | r1");
    }

    @Test
    void fieldsOfOtherFramesAreShown() {
        assertThat(frame(0, "hi\u001Fm1\u001F#lobby")).hasToString("CHAT (12 octets) hi | m1 | #lobby");
        assertThat(file(6, "kim a\u001Fr1\u001Fbusy"))
                .hasToString("FILE DOWNLOAD_REFUSE (13 octets) kim a | r1 | busy");
    }

    @Test
    void whatATerminalWouldObeyIsShownAsItsNumber() {
        assertThat(frame(0, "a\u001B[2J\u0085\u202E\n한"))
                .hasToString("CHAT (14 octets) a\\u{1b}[2J\\u{85}\\u{202e}\\u{a}\\u{d55c}");
    }

    @Test
    void longFramesAreShortened() {
        assertThat(frame(0, "x".repeat(120))).hasToString("CHAT (120 octets) " + "x".repeat(120));
        assertThat(frame(0, "x".repeat(121))).hasToString("CHAT (121 octets) " + "x".repeat(120) + "...");
    }

    @Test
    void everyFrameIsOneLineOfPrintableAscii() {
        Seeds.run(500, random -> {
            StringBuilder body = new StringBuilder();
            for (int i = random.nextInt(200); i > 0; i--) {
                body.appendCodePoint(random.nextBoolean() ? random.nextInt(0xA0) : random.nextInt(0xD800));
            }
            int type = random.nextInt(20);
            Frame frame = type == 2 ? file(random.nextInt(10), body.toString()) : frame(type, body.toString());
            assertThat(frame.toString().chars()).allMatch(c -> c >= 0x20 && c < 0x7F);
            assertThat(frame.toString().length()).isLessThan(2000);
        });
    }

    private static Frame frame(int type, String body) {
        return new Frame(type, Frame.NO_COMMAND, body.getBytes(UTF_8));
    }

    private static Frame file(int command, String body) {
        return new Frame(2, command, body.getBytes(UTF_8));
    }
}
