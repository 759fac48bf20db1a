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

    /** What a pulse needs done. */
    interface Owner {
        void requestPing(String token);

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
        return Optional.of(Duration.ofNanos(agent.clock().nanos() - sentNanos));
    }

    private void ping() {
        if (awaited.isEmpty()) {
            count++;
            awaited = "p" + count;
            sentNanos = agent.clock().nanos();
            owner.requestPing(awaited);
        }
        nextPing = agent.schedule(times.ping(), this::ping);
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
