package io.naru.relay.metrics;

import java.util.Objects;

/**
 * All that can be counted of a relay, at one moment of its loop.
 *
 * @param uptimeNanos since it started
 * @param counters what has happened since then
 * @param turns how long the loop's turns took
 * @param lastTenSeconds the rates of that time
 * @param lastMinute the rates of that time
 * @param sessions by state
 * @param users online
 * @param rooms and conversations in which somebody of them is
 * @param unkeptMessages that wait to be kept
 * @param appends how long it took to keep messages, from their coming to the answer
 * @param queuedOctets what all clients are still to be sent, each counted for itself
 * @param heldOctets the memory that this takes, in which what many wait for stands once
 * @param hashing of passwords
 * @param splices what passes between users who don't reach each other
 */
public record Figures(
        long uptimeNanos,
        Counters.Snapshot counters,
        TurnTimes.Snapshot turns,
        LastMinute.Rates lastTenSeconds,
        LastMinute.Rates lastMinute,
        SessionCounts sessions,
        int users,
        int rooms,
        int unkeptMessages,
        TurnTimes.Snapshot appends,
        long queuedOctets,
        long heldOctets,
        HashingFigures hashing,
        SpliceFigures splices) {
    public Figures {
        Objects.requireNonNull(counters);
        Objects.requireNonNull(turns);
        Objects.requireNonNull(lastTenSeconds);
        Objects.requireNonNull(lastMinute);
        Objects.requireNonNull(sessions);
        Objects.requireNonNull(appends);
        Objects.requireNonNull(hashing);
        Objects.requireNonNull(splices);
    }
}
