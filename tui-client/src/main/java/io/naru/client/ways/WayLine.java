package io.naru.client.ways;

import io.naru.client.data.PeerLine;
import io.naru.client.data.Way;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A line that tells when its way dies: the network broke it, or brought nothing for so long that its user gave it up.
 *
 * <p>Threading: as its interface says; {@code onDead} is called on any thread, once at most.
 */
final class WayLine implements PeerLine {
    /** Who breaks off a line that has brought nothing for so long does it because of that. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final UserName peer;
    private final Way way;
    private final Securing.Secured secured;
    private final Clock clock;
    private final Runnable onDead;
    private volatile long waitingSinceNanos;
    private volatile boolean isWaiting;
    private boolean isOver;

    WayLine(UserName peer, Way way, Securing.Secured secured, Clock clock, Runnable onDead) {
        this.peer = peer;
        this.way = way;
        this.secured = secured;
        this.clock = clock;
        this.onDead = onDead;
    }

    @Override
    public UserName peer() {
        return peer;
    }

    @Override
    public Fingerprint key() {
        return secured.peerKey();
    }

    @Override
    public Way way() {
        return way;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        waitingSinceNanos = clock.nanos();
        isWaiting = true;
        try {
            return secured.read(into);
        } catch (IOException e) {
            end(true);
            throw e;
        } finally {
            isWaiting = false;
        }
    }

    @Override
    public void write(ByteBuffer... from) throws IOException {
        try {
            secured.write(from);
        } catch (IOException e) {
            end(true);
            throw e;
        }
    }

    @Override
    public void breakOff() {
        end(isWaiting && clock.nanos() - waitingSinceNanos >= SILENCE.toNanos());
        secured.breakOff();
    }

    @Override
    public void close() throws IOException {
        end(false);
        secured.close();
    }

    private void end(boolean isDead) {
        synchronized (this) {
            if (isOver) {
                return;
            }
            isOver = true;
        }
        if (isDead) {
            onDead.run();
        }
    }
}
