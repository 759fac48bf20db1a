package io.naru.client.state;

import io.naru.client.event.BanInForce;
import io.naru.client.event.BoundKey;
import io.naru.common.message.ModerationVerb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was asked and answered outside of the chat: for completing, and for asking again.
 *
 * @param keys those that open the account, as last told; numbered from 1
 * @param bans who is banned or muted, as last told
 * @param question what has to be answered before there is a link, while the engine waits for that; it may have been
 *     put aside
 * @param rooms those that there are, as last told
 * @param hits what was searched for last
 * @param found what was looked for last in everybody's files
 */
public record Asked(
        List<BoundKey> keys,
        List<BanInForce> bans,
        Optional<Overlay> question,
        List<RoomListing> rooms,
        Optional<HitList> hits,
        Optional<FindList> found) {
    /** Nothing. */
    public static final Asked NOTHING =
            new Asked(List.of(), List.of(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    public Asked {
        keys = List.copyOf(keys);
        bans = List.copyOf(bans);
        rooms = List.copyOf(rooms);
        Objects.requireNonNull(question);
        Objects.requireNonNull(hits);
        Objects.requireNonNull(found);
    }

    /** With other keys. */
    public Asked withKeys(List<BoundKey> newKeys) {
        return new Asked(newKeys, bans, question, rooms, hits, found);
    }

    /** With other bans and mutes. */
    public Asked withBans(List<BanInForce> newBans) {
        return new Asked(keys, newBans, question, rooms, hits, found);
    }

    /** With other rooms. */
    public Asked withRooms(List<RoomListing> newRooms) {
        return new Asked(keys, bans, question, newRooms, hits, found);
    }

    /** With another search. */
    public Asked withHits(HitList newHits) {
        return new Asked(keys, bans, question, rooms, Optional.of(newHits), found);
    }

    /** With another search in everybody's files. */
    public Asked withFound(FindList newFound) {
        return new Asked(keys, bans, question, rooms, hits, Optional.of(newFound));
    }

    /** With a question that the engine waits for. */
    public Asked withQuestion(Overlay newQuestion) {
        return new Asked(keys, bans, Optional.of(newQuestion), rooms, hits, found);
    }

    /** With nothing that the engine waits for. */
    public Asked answered() {
        return question.isEmpty() ? this : new Asked(keys, bans, Optional.empty(), rooms, hits, found);
    }

    /** With a ban or mute that has come into force, in place of one of the same kind for the same target. */
    public Asked withBan(BanInForce ban) {
        List<BanInForce> changed = new ArrayList<>(bans);
        changed.removeIf(other -> isSame(other, ban.verb(), ban.target().toString()));
        changed.add(ban);
        return withBans(changed);
    }

    /** Without a ban or mute. */
    public Asked withoutBan(ModerationVerb verb, String target) {
        return withBans(bans.stream().filter(ban -> !isSame(ban, verb, target)).toList());
    }

    /** Those of them that are in force still. */
    public List<BanInForce> bansAt(Instant now) {
        return bans.stream()
                .filter(ban -> ban.until().filter(until -> !until.isAfter(now)).isEmpty())
                .toList();
    }

    private static boolean isSame(BanInForce ban, ModerationVerb verb, String target) {
        return ban.verb() == verb && ban.target().toString().equalsIgnoreCase(target);
    }
}
