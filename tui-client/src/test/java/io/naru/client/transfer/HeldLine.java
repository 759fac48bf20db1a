package io.naru.client.transfer;

import io.naru.client.data.PeerLine;
import io.naru.client.data.Way;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A line whose reader stands still until it is released, whatever is done to the line, as a thread in a slow disk does. */
final class HeldLine implements PeerLine {
    private final PeerLine line;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    HeldLine(PeerLine line) {
        this.line = line;
    }

    void awaitReader() throws InterruptedException {
        if (!reached.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody reads");
        }
    }

    void release() {
        released.countDown();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        reached.countDown();
        try {
            if (!released.await(20, TimeUnit.SECONDS)) {
                throw new IOException("nobody released it");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return line.read(into);
    }

    @Override
    public UserName peer() {
        return line.peer();
    }

    @Override
    public Fingerprint key() {
        return line.key();
    }

    @Override
    public Way way() {
        return line.way();
    }

    @Override
    public void write(ByteBuffer... from) throws IOException {
        line.write(from);
    }

    @Override
    public void breakOff() {
        line.breakOff();
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
