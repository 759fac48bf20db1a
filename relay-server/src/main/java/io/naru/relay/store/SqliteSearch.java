package io.naru.relay.store;

import io.naru.common.message.RoomName;
import io.naru.relay.store.History.Found;
import io.naru.relay.store.History.Search;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One page of a search: from the newest message to the oldest, first those that the index hasn't reached, one by one, then
 * by the index where a word is long enough for it. What it finds is compared with the words again, so both ways find the
 * same.
 *
 * <p>Threading: one thread; for one search.
 */
final class SqliteSearch {
    /** How many messages are looked at for one page: some ten milliseconds. */
    static final int LOOKED_AT_MAX = 20_000;

    /**
     * How many of other rooms are passed over for one page. They count by themselves, and are so many, since what ends a
     * page tells how much there is.
     */
    static final int PASSED_OVER_MAX = 100_000;

    /** How many characters of text are compared for one page, whatever the messages are like. */
    static final long COMPARED_MAX = 4_000_000;

    /** How many characters a page has; the last message may go beyond. */
    static final long FOUND_MAX = 128 * 1024;

    private static final int AT_ONCE = 1_000;
    private static final String COLUMNS = MessageRows.COLUMNS + ", message.id, message.room_id";

    private final Database database;
    private final Search search;
    private final SearchWords words;
    private final Map<Long, RoomName> rooms;
    private final List<StoredMessage> found = new ArrayList<>();
    private int lookedAt;
    private int passedOver;
    private long compared;
    private long foundCharacters;
    /** Everything from this id on was looked at. */
    private long before;

    private boolean isAtEnd;

    SqliteSearch(Database database, Search search) throws SQLException {
        this.database = database;
        this.search = search;
        this.words = SearchWords.of(search.words());
        this.rooms = RoomLists.readable(database, search.user());
        if (search.roomId().isPresent()) {
            rooms.keySet().retainAll(List.of(search.roomId().getAsLong()));
        }
    }

    Found found() throws SQLException {
        if (rooms.isEmpty() || words.isEmpty()) {
            return new Found(List.of(), 0, false);
        }
        OptionalLong start = start();
        if (start.isEmpty()) {
            return new Found(List.of(), 0, false);
        }
        before = start.getAsLong();
        String query = words.query();
        long indexed = query.isEmpty() ? 0 : SearchIndex.indexed(database);
        while (isWanted() && before > indexed + 1 && !isAtEnd) {
            scan(indexed);
        }
        isAtEnd = query.isEmpty() && before <= indexed + 1;
        while (isWanted() && !isAtEnd && !query.isEmpty()) {
            ask(query);
        }
        boolean hasMore = !isAtEnd;
        return new Found(found, hasMore ? place() : 0, hasMore);
    }

    private boolean isWanted() {
        return found.size() < search.limit()
                && lookedAt < LOOKED_AT_MAX
                && passedOver < PASSED_OVER_MAX
                && compared < COMPARED_MAX
                && foundCharacters < FOUND_MAX;
    }

    /**
     * Everything below this id is still to be looked at; empty when nothing is. In one room it lies just above the next
     * older message of that room: what others have in between can't hold a search up at the same place.
     */
    private OptionalLong start() throws SQLException {
        if (search.before().isEmpty()) {
            return OptionalLong.of(Long.MAX_VALUE);
        }
        long place = search.before().getAsLong();
        return search.roomId().isEmpty()
                ? OptionalLong.of(place)
                : database.row(
                                "SELECT id FROM message WHERE room_id = ? AND seq < ? ORDER BY seq DESC LIMIT 1",
                                row -> OptionalLong.of(row.getLong(1) + 1),
                                search.roomId().getAsLong(),
                                place)
                        .orElse(OptionalLong.empty());
    }

    /** Where the next page begins: in one room, the seq of its oldest message that was looked at. */
    private long place() throws SQLException {
        return search.roomId().isEmpty() ? before : firstSeqFrom(search.roomId().getAsLong(), before);
    }

    /** Seqs are dense and grow with the ids, so that the place is found by halving. */
    private long firstSeqFrom(long room, long id) throws SQLException {
        StoredRoom stored = RoomRows.room(database, room, rooms.get(room)).orElseThrow();
        long low = stored.oldestSeq();
        long high = stored.lastSeq() + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            long there = database.row(
                            "SELECT id FROM message WHERE room_id = ? AND seq = ?", row -> row.getLong(1), room, middle)
                    .orElse(Long.MIN_VALUE);
            if (there >= id) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void scan(long indexed) throws SQLException {
        int metBefore = lookedAt + passedOver;
        boolean hasMet;
        if (search.roomId().isPresent()) {
            long room = search.roomId().getAsLong();
            hasMet = database.visit(
                    "SELECT " + COLUMNS + " FROM message WHERE room_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
                    row -> look(row, indexed),
                    room,
                    firstSeqFrom(room, before),
                    AT_ONCE);
        } else {
            hasMet = database.visit(
                    "SELECT " + COLUMNS + " FROM message WHERE id < ? ORDER BY id DESC LIMIT ?",
                    row -> look(row, indexed),
                    before,
                    AT_ONCE);
        }
        isAtEnd = hasMet && lookedAt + passedOver - metBefore < AT_ONCE;
        if (isAtEnd) {
            before = Math.min(before, indexed + 1);
        }
    }

    private void ask(String query) throws SQLException {
        int metBefore = lookedAt + passedOver;
        boolean hasMet = database.visit(
                "SELECT " + COLUMNS + " FROM (SELECT rowid AS id FROM message_text WHERE message_text MATCH ?"
                        + " AND rowid < ? ORDER BY rowid DESC LIMIT ?) AS hit"
                        + " CROSS JOIN message ON message.id = hit.id ORDER BY hit.id DESC",
                row -> look(row, 0),
                query,
                before,
                AT_ONCE);
        isAtEnd = hasMet && lookedAt + passedOver - metBefore < AT_ONCE;
    }

    /** Yields whether the next message is to be looked at; messages up to {@code indexed} aren't. */
    private boolean look(ResultSet row, long indexed) throws SQLException {
        long id = row.getLong(MessageRows.NEXT_COLUMN);
        if (id <= indexed) {
            before = indexed + 1;
            return false;
        }
        before = id;
        RoomName room = rooms.get(row.getLong(MessageRows.NEXT_COLUMN + 1));
        if (room == null) {
            passedOver++;
        } else {
            lookedAt++;
            String text = row.getString(MessageRows.TEXT_COLUMN);
            compared += text.length();
            if (words.match(text)) {
                found.add(MessageRows.message(row, room));
                foundCharacters += text.length();
            }
        }
        return isWanted();
    }
}
