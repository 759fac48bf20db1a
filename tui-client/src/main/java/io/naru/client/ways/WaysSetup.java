package io.naru.client.ways;

import io.naru.client.agent.Agent;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.RequestIds;
import io.naru.client.event.EngineEvent;
import io.naru.common.identity.Identity;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What ways are made with.
 *
 * @param agent whose thread everything is on
 * @param sender the way of requests and answers
 * @param ids of the requests
 * @param sink hears what {@link Ways#net} finds, and what the user mustn't miss
 * @param keys what is known of others' keys
 * @param identity the own key, if it can be had
 * @param dataPort where to listen, 0 for a port that the system chooses
 */
public record WaysSetup(
        Agent agent,
        FileSender sender,
        RequestIds ids,
        EngineEvent.Sink sink,
        PeerKeys keys,
        Supplier<Optional<Identity>> identity,
        int dataPort) {
    public WaysSetup {
        Objects.requireNonNull(agent);
        Objects.requireNonNull(sender);
        Objects.requireNonNull(ids);
        Objects.requireNonNull(sink);
        Objects.requireNonNull(keys);
        Objects.requireNonNull(identity);
    }
}
