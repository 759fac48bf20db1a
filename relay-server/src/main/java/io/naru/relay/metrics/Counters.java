package io.naru.relay.metrics;

import java.util.EnumMap;
import java.util.Map;

/**
 * What the relay counts about itself.
 *
 * <p>Threading: written by the relay's loop alone; other threads get a {@link Snapshot} from there.
 */
public final class Counters {
    private final long[] drops = new long[DropReason.values().length];
    private long accepted;
    private long acceptFailures;
    private long handshakes;
    private long logins;
    private long framesIn;
    private long octetsIn;
    private long octetsOut;
    private long writes;
    private long encodedBroadcasts;
    private long deliveries;

    /** A connection was accepted. */
    public void onAccepted() {
        accepted++;
    }

    /** Accepting failed, for want of open files as a rule. */
    public void onAcceptFailed() {
        acceptFailures++;
    }

    /** A TLS handshake was completed. */
    public void onHandshake() {
        handshakes++;
    }

    /** A user logged in. */
    public void onLogin() {
        logins++;
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

    /** Something was dropped. */
    public void onDrop(DropReason reason) {
        drops[reason.ordinal()]++;
    }

    /** How much was dropped for a reason. */
    public long drops(DropReason reason) {
        return drops[reason.ordinal()];
    }

    /** The figures as they stand. */
    public Snapshot snapshot() {
        Map<DropReason, Long> byReason = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            byReason.put(reason, drops[reason.ordinal()]);
        }
        return new Snapshot(
                accepted,
                acceptFailures,
                handshakes,
                logins,
                framesIn,
                octetsIn,
                octetsOut,
                writes,
                encodedBroadcasts,
                deliveries,
                byReason);
    }

    /**
     * Figures since the relay started.
     *
     * @param accepted connections
     * @param acceptFailures attempts to accept one that failed
     * @param handshakes of TLS that were completed
     * @param logins that were granted
     * @param framesIn whole frames from clients
     * @param octetsIn from clients
     * @param octetsOut to clients, as far as the system took them
     * @param writes calls of write
     * @param encodedBroadcasts messages for many that were turned into octets
     * @param deliveries of such messages to one user each
     * @param drops by reason
     */
    public record Snapshot(
            long accepted,
            long acceptFailures,
            long handshakes,
            long logins,
            long framesIn,
            long octetsIn,
            long octetsOut,
            long writes,
            long encodedBroadcasts,
            long deliveries,
            Map<DropReason, Long> drops) {
        public Snapshot {
            drops = Map.copyOf(drops);
        }
    }
}
