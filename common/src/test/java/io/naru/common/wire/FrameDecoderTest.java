package io.naru.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.naru.common.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    private static final int LIMIT = 64;

    @Test
    void aWholeFrameIsReadAtOnce() throws ProtocolException {
        assertThat(decoded(LIMIT, octets(0, "hi", 0))).containsExactly(frame(0, "hi"));
    }

    @Test
    void framesThatArriveTogetherAreAllRead() throws ProtocolException {
        assertThat(decoded(LIMIT, octets(0, "one", 0, 0, "two", 0, 3, 0)))
                .containsExactly(frame(0, "one"), frame(0, "two"), frame(3, ""));
    }

    @Test
    void anEmptyChatIsTwoNuls() throws ProtocolException {
        assertThat(decoded(LIMIT, octets(0, 0, 0, 0))).containsExactly(frame(0, ""), frame(0, ""));
    }

    @Test
    void theCommandZeroOfAFileFrameDoesNotEndIt() throws ProtocolException {
        assertThat(decoded(LIMIT, octets(2, 0, "kim", 0))).containsExactly(new Frame(2, 0, "kim".getBytes(UTF_8)));
    }

    @Test
    void theCommandZeroDoesNotEndTheFrameWhenItComesByItself() throws ProtocolException {
        FrameDecoder decoder = new FrameDecoder(LIMIT);
        assertThat(decoder.next(ByteBuffer.wrap(octets(2)))).isNull();
        assertThat(decoder.next(ByteBuffer.wrap(octets(0)))).isNull();
        assertThat(decoder.next(ByteBuffer.wrap(octets("kim", 0)))).isEqualTo(new Frame(2, 0, "kim".getBytes(UTF_8)));
    }

    @Test
    void aFileFrameMayBeEmpty() throws ProtocolException {
        for (byte[] run : new byte[][] {octets(2, 0, 0), octets(2, 5, 0)}) {
            for (int step = 1; step <= run.length; step++) {
                assertThat(inSteps(run, step)).containsExactly(new Frame(2, run[1], new byte[0]));
            }
        }
    }

    @Test
    void unknownTypesAndCommandsAreFramesToo() throws ProtocolException {
        assertThat(decoded(LIMIT, octets(200, "x", 0, 2, 255, "y", 0)))
                .containsExactly(frame(200, "x"), new Frame(2, 255, "y".getBytes(UTF_8)));
    }

    @Test
    void everyTwoCutsOfAShortRunGiveTheSameFrames() throws ProtocolException {
        byte[] run = octets(0, "한", 0, 2, 0, "k", 0, 2, 2, "k a\u001Fr", 0, 0, 0, 3, 0, 1, "u p", 0);
        List<Frame> whole = decoded(LIMIT, run);
        assertThat(whole).hasSize(6);
        for (int first = 0; first <= run.length; first++) {
            for (int second = first; second <= run.length; second++) {
                assertThat(cut(run, first, second))
                        .as("cut at %d and %d", first, second)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void everyPowerOfTwoGivesTheSameFrames() {
        Seeds.run(60, random -> {
            byte[] run = randomRun(random);
            List<Frame> whole = decoded(run.length + 1, run);
            for (int step = 1; step < run.length; step *= 2) {
                assertThat(inSteps(run, step)).as("steps of %d", step).isEqualTo(whole);
            }
        });
    }

    @Test
    void randomCutsGiveTheSameFrames() {
        Seeds.run(300, random -> {
            byte[] run = randomRun(random);
            FrameDecoder decoder = new FrameDecoder(run.length + 1);
            List<Frame> frames = new ArrayList<>();
            for (int at = 0; at < run.length; ) {
                int end = Math.min(run.length, at + random.nextInt(1 + random.nextInt(400)));
                drain(decoder, buffer(random, run, at, end), frames);
                at = end;
            }
            assertThat(frames).isEqualTo(decoded(run.length + 1, run));
            assertThat(decoder.heldOctets()).isZero();
        });
    }

    @Test
    void encodingGivesTheSameOctetsBack() {
        Seeds.run(300, random -> {
            byte[] run = randomRun(random);
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            decoded(run.length + 1, run).forEach(frame -> again.writeBytes(FrameEncoder.encode(frame)));
            assertThat(again.toByteArray()).isEqualTo(run);
        });
    }

    @Test
    void aFrameOfExactlyTheLimitPasses() throws ProtocolException {
        byte[] run = octets(0, "x".repeat(LIMIT - 2), 0);
        assertThat(run).hasSize(LIMIT);
        assertThat(decoded(LIMIT, run)).hasSize(1);
        for (int step = 1; step <= LIMIT; step++) {
            assertThat(inSteps(LIMIT, run, step)).hasSize(1);
        }
    }

    @Test
    void aFrameOneOverTheLimitIsRefusedHoweverItComes() {
        byte[] run = octets(0, "x".repeat(LIMIT - 1), 0);
        for (int step = 1; step <= run.length; step++) {
            int size = step;
            ProtocolException fault = catchThrowableOfType(ProtocolException.class, () -> inSteps(LIMIT, run, size));
            assertThat(fault.code()).isEqualTo(ErrorCode.TOO_LARGE);
            assertThat(fault).hasMessage("A frame is longer than the 64 octets allowed here.");
        }
    }

    @Test
    void aFrameWithoutEndIsRefusedAsSoonAsItPassesTheLimit() throws ProtocolException {
        FrameDecoder decoder = new FrameDecoder(LIMIT);
        for (int i = 0; i < LIMIT; i++) {
            assertThat(decoder.next(ByteBuffer.wrap(octets("x")))).isNull();
            assertThat(decoder.heldOctets()).isEqualTo(i + 1);
        }
        ProtocolException fault =
                catchThrowableOfType(ProtocolException.class, () -> decoder.next(ByteBuffer.wrap(octets("x"))));
        assertThat(fault.code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(decoder.heldOctets()).isZero();
    }

    @Test
    void theLimitCountsOneFrameAndNotTheWholeBuffer() throws ProtocolException {
        byte[] run = octets(0, "x".repeat(40), 0, 0, "y".repeat(40), 0);
        assertThat(decoded(LIMIT, run)).hasSize(2);
    }

    @Test
    void theLimitCanBeRaisedWhileAFrameIsUnderWay() throws ProtocolException {
        FrameDecoder decoder = new FrameDecoder(8);
        assertThat(decoder.next(ByteBuffer.wrap(octets(0, "seven")))).isNull();
        decoder.limitTo(LIMIT);
        assertThat(decoder.next(ByteBuffer.wrap(octets(" and more", 0)))).isEqualTo(frame(0, "seven and more"));
    }

    @Test
    void aLimitBelowTheShortestFrameIsOurFault() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameDecoder(3));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"80", "C3", "C0AF", "E08080", "EDA080", "EDB080", "F4908080", "F8888080", "FF", "41E282"})
    void whatIsNotUtf8IsRefused(String hex) {
        byte[] run = octets(0, bytes(hex), 0);
        for (int step = 1; step <= run.length; step++) {
            int size = step;
            ProtocolException fault = catchThrowableOfType(ProtocolException.class, () -> inSteps(LIMIT, run, size));
            assertThat(fault.code()).isEqualTo(ErrorCode.MALFORMED);
        }
    }

    @Test
    void longTextsAreCheckedToTheirEnd() {
        String text = "한".repeat(2000);
        byte[] run = octets(0, text, bytes("FF"), 0);
        ProtocolException fault =
                catchThrowableOfType(ProtocolException.class, () -> decoded(Limits.DEFAULT.frameOctets(), run));
        assertThat(fault.code()).isEqualTo(ErrorCode.MALFORMED);
    }

    @Test
    void nothingIsHeldBetweenFrames() throws ProtocolException {
        FrameDecoder decoder = new FrameDecoder(LIMIT);
        assertThat(decoder.next(ByteBuffer.allocate(0))).isNull();
        assertThat(decoder.heldOctets()).isZero();
        decoder.next(ByteBuffer.wrap(octets(0, "half")));
        assertThat(decoder.heldOctets()).isEqualTo(5);
        decoder.next(ByteBuffer.wrap(octets(0)));
        assertThat(decoder.heldOctets()).isZero();
    }

    @Test
    void octetsOutsideTheBufferAreNotTouched() throws ProtocolException {
        ByteBuffer buffer = ByteBuffer.wrap(octets(9, 9, 0, "hi", 0, 9, 9));
        buffer.position(2).limit(6);
        assertThat(new FrameDecoder(LIMIT).next(buffer)).isEqualTo(frame(0, "hi"));
        assertThat(buffer.position()).isEqualTo(6);
    }

    private static List<Frame> decoded(int limit, byte[] run) throws ProtocolException {
        List<Frame> frames = new ArrayList<>();
        drain(new FrameDecoder(limit), ByteBuffer.wrap(run), frames);
        return frames;
    }

    private static List<Frame> inSteps(byte[] run, int step) throws ProtocolException {
        return inSteps(run.length + 1, run, step);
    }

    private static List<Frame> inSteps(int limit, byte[] run, int step) throws ProtocolException {
        FrameDecoder decoder = new FrameDecoder(limit);
        List<Frame> frames = new ArrayList<>();
        for (int at = 0; at < run.length; at += step) {
            drain(decoder, ByteBuffer.wrap(run, at, Math.min(step, run.length - at)), frames);
        }
        return frames;
    }

    private static List<Frame> cut(byte[] run, int first, int second) throws ProtocolException {
        FrameDecoder decoder = new FrameDecoder(LIMIT);
        List<Frame> frames = new ArrayList<>();
        drain(decoder, ByteBuffer.wrap(run, 0, first), frames);
        drain(decoder, ByteBuffer.wrap(run, first, second - first), frames);
        drain(decoder, ByteBuffer.wrap(run, second, run.length - second), frames);
        return frames;
    }

    private static void drain(FrameDecoder decoder, ByteBuffer buffer, List<Frame> frames) throws ProtocolException {
        for (Frame frame = decoder.next(buffer); frame != null; frame = decoder.next(buffer)) {
            frames.add(frame);
        }
        assertThat(buffer.hasRemaining()).isFalse();
    }

    private static ByteBuffer buffer(Random random, byte[] run, int from, int to) {
        byte[] part = Arrays.copyOfRange(run, from, to);
        return switch (random.nextInt(3)) {
            case 0 -> ByteBuffer.wrap(part).asReadOnlyBuffer();
            case 1 -> ByteBuffer.allocateDirect(part.length).put(part).flip();
            default -> ByteBuffer.wrap(run, from, to - from);
        };
    }

    private static byte[] randomRun(Random random) {
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            int type = random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(4);
            run.write(type);
            if (type == FrameType.FILE.octet()) {
                run.write(random.nextBoolean() ? 0 : random.nextInt(256));
            }
            int length = random.nextInt(8) == 0 ? random.nextInt(3000) : random.nextInt(12);
            StringBuilder body = new StringBuilder();
            while (body.length() < length) {
                body.append(random.nextBoolean() ? "a" : random.nextBoolean() ? "한" : "😀\u001F");
            }
            run.writeBytes(body.toString().getBytes(UTF_8));
            run.write(0);
        }
        return run.toByteArray();
    }

    private static Frame frame(int type, String body) {
        return new Frame(type, Frame.NO_COMMAND, body.getBytes(UTF_8));
    }

    /** Octets from numbers, texts and octets in a row. */
    private static byte[] octets(Object... parts) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer octet) {
                octets.write(octet);
            } else {
                octets.writeBytes(
                        part instanceof byte[] bytes ? bytes : part.toString().getBytes(UTF_8));
            }
        }
        return octets.toByteArray();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
