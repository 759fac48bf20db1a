package io.naru.client.transfer;

import io.naru.client.agent.FileSender;
import io.naru.common.message.FileMessage;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What would have gone to other users.
 *
 * <p>Threading: any thread.
 */
final class SentFiles implements FileSender {
    private final BlockingQueue<FileMessage> sent = new LinkedBlockingQueue<>();
    private volatile boolean isDown;

    void setDown(boolean down) {
        isDown = down;
    }

    @Override
    public boolean offer(FileMessage message) {
        return !isDown && sent.add(message);
    }

    @Override
    public boolean put(FileMessage message) {
        return offer(message);
    }

    /** The next message, which must be of that kind. */
    <M extends FileMessage> M next(Class<M> kind) throws InterruptedException {
        FileMessage message = sent.poll(20, TimeUnit.SECONDS);
        if (!kind.isInstance(message)) {
            throw new AssertionError("expected " + kind.getSimpleName() + ", got " + message);
        }
        return kind.cast(message);
    }

    int count() {
        return sent.size();
    }
}
