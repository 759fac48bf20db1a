package io.naru.common.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.GatheringByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryPipeTest {
    private final MemoryPipe pipe = new MemoryPipe(8);

    @Test
    void endsReadWhatTheOtherWrote() throws IOException {
        assertThat(pipe.left().write(octets("ping"))).isEqualTo(4);
        assertThat(pipe.right().write(octets("pong"))).isEqualTo(4);

        assertThat(pipe.right().waitingOctets()).isEqualTo(4);
        assertThat(read(pipe.right())).isEqualTo("ping");
        assertThat(read(pipe.left())).isEqualTo("pong");
        assertThat(pipe.left().read(ByteBuffer.allocate(1))).isZero();
    }

    @Test
    void fullPipeTakesNoMore() throws IOException {
        assertThat(pipe.left().write(octets("0123456789"))).isEqualTo(8);
        assertThat(pipe.left().write(octets("x"))).isZero();

        assertThat(pipe.right().read(ByteBuffer.allocate(3))).isEqualTo(3);
        assertThat(pipe.left().write(new ByteBuffer[] {octets("ab"), octets("cd")}))
                .isEqualTo(3);
        assertThat(read(pipe.right())).isEqualTo("34567abc");
    }

    @Test
    void stalledEndReceivesNothingUntilItResumes() throws IOException {
        pipe.right().stall();
        assertThat(pipe.left().write(octets("0123456789"))).isEqualTo(8);
        assertThat(read(pipe.right())).isEmpty();

        pipe.right().resume();

        assertThat(read(pipe.right())).isEqualTo("01234567");
    }

    @Test
    void closedEndIsEndOfStreamForTheOtherOnceAllIsRead() throws IOException {
        pipe.left().write(octets("bye"));
        pipe.left().close();

        assertThat(pipe.left().isOpen()).isFalse();
        assertThat(pipe.right().isOpen()).isTrue();
        assertThat(read(pipe.right())).isEqualTo("bye");
        assertThat(pipe.right().read(ByteBuffer.allocate(1))).isEqualTo(-1);
        assertThatIOException()
                .isThrownBy(() -> pipe.right().write(octets("x")))
                .withMessage("Broken pipe");
        assertThatThrownBy(() -> pipe.left().read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void endedOutputStillReads() throws IOException {
        pipe.left().shutdownOutput();
        pipe.right().write(octets("late"));

        assertThat(pipe.right().read(ByteBuffer.allocate(1))).isEqualTo(-1);
        assertThat(read(pipe.left())).isEqualTo("late");
        assertThatThrownBy(() -> pipe.left().write(octets("x"))).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void resetIsAnErrorAtBothEnds() throws IOException {
        pipe.left().write(octets("lost"));
        pipe.reset();

        assertThatIOException().isThrownBy(() -> pipe.right().read(ByteBuffer.allocate(1)));
        assertThatIOException().isThrownBy(() -> pipe.left().write(octets("x")));
    }

    @Test
    void chunksArriveWholeInTheEnd() {
        Seeds.run(200, random -> {
            byte[] sent = new byte[random.nextInt(200)];
            random.nextBytes(sent);
            MemoryPipe small = new MemoryPipe(1 + random.nextInt(20));
            ChunkingChannel left = new ChunkingChannel(small.left(), () -> random.nextInt(5));
            ChunkingChannel right = new ChunkingChannel(small.right(), 1 + random.nextInt(5));

            assertThat(pumped(sent, left, right, random)).isEqualTo(sent);
        });
    }

    private static byte[] pumped(byte[] sent, GatheringByteChannel from, ByteChannel to, Random random)
            throws IOException {
        int cut = random.nextInt(sent.length + 1);
        ByteBuffer[] parts = {ByteBuffer.wrap(sent, 0, cut), ByteBuffer.wrap(sent, cut, sent.length - cut)};
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(16);
        while (parts[1].hasRemaining() || parts[0].hasRemaining() || received.size() < sent.length) {
            from.write(parts);
            to.read(buffer);
            received.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return received.toByteArray();
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(ByteChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        channel.read(buffer);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }
}
