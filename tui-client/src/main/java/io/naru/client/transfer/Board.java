package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.message.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The queue of both directions: tells what changed, looks four times a second at what runs (only while something does),
 * and notices what has stalled. Of what has ended the newest are kept, and what is still
 * needed.
 *
 * <p>Threading: the agent's, but for {@link #nextId}.
 */
final class Board {
    private static final Duration LOOK = Duration.ofMillis(250);
    /** After so long without an octet a transfer is called stalled. */
    private static final Duration STILL = Duration.ofSeconds(10);

    private final Agent agent;
    private final EngineEvent.Sink sink;
    private final Duration stallTimeout;
    private final int endedMax;
    private final Map<Long, Transfer> transfers = new LinkedHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private BiConsumer<Transfer, Duration> onStalled = (stalled, span) -> {};
    private Consumer<Transfer> onCleared = cleared -> {};
    private Predicate<Transfer> isNeeded = ended -> false;
    private boolean isLooking;

    /**
     * Nothing is in it.
     *
     * @param stallTimeout how long nothing may move in a transfer
     * @param endedMax how many that have ended are kept
     */
    Board(Agent agent, EngineEvent.Sink sink, Duration stallTimeout, int endedMax) {
        this.agent = agent;
        this.sink = sink;
        this.stallTimeout = stallTimeout;
        this.endedMax = endedMax;
    }

    /** Sets what is done about a transfer in which nothing moves. */
    void whenStalled(BiConsumer<Transfer, Duration> action) {
        onStalled = action;
    }

    /** Sets who else forgets a transfer that is cleared. */
    void whenCleared(Consumer<Transfer> action) {
        onCleared = action;
    }

    /** Sets which transfers that have ended are kept however many there are. */
    void keepWhile(Predicate<Transfer> condition) {
        isNeeded = condition;
    }

    long nextId() {
        return lastId.incrementAndGet();
    }

    Transfer add(
            long id, TransferView.Direction direction, UserName peer, String path, TransferState state, Meter meter) {
        return add(id, direction, peer, path, state, meter, agent.clock().now());
    }

    /** One that was queued at that time, which may have been in an earlier program. */
    Transfer add(
            long id,
            TransferView.Direction direction,
            UserName peer,
            String path,
            TransferState state,
            Meter meter,
            Instant when) {
        meter.begin(agent.clock().nanos());
        Transfer added = new Transfer(id, direction, peer, path, state, meter, when);
        transfers.put(id, added);
        dropOldest();
        return added;
    }

    Optional<Transfer> find(long id) {
        return Optional.ofNullable(transfers.get(id));
    }

    List<Transfer> all() {
        return new ArrayList<>(transfers.values());
    }

    /** Whether anything is queued or under way. */
    boolean isBusy() {
        return transfers.values().stream().anyMatch(each -> !each.isEnded());
    }

    void clear(Transfer ended) {
        transfers.remove(ended.id());
        onCleared.accept(ended);
        sink.post(new EngineEvent.TransferCleared(ended.id()));
    }

    /** Tells how a transfer stands now, unless it was cleared. */
    void changed(Transfer transfer) {
        tell(transfer, false);
    }

    /** Tells of one that is from an earlier program, or another one. */
    void restored(Transfer transfer) {
        tell(transfer, true);
    }

    private void tell(Transfer transfer, boolean isRestored) {
        if (transfers.get(transfer.id()) != transfer) {
            return;
        }
        sink.post(new EngineEvent.TransferChanged(transfer.view(), isRestored));
        if (isLookedAt(transfer) && !isLooking) {
            isLooking = true;
            agent.schedule(LOOK, this::look);
        }
    }

    /** Its octets are looked for from now on: how long was listed or hashed before isn't how long nothing has moved. */
    void timed(Transfer transfer) {
        transfer.meter().begin(agent.clock().nanos());
    }

    private void look() {
        long now = agent.clock().nanos();
        isLooking = false;
        for (Transfer transfer : all()) {
            if (!isLookedAt(transfer)) {
                continue;
            }
            boolean wasMoving = transfer.meter().octetsPerSecond() > 0;
            boolean isMoving = transfer.meter().sample(now);
            if (isMoving && transfer.state() == TransferState.STALLED) {
                transfer.setState(TransferState.RUNNING, "");
            }
            Duration still = transfer.meter().stalled(now);
            if (still.compareTo(stallTimeout) >= 0) {
                onStalled.accept(transfer, stallTimeout);
            } else if (isMoving || wasMoving || isToBeCalled(transfer, still)) {
                sink.post(new EngineEvent.TransferChanged(transfer.view()));
            }
            isLooking |= isLookedAt(transfer);
        }
        if (isLooking) {
            agent.schedule(LOOK, this::look);
        }
    }

    private static boolean isLookedAt(Transfer transfer) {
        return isLookedAt(transfer.state());
    }

    /** Whether it is noticed in such a state that nothing moves. */
    static boolean isLookedAt(TransferState state) {
        return state == TransferState.CONNECTING || isMade(state);
    }

    /** Whether its connection stands and octets should come. */
    private static boolean isMade(TransferState state) {
        return state == TransferState.RUNNING || state == TransferState.STALLED;
    }

    /** Gives a transfer in which nothing moves that name, and takes it away; whether it did. */
    private static boolean isToBeCalled(Transfer transfer, Duration still) {
        TransferState fitting = still.compareTo(STILL) >= 0 ? TransferState.STALLED : TransferState.RUNNING;
        if (!isMade(transfer.state()) || transfer.state() == fitting) {
            return false;
        }
        transfer.setState(fitting, "");
        return true;
    }

    private void dropOldest() {
        if (transfers.size() <= endedMax) {
            return;
        }
        List<Transfer> ended = all().stream()
                .filter(each -> each.isEnded() && !isNeeded.test(each))
                .toList();
        for (int i = 0; i < ended.size() - endedMax; i++) {
            clear(ended.get(i));
        }
    }
}
