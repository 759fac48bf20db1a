package io.naru.client.ways;

import io.naru.client.data.PeerLine;
import io.naru.client.data.Way;
import io.naru.client.transfer.PeerLines;
import io.naru.common.message.Endpoint;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Counts what comes over the lines of a requester, and stops it at a certain octet, so that something can be killed just
 * there.
 *
 * <p>Threading: lines by threads of their own, all else by the test's.
 */
final class Gauge {
    private static final long PATIENCE_SECONDS = 60;

    private long octets;
    private long stopAt = Long.MAX_VALUE;
    private CountDownLatch reached = new CountDownLatch(0);
    private CountDownLatch released = new CountDownLatch(0);
    /** Whether those that read are dead, and what they still find in their memory counts for nothing. */
    private boolean isOfTheDead;

    /** Counts from nothing, and stops what comes when so much has come. */
    synchronized void arm(long at) {
        octets = 0;
        stopAt = at;
        isOfTheDead = false;
        reached = new CountDownLatch(1);
        released = new CountDownLatch(1);
    }

    /** Waits until so much has come; nothing more does until {@link #release}. */
    void awaitReached() throws InterruptedException {
        if (!reached().await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("only " + octets() + " octets came");
        }
    }

    /** Who was stopped is dead: it may come to its end, but isn't counted any more, until {@link #passOn}. */
    synchronized void release() {
        isOfTheDead = true;
        released.countDown();
    }

    /** Lets everything through from now on. */
    synchronized void passOn() {
        stopAt = Long.MAX_VALUE;
        isOfTheDead = false;
        released.countDown();
    }

    synchronized long octets() {
        return octets;
    }

    private synchronized CountDownLatch reached() {
        return reached;
    }

    private void count(int more) throws IOException {
        CountDownLatch hold;
        synchronized (this) {
            octets += isOfTheDead ? 0 : more;
            if (octets < stopAt || isOfTheDead) {
                return;
            }
            reached.countDown();
            hold = released;
        }
        try {
            if (!hold.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("nobody let it go on");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** The same lines, counted. */
    PeerLines on(PeerLines lines) {
        return (owner, path, listener) -> lines.open(owner, path, new PeerLines.Listener() {
            @Override
            public void onLine(PeerLine line) {
                listener.onLine(new Counted(line));
            }

            @Override
            public void onBaseOwner(Endpoint at, OptionalLong size) {
                listener.onBaseOwner(at, size);
            }

            @Override
            public void onRefused(String code, String sentence) {
                listener.onRefused(code, sentence);
            }

            @Override
            public void onFailed(String sentence) {
                listener.onFailed(sentence);
            }
        });
    }

    private final class Counted implements PeerLine {
        private final PeerLine line;

        private Counted(PeerLine line) {
            this.line = line;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int more = line.read(into);
            count(Math.max(0, more));
            return more;
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
}
