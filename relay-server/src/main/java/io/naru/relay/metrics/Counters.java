package io.naru.relay.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the relay counts about itself.
 *
 * <p>Threading: written by the relay's loop alone; other threads get a {@link Snapshot} from there.
 */
public final class Counters {
    private final long[] drops = new long[DropReason.values().length];
    private final long[] throttled = new long[TrafficClass.values().length];
    private long accepted;
    private long acceptFailures;
    private final long[] logins = new long[LoginOutcome.values().length];
    private final TurnTimes turns = new TurnTimes();
    private final LastMinute lastMinute = new LastMinute();
    private long handshakes;
    private long framesIn;
    private long octetsIn;
    private long octetsOut;
    private long writes;
    private long encodedBroadcasts;
    private long deliveries;
    private final long[] appends = new long[AppendOutcome.values().length];
    private final TurnTimes appendTimes = new TurnTimes();
    private long historyPages;
    private long searches;

    /** A connection was accepted. */
    public void onAccepted() {
        accepted++;
    }

    /** Accepting failed, for want of open files as a rule. */
    public void onAcceptFailed() {
        acceptFailures++;
    }

    /** A login was tried, and this became of it. */
    public void onLogin(LoginOutcome outcome) {
        logins[outcome.ordinal()]++;
    }

    /** A TLS handshake was completed. */
    public void onHandshake() {
        handshakes++;
    }

    /** A turn of the loop has ended. */
    public void onTurn(long startNanos, long endNanos) {
        turns.onTurn(endNanos - startNanos);
        lastMinute.onTurn(endNanos, endNanos - startNanos, framesIn, deliveries, octetsIn, octetsOut);
    }

    /** A whole frame came. */
    public void onFrameIn() {
        framesIn++;
    }

    /** Octets came. */
    public void onRead(int octets) {
        octetsIn += octets;
    }

    /** One call of write was made, which took so many octets. */
    public void onWrite(long octets) {
        writes++;
        octetsOut += octets;
    }

    /** A message for many was turned into octets. */
    public void onBroadcastEncoded() {
        encodedBroadcasts++;
    }

    /** A message for many was queued for one. */
    public void onDelivery() {
        deliveries++;
    }

    /** Something was said, and this became of it after so long. */
    public void onAppend(AppendOutcome outcome, long nanos) {
        appends[outcome.ordinal()]++;
        if (outcome == AppendOutcome.KEPT) {
            appendTimes.onTurn(nanos);
        }
    }

    /** A page of history was asked for. */
    public void onHistoryPage() {
        historyPages++;
    }

    /** The history was searched. */
    public void onSearch() {
        searches++;
    }

    /** How long it took to keep messages. */
    public TurnTimes.Snapshot appendTimes() {
        return appendTimes.snapshot();
    }

    /** A client has to wait, because its account sends too much of a class. */
    public void onThrottled(TrafficClass sent) {
        throttled[sent.ordinal()]++;
    }

    /** How often clients had to wait for having sent too much of a class. */
    public long throttled(TrafficClass sent) {
        return throttled[sent.ordinal()];
    }

    /** Something was dropped. */
    public void onDrop(DropReason reason) {
        drops[reason.ordinal()]++;
    }

    /** How much was dropped for a reason. */
    public long drops(DropReason reason) {
        return drops[reason.ordinal()];
    }

    /** How long the turns took. */
    public TurnTimes.Snapshot turns() {
        return turns.snapshot();
    }

    /**
     * What happened a second lately.
     *
     * @param seconds how far back, 1 to 60
     */
    public LastMinute.Rates rates(long nowNanos, int seconds) {
        return lastMinute.rates(nowNanos, seconds);
    }

    /** The figures as they stand. */
    public Snapshot snapshot() {
        Map<DropReason, Long> byReason = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            byReason.put(reason, drops[reason.ordinal()]);
        }
        Map<LoginOutcome, Long> byOutcome = new EnumMap<>(LoginOutcome.class);
        for (LoginOutcome outcome : LoginOutcome.values()) {
            byOutcome.put(outcome, logins[outcome.ordinal()]);
        }
        Map<TrafficClass, Long> byClass = new EnumMap<>(TrafficClass.class);
        for (TrafficClass sent : TrafficClass.values()) {
            byClass.put(sent, throttled[sent.ordinal()]);
        }
        Map<AppendOutcome, Long> appendsByOutcome = new EnumMap<>(AppendOutcome.class);
        for (AppendOutcome outcome : AppendOutcome.values()) {
            appendsByOutcome.put(outcome, appends[outcome.ordinal()]);
        }
        return new Snapshot(
                accepted,
                acceptFailures,
                handshakes,
                framesIn,
                octetsIn,
                octetsOut,
                writes,
                encodedBroadcasts,
                deliveries,
                byReason,
                byOutcome,
                byClass,
                appendsByOutcome,
                historyPages,
                searches);
    }

    /**
     * Figures since the relay started.
     *
     * @param accepted connections
     * @param acceptFailures attempts to accept one that failed
     * @param handshakes of TLS that were completed
     * @param framesIn whole frames from clients
     * @param octetsIn from clients
     * @param octetsOut to clients, as far as the system took them
     * @param writes calls of write
     * @param encodedBroadcasts messages for many that were turned into octets
     * @param deliveries of such messages to one user each
     * @param drops by reason
     * @param loginOutcomes by outcome
     * @param throttled how often clients had to wait, by what their accounts had sent too much of
     * @param appends messages that were said, by what became of them
     * @param historyPages pages of history that were asked for
     * @param searches in the history
     */
    public record Snapshot(
            long accepted,
            long acceptFailures,
            long handshakes,
            long framesIn,
            long octetsIn,
            long octetsOut,
            long writes,
            long encodedBroadcasts,
            long deliveries,
            Map<DropReason, Long> drops,
            Map<LoginOutcome, Long> loginOutcomes,
            Map<TrafficClass, Long> throttled,
            Map<AppendOutcome, Long> appends,
            long historyPages,
            long searches) {
        public Snapshot {
            drops = Collections.unmodifiableMap(new EnumMap<>(drops));
            loginOutcomes = Collections.unmodifiableMap(new EnumMap<>(loginOutcomes));
            appends = Collections.unmodifiableMap(new EnumMap<>(appends));
            throttled = Collections.unmodifiableMap(new EnumMap<>(throttled));
        }

        /** How many connections ended because no TLS came about. */
        public long failedHandshakes() {
            return drops.getOrDefault(DropReason.TLS_FAILED, 0L) + drops.getOrDefault(DropReason.HANDSHAKES_FULL, 0L);
        }

        /** How many logins came in. */
        public long logins() {
            return loginOutcomes.entrySet().stream()
                    .filter(login -> login.getKey().isIn())
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }
}
