package io.naru.relay.store;

import io.naru.common.message.RoomName;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The history of a {@link MemoryStore}: the newest {@value #KEPT} messages of each room.
 *
 * <p>Threading: as {@link History} says.
 */
final class MemoryHistory implements History {
    /** How many messages a room keeps; the oldest go first. */
    static final int KEPT = 10_000;

    private final MemoryTables tables;

    MemoryHistory(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void append(Append message, Executor owner, Consumer<Outcome<Appended>> answer) {
        Outcome<Appended> outcome;
        synchronized (tables) {
            outcome = append(message);
        }
        new Asker<>(owner, answer).tell(outcome);
    }

    private Outcome<Appended> append(Append message) {
        Optional<Long> account = tables.accountId(message.author());
        if (account.isEmpty()) {
            return new Outcome.Failed<>(new StoreException("The account " + message.author() + " was removed"));
        }
        Optional<MemoryTables.Place> first =
                message.id().map(id -> tables.byId.get(new MemoryTables.Said(account.get(), id)));
        if (first.isPresent()) {
            return new Outcome.Done<>(repeated(account.get(), first.get()));
        }
        MemoryRoom room = tables.rooms.get(message.roomId());
        if (room == null || !room.members.keySet().containsAll(room.peers.keySet())) {
            return new Outcome.Failed<>(new StoreException("There is no room " + message.room() + " any more"));
        }
        return new Outcome.Done<>(new Appended(room.id, add(account.get(), message, room), false));
    }

    private static Appended repeated(long account, MemoryTables.Place place) {
        MemoryRoom room = place.room();
        StoredMessage message = room.messages.get(place.seq()).message();
        return new Appended(room.id, as(message, room.nameFor(account)), true);
    }

    private StoredMessage add(long account, Append message, MemoryRoom room) {
        StoredMessage kept = new StoredMessage(
                message.room(),
                ++room.lastSeq,
                tables.userName(account),
                message.id(),
                message.text(),
                message.replyTo(),
                Instant.ofEpochMilli(Math.max(message.at().toEpochMilli(), room.lastMillis)));
        room.lastMillis = kept.at().toEpochMilli();
        room.messages.put(kept.seq(), new MemoryRoom.Kept(tables.nextMessageNumber(), account, kept));
        room.octets += MessageRows.octets(kept.text());
        kept.id()
                .ifPresent(id ->
                        tables.byId.put(new MemoryTables.Said(account, id), new MemoryTables.Place(room, kept.seq())));
        if (room.messages.size() > KEPT) {
            tables.removeOldest(room);
        }
        if (room.isConversation()) {
            room.members.replaceAll((member, state) -> MembershipState.MEMBER);
        }
        return kept;
    }

    private static StoredMessage as(StoredMessage message, RoomName room) {
        return new StoredMessage(
                room, message.seq(), message.author(), message.id(), message.text(), message.replyTo(), message.at());
    }

    @Override
    public void page(PageQuery query, Executor owner, Consumer<Outcome<Page>> answer) {
        tables.answer(owner, answer, () -> {
            MemoryRoom room = tables.rooms.get(query.roomId());
            return room == null ? new Page(Optional.empty(), List.of(), false) : page(room, query);
        });
    }

    private static Page page(MemoryRoom room, PageQuery query) {
        NavigableMap<Long, MemoryRoom.Kept> range = query.after().isPresent()
                ? room.messages.tailMap(query.after().getAsLong(), false)
                : room.messages
                        .headMap(query.before().orElse(Long.MAX_VALUE), false)
                        .descendingMap();
        List<StoredMessage> messages = new ArrayList<>();
        long octets = 0;
        for (MemoryRoom.Kept kept : range.values()) {
            octets += MessageRows.octets(kept.message().text());
            if (messages.size() == query.limit() || !messages.isEmpty() && octets > query.octetsMax()) {
                break;
            }
            messages.add(as(kept.message(), query.room()));
        }
        boolean hasMore = messages.size() < range.size();
        if (query.after().isEmpty()) {
            Collections.reverse(messages);
        }
        return new Page(Optional.of(room.stored(query.room())), messages, hasMore);
    }

    @Override
    public void search(Search search, Executor owner, Consumer<Outcome<Found>> answer) {
        tables.answer(
                owner,
                answer,
                () -> tables.accountId(search.user())
                        .map(account -> search(account, search))
                        .orElse(new Found(List.of(), 0, false)));
    }

    private Found search(long account, Search search) {
        SearchWords words = SearchWords.of(search.words());
        Map<Long, RoomName> rooms = new HashMap<>();
        readable(account)
                .filter(room -> search.roomId().isEmpty() || search.roomId().getAsLong() == room.id)
                .forEach(room -> rooms.put(room.id, room.nameFor(account)));
        long before = search.before().orElse(Long.MAX_VALUE);
        boolean isOne = search.roomId().isPresent();
        List<StoredMessage> found = new ArrayList<>();
        long at = 0;
        boolean hasMore = false;
        for (Candidate candidate : candidates(rooms, isOne, before)) {
            if (found.size() == search.limit()) {
                hasMore = true;
                break;
            }
            at = candidate.at(isOne);
            if (!words.isEmpty() && words.match(candidate.kept().message().text())) {
                found.add(as(candidate.kept().message(), candidate.room()));
            }
        }
        return new Found(found, hasMore ? at : 0, hasMore);
    }

    private record Candidate(RoomName room, MemoryRoom.Kept kept) {
        long at(boolean isOneRoom) {
            return isOneRoom ? kept.message().seq() : kept.number();
        }
    }

    private List<Candidate> candidates(Map<Long, RoomName> rooms, boolean isOne, long before) {
        return rooms.entrySet().stream()
                .flatMap(room -> tables.rooms.get(room.getKey()).messages.values().stream()
                        .map(kept -> new Candidate(room.getValue(), kept)))
                .filter(candidate -> candidate.at(isOne) < before)
                .sorted(Comparator.comparingLong(
                                (Candidate candidate) -> candidate.kept().number())
                        .reversed())
                .toList();
    }

    private Stream<MemoryRoom> readable(long account) {
        return Stream.concat(
                tables.rooms.values().stream().filter(room -> !room.isConversation() && room.mayRead(account)),
                tables.conversations(account).stream());
    }

    @Override
    public void prune(Retention retention, Instant now, Executor owner, Consumer<Outcome<Long>> answer) {
        tables.answer(
                owner,
                answer,
                () -> tables.rooms.values().stream()
                        .mapToLong(room -> prune(room, retention, now))
                        .sum());
    }

    private long prune(MemoryRoom room, Retention retention, Instant now) {
        long removed = 0;
        while (!room.messages.isEmpty() && isTooMuch(room, retention, now)) {
            tables.removeOldest(room);
            removed++;
        }
        return removed;
    }

    private static boolean isTooMuch(MemoryRoom room, Retention retention, Instant now) {
        Instant oldest = room.messages.firstEntry().getValue().message().at();
        return room.messages.size() > retention.messages()
                || room.octets > retention.octets()
                || retention
                        .age()
                        .filter(age -> oldest.isBefore(now.minus(age)))
                        .isPresent();
    }

    @Override
    public void renewEpochs(AuditEntry entry, Executor owner, Consumer<Outcome<Long>> answer) {
        tables.answer(owner, answer, () -> {
            tables.rooms.values().forEach(room -> room.epoch = MemoryRoom.newEpoch());
            tables.addAudit(entry);
            return (long) tables.rooms.size();
        });
    }
}
