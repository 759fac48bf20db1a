package io.naru.client.app;

import io.naru.client.agent.Agent;
import io.naru.client.agent.Workers;
import io.naru.client.event.EngineEvent;
import io.naru.client.link.RelayLink;
import java.util.concurrent.CompletableFuture;

/**
 * The end of an engine: what is under way ends first, then the link, then everything else, and what is still to be
 * written is written.
 *
 * <p>Threading: the agent's, but for {@link #closed}.
 */
final class Closing {
    private final Agent agent;
    private final RelayLink link;
    private final EngineParts parts;
    private final Workers disk;
    private final Workers talkDisk;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private boolean hasBegun;

    Closing(Agent agent, RelayLink link, EngineParts parts, Workers disk, Workers talkDisk) {
        this.agent = agent;
        this.link = link;
        this.parts = parts;
        this.disk = disk;
        this.talkDisk = talkDisk;
    }

    /** Done when nothing is left to be written; fails, with a sentence for the user, if the engine has broken down. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    /** The engine has broken down: nothing more is written, and who waits for the end waits no longer. */
    void breakDown(String sentence) {
        closed.completeExceptionally(new IllegalStateException(sentence));
    }

    boolean hasBegun() {
        return hasBegun;
    }

    /** Begins; transfers may be finished first. */
    void begin(boolean waitForTransfers) {
        hasBegun = true;
        parts.talking().flush();
        parts.transfers().closeUploads();
        if (!waitForTransfers) {
            parts.transfers().stopAll();
        }
        goOn();
    }

    /** A transfer has ended. */
    void onTransferEnded() {
        if (hasBegun) {
            goOn();
        }
    }

    /** Something has been told: the end may have waited for it. */
    void onTold(EngineEvent event) {
        if (hasBegun && (event instanceof EngineEvent.TransferChanged || event instanceof EngineEvent.LinkEnded)) {
            agent.execute(this::goOn);
        }
    }

    private void goOn() {
        boolean isBusy = link.isEnded()
                ? parts.transfers().isAnyUnderWay()
                : parts.transfers().isBusy();
        if (isBusy || closed.isDone()) {
            return;
        }
        if (link.isEnded()) {
            // For the password: the relay may have ended the link, and nobody tries again now.
            link.leave();
            parts.talking().close();
            parts.ways().close();
            // Behind what is still to be written.
            parts.transfers()
                    .close(() -> parts.share()
                            .close(() -> disk.execute(() -> talkDisk.execute(() -> closed.complete(null)))));
            agent.stop();
        } else {
            link.leave();
        }
    }
}
