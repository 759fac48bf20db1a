package io.naru.relay.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lanes, chunks and queues together, in a world of tiny chunks. */
final class SendQueueTest {
    private static final int TINY_CHUNK = 64;

    private final ChunkPool pool = new ChunkPool(TINY_CHUNK);
    private final ByteBuffer[] scratch = new ByteBuffer[SendQueue.MAX_RANGES];

    /** Takes a few octets at a time, and remembers them. */
    private static final class Sink implements GatheringByteChannel {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int room = Integer.MAX_VALUE;
        private int buffersInOneWrite;

        @Override
        public int write(ByteBuffer source) {
            int count = Math.min(room, source.remaining());
            for (int i = 0; i < count; i++) {
                taken.write(source.get());
            }
            return count;
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            buffersInOneWrite = Math.max(buffersInOneWrite, length);
            int left = room;
            long written = 0;
            for (int i = offset; i < offset + length && left > 0; i++) {
                int room = this.room;
                this.room = left;
                int count = write(sources[i]);
                this.room = room;
                left -= count;
                written += count;
            }
            return written;
        }

        @Override
        public long write(ByteBuffer[] sources) {
            return write(sources, 0, sources.length);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void aRowOfFramesIsOneRange() throws IOException {
        Lane lane = new Lane(new ChunkPool());
        SendQueue queue = new SendQueue(scratch);
        Sink sink = new Sink();
        for (int i = 0; i < 320; i++) {
            queue.add(lane.append(new byte[50]));
        }

        assertThat(queue.writeTo(sink)).isEqualTo(320 * 50);
        assertThat(sink.buffersInOneWrite).isZero();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void everyQueueSendsExactlyWhatWasAddedToIt() {
        Seeds.run(300, random -> {
            List<Lane> lanes = List.of(new Lane(pool), new Lane(pool), new Lane(pool));
            List<SendQueue> queues = new ArrayList<>();
            List<Sink> sinks = new ArrayList<>();
            List<ByteArrayOutputStream> expected = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                queues.add(new SendQueue(scratch));
                sinks.add(new Sink());
                expected.add(new ByteArrayOutputStream());
            }
            for (int i = 0; i < 200; i++) {
                switch (random.nextInt(4)) {
                    case 0, 1 -> append(random, lanes, queues, expected);
                    case 2 -> write(random, queues, sinks);
                    default -> detach(random, queues);
                }
            }
            for (int i = 0; i < queues.size(); i++) {
                sinks.get(i).room = Integer.MAX_VALUE;
                while (!queues.get(i).isEmpty()) {
                    queues.get(i).writeTo(sinks.get(i));
                }
                assertThat(sinks.get(i).taken.toByteArray())
                        .isEqualTo(expected.get(i).toByteArray());
                assertThat(queues.get(i).octets()).isZero();
            }
        });
        // What the lanes of 300 rounds still write to, and nothing else.
        assertThat(pool.heldOctets()).isLessThanOrEqualTo(300 * 3 * 8 * TINY_CHUNK);
    }

    private void append(Random random, List<Lane> lanes, List<SendQueue> queues, List<ByteArrayOutputStream> expected)
            throws IOException {
        byte[] octets = new byte[1 + random.nextInt(3 * TINY_CHUNK)];
        random.nextBytes(octets);
        Span span = lanes.get(random.nextInt(lanes.size())).append(octets);
        for (int q = 0; q < queues.size(); q++) {
            if (random.nextBoolean()) {
                queues.get(q).add(span);
                expected.get(q).write(octets);
            }
        }
    }

    private static void write(Random random, List<SendQueue> queues, List<Sink> sinks) throws IOException {
        int q = random.nextInt(queues.size());
        sinks.get(q).room = random.nextInt(200);
        queues.get(q).writeTo(sinks.get(q));
    }

    private void detach(Random random, List<SendQueue> queues) {
        queues.get(random.nextInt(queues.size())).detach(pool);
    }

    @Test
    void whatWasSentGivesItsMemoryBack() throws IOException {
        Lane lane = new Lane(pool);
        SendQueue queue = new SendQueue(scratch);
        for (int i = 0; i < 100; i++) {
            queue.add(lane.append(new byte[30]));
        }
        assertThat(pool.sharedOctets()).isGreaterThan(2_000);

        queue.detach(pool);
        assertThat(pool.sharedOctets()).isLessThanOrEqualTo(2 * TINY_CHUNK);
        assertThat(pool.heldOctets() - pool.sharedOctets()).isEqualTo(3_000);

        queue.clear();
        assertThat(pool.heldOctets()).isLessThanOrEqualTo(2 * TINY_CHUNK);
    }
}
