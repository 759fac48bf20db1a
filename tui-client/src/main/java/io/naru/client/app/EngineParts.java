package io.naru.client.app;

import io.naru.client.share.OwnerSearch;
import io.naru.client.share.RemoteFind;
import io.naru.client.share.RemoteShares;
import io.naru.client.share.Share;
import io.naru.client.talk.Talking;
import io.naru.client.transfer.Transfers;
import io.naru.client.trust.Peers;
import io.naru.client.ways.Ways;

/**
 * What an engine is made of, beside its link.
 *
 * <p>Threading: the parts are the agent's.
 *
 * @param peers what is known of users' keys
 * @param talking chat
 * @param share what this user shares
 * @param remoteShares the screen's look at what others share
 * @param remoteFind the screen's searches in everybody's shares
 * @param ownerSearch the queue's own
 * @param transfers what moves
 * @param queueFolders the queue's own look at what others share
 * @param ways lines to and from others
 */
record EngineParts(
        Peers peers,
        Talking talking,
        Share share,
        RemoteShares remoteShares,
        RemoteFind remoteFind,
        OwnerSearch ownerSearch,
        Transfers transfers,
        QueueFolders queueFolders,
        Ways ways) {}
