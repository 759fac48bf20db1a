package io.naru.client.transfer;

import io.naru.common.message.UserName;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Owners whose answers a test gives.
 *
 * <p>Threading: any thread.
 */
final class ScriptedLines implements PeerLines {
    /** Somebody was asked. */
    record Asked(UserName owner, String path, Listener listener) {}

    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

    @Override
    public Attempt open(UserName owner, String path, Listener listener) {
        asked.add(new Asked(owner, path, listener));
        return () -> {};
    }

    Asked next() throws InterruptedException {
        Asked next = asked.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nobody was asked");
        }
        return next;
    }

    int count() {
        return asked.size();
    }
}
