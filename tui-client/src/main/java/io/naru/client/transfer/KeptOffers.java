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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Has the offers of the account kept on the disk, where anything is kept, and tells once when that fails.
 *
 * <p>Threading: the agent's; the files are the disk's.
 */
final class KeptOffers {
    private static final OfferFiles.Kept NOTHING = new OfferFiles.Kept(List.of(), List.of(), Map.of(), List.of());

    private final Agent agent;
    private final Executor disk;
    private final EngineEvent.Sink sink;
    private Optional<OfferFiles> files = Optional.empty();
    /** Where nothing is kept. */
    private final Map<UserName, Path> alwaysHere = new LinkedHashMap<>();

    private boolean hasFailed;

    KeptOffers(Agent agent, Executor disk, EngineEvent.Sink sink) {
        this.agent = agent;
        this.disk = disk;
        this.sink = sink;
    }

    /** Something that the files are asked. */
    @FunctionalInterface
    private interface Asking<T> {
        T of(OfferFiles files) throws IOException;
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
        if (files.isPresent()) {
            ask(opened -> opened.read(now), NOTHING, kept -> {
                kept.sentences().forEach(this::tell);
                onRead.accept(kept);
            });
        }
    }

    /** What other programs may have changed meanwhile; nothing is told where nothing is kept. */
    void look(Consumer<OfferFiles.Kept> onRead) {
        if (files.isPresent()) {
            Instant now = agent.clock().now();
            ask(opened -> opened.readOffers(now), NOTHING, onRead);
        }
    }

    /** Asks the files, or does without them where nothing is kept or they fail. */
    private <T> void ask(Asking<T> asking, T without, Consumer<T> then) {
        if (files.isEmpty()) {
            then.accept(without);
            return;
        }
        OfferFiles open = files.get();
        disk.execute(() -> {
            T answer = without;
            try {
                answer = asking.of(open);
            } catch (IOException e) {
                EngineLog.mishap(() -> "offers can't be kept: " + e);
                agent.execute(() -> fail(e));
            }
            T found = answer;
            agent.execute(() -> {
                if (files.filter(open::equals).isPresent()) {
                    then.accept(found);
                }
            });
        });
    }

    void keep(OfferFiles.Sent sent) {
        work(open -> open.keep(sent));
    }

    /** Decides about an offer of another user, for all programs of the install. */
    void settle(OfferFiles.Received wanted, Consumer<OfferFiles.Settled> then) {
        ask(open -> open.settle(wanted), new OfferFiles.Settled(true, wanted), then);
    }

    /** Whose offers are taken without asking, and where they go: as it is now, since other programs change it too. */
    void always(Consumer<Map<UserName, Path>> then) {
        ask(OfferFiles::always, Map.copyOf(alwaysHere), then);
    }

    void drop(boolean isOwn, UserName peer, RequestId id) {
        work(open -> open.drop(isOwn, peer, id));
    }

    void keepAlways(UserName user, Path into) {
        if (files.isEmpty()) {
            alwaysHere.put(user, into);
        }
        work(open -> open.keepAlways(user, into));
    }

    /** From now on a user's offers wait for an answer again. */
    void dropAlways(UserName user, Consumer<Boolean> then) {
        boolean wasHere = alwaysHere.remove(user) != null;
        ask(open -> open.dropAlways(user), wasHere, then);
    }

    /** Another account's are asked for. */
    void forgetAlways() {
        alwaysHere.clear();
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
