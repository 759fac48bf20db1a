package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.RequestIds;
import io.naru.client.event.EngineEvent;
import io.naru.common.message.UserName;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * What transfers are made with.
 *
 * @param agent owner of all state
 * @param sender the way of offers and answers
 * @param ids of offers
 * @param sink hears how it goes
 * @param lines makes lines to owners
 * @param connector how octets travel between this and base clients
 * @param folders lists what is in owners' folders
 * @param others finds out who else has a file
 * @param source what may be uploaded
 * @param gate with whom files may be exchanged
 * @param isVerified whose safety number was compared; the agent's thread
 * @param known where files of this user with a content may be, besides what was fetched
 * @param bounds spans and bounds
 * @param random the jitter of pauses
 * @param onEnded is told whenever no thread works for a transfer any more
 */
public record TransferSetup(
        Agent agent,
        FileSender sender,
        RequestIds ids,
        EngineEvent.Sink sink,
        PeerLines lines,
        DataConnector connector,
        FolderLister folders,
        OtherOwners others,
        UploadSource source,
        PeerGate gate,
        Predicate<UserName> isVerified,
        KnownFiles known,
        TransferBounds bounds,
        RandomGenerator random,
        Runnable onEnded) {
    public TransferSetup {
        Objects.requireNonNull(agent);
        Objects.requireNonNull(sender);
        Objects.requireNonNull(ids);
        Objects.requireNonNull(sink);
        Objects.requireNonNull(lines);
        Objects.requireNonNull(connector);
        Objects.requireNonNull(folders);
        Objects.requireNonNull(others);
        Objects.requireNonNull(source);
        Objects.requireNonNull(gate);
        Objects.requireNonNull(isVerified);
        Objects.requireNonNull(known);
        Objects.requireNonNull(bounds);
        Objects.requireNonNull(random);
        Objects.requireNonNull(onEnded);
    }
}
