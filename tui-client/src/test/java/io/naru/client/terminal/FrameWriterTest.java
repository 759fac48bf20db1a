package io.naru.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FrameWriterTest implements FrameWriter.Listener {
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final BlockingQueue<IOException> failures = new LinkedBlockingQueue<>();
    private final Semaphore written = new Semaphore(0);

    @Test
    void framesAreWrittenWholeAndInOrderAndTold() throws InterruptedException {
        FrameWriter writer = started(new Recorder());
        writer.submit(octets("one"));
        assertThat(writer.awaitWritten(LONG_NANOS)).isTrue();
        writer.submit(octets("two"));
        assertThat(writer.awaitWritten(LONG_NANOS)).isTrue();

        assertThat(writes).containsExactly("one", "two");
        assertThat(written.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
        assertThat(writer.isBusy()).isFalse();
    }

    @Test
    void blockedTerminalBlocksNobodyElse() {
        CountDownLatch release = new CountDownLatch(1);
        FrameWriter writer = started(new Recorder() {
            @Override
            public void write(byte[] octets) throws IOException {
                await(release);
                super.write(octets);
            }
        });
        writer.submit(octets("stuck"));
        writer.submit(octets(" and more"));
        assertThat(writer.isBusy()).isTrue();
        assertThat(writer.awaitWritten(1)).isFalse();

        release.countDown();
        assertThat(writer.awaitWritten(LONG_NANOS)).isTrue();
        assertThat(String.join("", writes)).isEqualTo("stuck and more");
    }

    @Test
    void nothingIsWrittenWhileMuted() {
        FrameWriter writer = started(new Recorder());
        writer.submitAndMute(octets("last"));
        writer.submit(octets("late frame"));
        assertThat(writer.awaitWritten(LONG_NANOS)).isTrue();
        writer.unmute();
        writer.submit(octets("again"));
        assertThat(writer.awaitWritten(LONG_NANOS)).isTrue();

        assertThat(writes).containsExactly("last", "again");
    }

    @Test
    void failureIsToldOnceAndEndsTheWaiting() throws InterruptedException {
        FrameWriter writer = started(new Recorder() {
            @Override
            public void write(byte[] octets) throws IOException {
                throw new IOException("gone");
            }
        });
        writer.submit(octets("x"));
        assertThat(writer.awaitWritten(LONG_NANOS)).isFalse();
        assertThat(failures.poll(20, TimeUnit.SECONDS)).hasMessage("gone");
        writer.submit(octets("y"));

        assertThat(failures).isEmpty();
        assertThat(writer.isBusy()).isFalse();
        assertThat(writes).isEmpty();
    }

    @Override
    public void onWritten() {
        written.release();
    }

    @Override
    public void onWriteFailure(IOException failure) {
        failures.add(failure);
    }

    private FrameWriter started(OutputStream output) {
        FrameWriter writer = new FrameWriter(output, this);
        writer.start();
        return writer;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private class Recorder extends OutputStream {
        @Override
        public void write(int octet) {
            throw new IllegalStateException("one octet at a time");
        }

        @Override
        public void write(byte[] octets) throws IOException {
            writes.add(new String(octets, StandardCharsets.UTF_8));
        }
    }
}
