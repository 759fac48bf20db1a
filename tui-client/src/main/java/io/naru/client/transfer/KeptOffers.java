package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.event.EngineEvent;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Has the offers of the account kept on the disk, where anything is kept, and tells once when that fails.
 *
 * <p>Threading: the agent's; the files are the disk's.
 */
final class KeptOffers {
    private final Agent agent;
    private final Executor disk;
    private final EngineEvent.Sink sink;
    private Optional<OfferFiles> files = Optional.empty();
    private boolean hasFailed;

    KeptOffers(Agent agent, Executor disk, EngineEvent.Sink sink) {
        this.agent = agent;
        this.disk = disk;
        this.sink = sink;
    }

    /** Something that is done to the files. */
    @FunctionalInterface
    private interface Work {
        void on(OfferFiles files) throws IOException;
    }

    /**
     * From now on they are kept there.
     *
     * @param folder private, made at need; absent if nothing is kept
     * @param onRead is told what was there
     */
    void open(Optional<Path> folder, Consumer<OfferFiles.Kept> onRead) {
        files = folder.map(OfferFiles::new);
        hasFailed = false;
        Instant now = agent.clock().now();
        work(opened -> {
            OfferFiles.Kept kept = opened.read(now);
            agent.execute(() -> {
                if (files.filter(opened::equals).isPresent()) {
                    kept.sentences().forEach(this::tell);
                    onRead.accept(kept);
                }
            });
        });
    }

    void keep(OfferFiles.Sent sent) {
        work(open -> open.keep(sent));
    }

    void keep(OfferFiles.Received received) {
        work(open -> open.keep(received));
    }

    void drop(boolean isOwn, UserName peer, RequestId id) {
        work(open -> open.drop(isOwn, peer, id));
    }

    void keepAlways(UserName user, Path into) {
        work(open -> open.keepAlways(user, into));
    }

    /** Where it is kept whose offers are taken without asking. */
    Optional<Path> alwaysFile() {
        return files.map(OfferFiles::alwaysFile);
    }

    /** How long something lasts that is kept until then. */
    Duration left(Instant until) {
        Duration left = Duration.between(agent.clock().now(), until);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void work(Work work) {
        files.ifPresent(open -> disk.execute(() -> {
            try {
                work.on(open);
            } catch (IOException e) {
                EngineLog.mishap(() -> "offers can't be kept: " + e);
                agent.execute(() -> fail(e));
            }
        }));
    }

    private void fail(IOException fault) {
        if (!hasFailed) {
            hasFailed = true;
            tell("Offers can't be kept over a restart: " + Reason.of(fault) + ".");
        }
    }

    private void tell(String sentence) {
        sink.post(new EngineEvent.RequestRefused(sentence, Optional.empty()));
    }
}
