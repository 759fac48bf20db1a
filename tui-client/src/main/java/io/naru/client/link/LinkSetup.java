package io.naru.client.link;

import io.naru.client.agent.Agent;
import io.naru.client.event.EngineEvent;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * What a link is made with.
 *
 * @param agent who owns it
 * @param dialer how relays are reached
 * @param times its spans
 * @param random the jitter of its pauses
 * @param software what this program is called, for the relay's log
 * @param sink where its events go
 * @param listener what else hears of it
 */
public record LinkSetup(
        Agent agent,
        RelayDialer dialer,
        LinkTimes times,
        RandomGenerator random,
        String software,
        EngineEvent.Sink sink,
        LinkListener listener) {
    public LinkSetup {
        Objects.requireNonNull(agent);
        Objects.requireNonNull(dialer);
        Objects.requireNonNull(times);
        Objects.requireNonNull(random);
        Objects.requireNonNull(software);
        Objects.requireNonNull(sink);
        Objects.requireNonNull(listener);
    }
}
