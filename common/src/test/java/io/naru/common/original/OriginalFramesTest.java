package io.naru.common.original;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginalFramesTest {
    private static final byte[] RUN =
            "\0hi\0\2\0lee\0\2\5lee a b 127.0.0.1 80\0\2\0\0\0\0\3\0\1kim pw\0".getBytes(UTF_8);
    private static final List<OriginalFrame> FRAMES = List.of(
            new OriginalFrame(0, -1, "hi"),
            new OriginalFrame(2, 0, "lee"),
            new OriginalFrame(2, 5, "lee a b 127.0.0.1 80"),
            new OriginalFrame(2, 0, ""),
            new OriginalFrame(0, -1, ""),
            new OriginalFrame(3, -1, ""),
            new OriginalFrame(1, -1, "kim pw"));

    @Test
    void aRunIsReadAlikeHoweverItIsCut() {
        for (int step = 1; step <= RUN.length; step++) {
            OriginalFrames frames = new OriginalFrames();
            List<OriginalFrame> read = new ArrayList<>();
            for (byte[] piece : Cut.every(step).pieces(RUN)) {
                read.addAll(frames.add(piece, piece.length));
            }
            assertThat(read).as("steps of %d", step).isEqualTo(FRAMES);
            assertThat(frames.isBetweenFrames()).isTrue();
        }
    }

    @Test
    void framesAreWrittenAsTheyAreRead() {
        byte[] run = new byte[RUN.length];
        int at = 0;
        for (OriginalFrame frame : FRAMES) {
            System.arraycopy(frame.octets(), 0, run, at, frame.octets().length);
            at += frame.octets().length;
        }
        assertThat(run).isEqualTo(RUN);
    }

    @Test
    void aFrameThatGoesOnIsUnderWay() {
        OriginalFrames frames = new OriginalFrames();
        assertThat(frames.add(new byte[] {2}, 1)).isEmpty();
        assertThat(frames.isBetweenFrames()).isFalse();
        assertThat(frames.add(new byte[] {0, 0, 9}, 2)).containsExactly(new OriginalFrame(2, 0, ""));
        assertThat(frames.isBetweenFrames()).isTrue();
    }

    @Test
    void theTextHasAUserAndARest() {
        OriginalFrame body = new OriginalFrame(2, 2, "lee my notes.txt");
        assertThat(body.user()).isEqualTo("lee");
        assertThat(body.rest()).isEqualTo("my notes.txt");
        assertThat(new OriginalFrame(2, 3, "lee").rest()).isEmpty();
    }

    @Test
    void everyCutKeepsTheOctetsInTheirOrder() {
        for (Cut cut : List.of(Cut.NONE, Cut.every(1), Cut.every(7), Cut.every(1000), Cut.atRandom(3))) {
            List<byte[]> pieces = cut.pieces(RUN);
            StringBuilder joined = new StringBuilder();
            pieces.forEach(piece -> joined.append(new String(piece, UTF_8)));
            assertThat(joined.toString()).isEqualTo(new String(RUN, UTF_8));
        }
        assertThat(Cut.every(1).pieces(RUN)).hasSize(RUN.length);
        assertThat(Cut.NONE.pieces(RUN)).hasSize(1);
    }
}
