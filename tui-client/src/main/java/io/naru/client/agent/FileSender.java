package io.naru.client.agent;

import io.naru.common.message.FileMessage;

/** The way of messages about files to other users, while there is a link. */
public interface FileSender {
    /**
     * Queues a message. Never blocks; any thread.
     *
     * @return false when there is no link or its queue is full, and the message is gone
     */
    boolean offer(FileMessage message);

    /**
     * Queues a message when the queue has gone down far enough; for long runs of messages, from a thread that may wait.
     *
     * @return false when there is no link, or it broke meanwhile
     */
    boolean put(FileMessage message) throws InterruptedException;
}
