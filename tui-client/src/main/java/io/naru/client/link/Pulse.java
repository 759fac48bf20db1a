package io.naru.client.link;

import io.naru.client.agent.Agent;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether the relay is still there, and how far away: a PING now and then, and an alarm after a long silence.
 *
 * <p>The alarm gives a second chance: after this program itself stood still (a suspended terminal, a sleeping machine),
 * what the relay sent meanwhile is read first.
 *
 * <p>Threading: the agent's.
 */
final class Pulse {
    private static final Duration SECOND_CHANCE = Duration.ofSeconds(2);

    /** An answer that isn't there by then is told to be late, and again as often. */
    private static final Duration LATE = Duration.ofSeconds(5);

    /** What a pulse needs done. */
    interface Owner {
        void requestPing(String token);

        /** A PING has waited for its answer so long, and there is none yet. Not said of the first one. */
        void onLate(Duration waited);

        void onSilence();
    }

    private final Agent agent;
    private final LinkTimes times;
    private final Owner owner;

    private long heardNanos;
    private long sentNanos;
    private int count;
    private String awaited = "";
    private boolean isLastChance;
    private Agent.Timer nextPing;
    private Agent.Timer lateness;
    private Agent.Timer alarm;

    Pulse(Agent agent, LinkTimes times, Owner owner) {
        this.agent = agent;
        this.times = times;
        this.owner = owner;
    }

    /** Begins with a PING at once; its token is returned. */
    String start() {
        onHeard();
        alarm = agent.schedule(times.silence(), this::onAlarm);
        ping();
        return awaited;
    }

    void stop() {
        if (alarm != null) {
            alarm.cancel();
            nextPing.cancel();
            lateness.cancel();
        }
    }

    /** Something came. */
    void onHeard() {
        heardNanos = agent.clock().nanos();
        isLastChance = false;
    }

    /** The span between a PING and its answer; empty for an answer that isn't awaited. */
    Optional<Duration> onPong(String token) {
        if (!token.equals(awaited)) {
            return Optional.empty();
        }
        awaited = "";
        lateness.cancel();
        return Optional.of(Duration.ofNanos(agent.clock().nanos() - sentNanos));
    }

    private void ping() {
        if (awaited.isEmpty()) {
            count++;
            awaited = "p" + count;
            sentNanos = agent.clock().nanos();
            lateness = agent.schedule(LATE, this::onLate);
            owner.requestPing(awaited);
        }
        nextPing = agent.schedule(times.ping(), this::ping);
    }

    private void onLate() {
        if (count > 1) {
            owner.onLate(Duration.ofNanos(agent.clock().nanos() - sentNanos));
        }
        lateness = agent.schedule(LATE, this::onLate);
    }

    private void onAlarm() {
        Duration silent = Duration.ofNanos(agent.clock().nanos() - heardNanos);
        Duration left = times.silence().minus(silent);
        if (left.compareTo(Duration.ZERO) > 0) {
            alarm = agent.schedule(left, this::onAlarm);
        } else if (!isLastChance) {
            isLastChance = true;
            alarm = agent.schedule(SECOND_CHANCE, this::onAlarm);
        } else {
            owner.onSilence();
        }
    }
}
