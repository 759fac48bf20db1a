package io.naru.relay.splice;

import io.naru.common.message.TransferToken;
import io.naru.relay.metrics.DropReason;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A way that was asked for: who may take which of its ends.
 *
 * <p>Threading: confined to the relay's loop, but for the octets and the accounts' own parts.
 */
final class SplicePair {
    /** The side of who has asked; the other one is 1. */
    static final int ASKER = 0;

    static final int SIDES = 2;

    private final List<SpliceAccount> accounts;
    private final List<TransferToken> tokens;
    private final Instant since;
    private final long deadlineNanos;
    private final InetAddress[] remotes = new InetAddress[SIDES];
    private final AtomicLong octets = new AtomicLong();
    /** Set by whoever ends it first, so that a side that is still on its way doesn't begin it again. */
    private volatile DropReason reason;

    private boolean isEnded;

    SplicePair(
            SpliceAccount asker,
            SpliceAccount other,
            TransferToken askersToken,
            TransferToken othersToken,
            Instant since,
            long deadlineNanos) {
        this.accounts = List.of(asker, other);
        this.tokens = List.of(askersToken, othersToken);
        this.since = since;
        this.deadlineNanos = deadlineNanos;
    }

    SpliceAccount account(int side) {
        return accounts.get(side);
    }

    TransferToken token(int side) {
        return tokens.get(side);
    }

    Instant since() {
        return since;
    }

    /** Until when both sides are to be there. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    /** Null before that side is there. */
    InetAddress remote(int side) {
        return remotes[side];
    }

    void onArrived(int side, InetAddress from) {
        remotes[side] = from;
    }

    /** How many sides have come. */
    int arrived() {
        return (remotes[0] == null ? 0 : 1) + (remotes[1] == null ? 0 : 1);
    }

    boolean isEnded() {
        return isEnded;
    }

    void onEnded() {
        isEnded = true;
    }

    /** Nobody may enter any more. Any thread. */
    void refuse(DropReason why) {
        reason = why;
    }

    /** Why nobody may enter any more, if so. Any thread. */
    Optional<DropReason> refusal() {
        return Optional.ofNullable(reason);
    }

    /** What has passed, both directions together. Any thread. */
    long octets() {
        return octets.get();
    }

    /** By the one thread that moves them. */
    void onCarried(int count) {
        octets.lazySet(octets.get() + count);
    }
}
