package io.naru.relay.session;

import io.naru.common.wire.Limits;
import io.naru.relay.hub.Hub;
import io.naru.relay.metrics.Counters;
import io.naru.relay.net.EventLoop;
import io.naru.relay.room.Appends;
import io.naru.relay.room.LiveRooms;
import io.naru.relay.room.ReadMarks;
import io.naru.relay.splice.Splices;
import io.naru.relay.store.BanList;
import io.naru.relay.store.Store;

/** What all sessions of a relay share. */
record Environment(
        EventLoop loop,
        Hub hub,
        LiveRooms rooms,
        Appends appends,
        ReadMarks marks,
        SearchPlaces searchPlaces,
        Announcer announcer,
        Store store,
        Steps steps,
        Proof proof,
        Door door,
        BanList bans,
        Moderation moderation,
        Authenticator authenticator,
        LoginAttempts attempts,
        Budgets budgets,
        Sessions sessions,
        Splices splices,
        SessionLimits limits,
        Limits frameLimits,
        String relayName,
        Counters counters) {}
