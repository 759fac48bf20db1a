package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.event.TransferLimits;
import io.naru.common.message.RootHash;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What runs work with.
 *
 * @param agent owner of all state
 * @param lines makes lines to owners
 * @param connector connects to base clients
 * @param folders lists what is in owners' folders
 * @param others finds out who else has a file
 * @param threads for lines; runs what it is given at once
 * @param down holds all downloads back together
 * @param bounds the spans of transfers
 * @param limits as the user has set them
 * @param fetched where files were put by this queue, by their content; the agent's thread
 * @param elsewhere where files of this user with a content may be besides
 */
record RunTools(
        Agent agent,
        PeerLines lines,
        DataConnector connector,
        FolderLister folders,
        OtherOwners others,
        Executor threads,
        RateLimit down,
        TransferBounds bounds,
        Supplier<TransferLimits> limits,
        Supplier<Map<RootHash, List<Path>>> fetched,
        KnownFiles elsewhere) {}
