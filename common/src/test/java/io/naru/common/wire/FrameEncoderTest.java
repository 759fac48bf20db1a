package io.naru.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FrameEncoderTest {
    @Test
    void aFrameIsItsTypeItsTextAndANul() {
        assertThat(FrameEncoder.encode(FrameType.CHAT, "hi")).isEqualTo(octets("\0hi\0"));
    }

    @Test
    void aFileFrameHasItsCommandBehindTheType() {
        assertThat(FrameEncoder.encodeFile(FileCommand.DOWNLOAD_REFUSE, "kim a"))
                .isEqualTo(octets("\2\6kim a\0"));
    }

    @Test
    void fieldsFollowEachBehindASeparator() {
        assertThat(FrameEncoder.encode(FrameType.ERROR, "no", "busy", "1"))
                .isEqualTo(octets("\7no\u001Fbusy\u001F1\0"));
    }

    @Test
    void emptyFieldsAtTheEndAreLeftOutAndOthersKept() {
        assertThat(FrameEncoder.encode(FrameType.CHAT, "x", "", "r", "", "")).isEqualTo(octets("\0x\u001F\u001Fr\0"));
        assertThat(FrameEncoder.encode(FrameType.CHAT, "x", "", "")).isEqualTo(octets("\0x\0"));
    }

    @Test
    void nothingThatWouldEndAPartIsEncoded() {
        assertThatIllegalArgumentException().isThrownBy(() -> FrameEncoder.encode(FrameType.CHAT, "a\0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> FrameEncoder.encode(FrameType.CHAT, "a\u001Fb"));
        assertThatIllegalArgumentException().isThrownBy(() -> FrameEncoder.encode(FrameType.CHAT, "a", "b\0"));
        assertThatIllegalArgumentException().isThrownBy(() -> FrameEncoder.encode(FrameType.CHAT, "a", "\u001F"));
    }

    @Test
    void aFileFrameIsNotEncodedWithoutItsCommand() {
        assertThatIllegalArgumentException().isThrownBy(() -> FrameEncoder.encode(FrameType.FILE, "kim"));
    }

    @Test
    void theCutForABaseClientEndsBeforeTheFirstField() {
        assertThat(FrameEncoder.cutToBase(octets("\0kim: hi\u001Fid\u001F#lobby\0")))
                .isEqualTo(octets("\0kim: hi\0"));
        assertThat(FrameEncoder.cutToBase(octets("\3\u001Freason\0"))).isEqualTo(octets("\3\0"));
        assertThat(FrameEncoder.cutToBase(octets("\2\0kim\u001Fr1\0"))).isEqualTo(octets("\2\0kim\0"));
    }

    @Test
    void aFrameWithoutFieldsIsNotCopiedForTheCut() {
        byte[] frame = octets("\2\1kim\0");
        assertThat(FrameEncoder.cutToBase(frame)).isSameAs(frame);
    }

    @Test
    void aCommandThatLooksLikeASeparatorIsNotCutAway() {
        byte[] frame = octets("\2\u001Fkim\u001Fr1\0");
        assertThat(FrameEncoder.cutToBase(frame)).isEqualTo(octets("\2\u001Fkim\0"));
    }

    @Test
    void theCutLeavesTheFrameItselfAsItWas() {
        byte[] frame = octets("\0a\u001Fb\0");
        FrameEncoder.cutToBase(frame);
        assertThat(frame).isEqualTo(octets("\0a\u001Fb\0"));
    }

    private static byte[] octets(String ascii) {
        return ascii.getBytes(UTF_8);
    }
}
