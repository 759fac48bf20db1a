package io.naru.relay.session;

import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomNews;
import io.naru.common.message.RoomRequest;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.hub.Seat;
import io.naru.relay.room.Place;
import io.naru.relay.room.Spoken;
import io.naru.relay.store.History;
import io.naru.relay.store.StoredMessage;
import io.naru.relay.store.StoredRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Pages of what was said, and searches in it, for one session whose right to read them was checked.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Reading {
    /** How long the texts of a page may be together. */
    private static final long PAGE_OCTETS = 256L << 10;

    private final RoomDesk desk;
    private final Environment environment;
    private final Seat seat;

    Reading(RoomDesk desk, Environment environment, Seat seat) {
        this.desk = desk;
        this.environment = environment;
        this.seat = seat;
    }

    /**
     * Answers by and by; the session is read again when everything is told.
     *
     * @param place where the user is in the room; absent where all rooms are searched
     */
    void read(RoomRequest.History asked, Optional<Place> place) {
        if (asked.query().isEmpty()) {
            page(asked, place.orElseThrow());
        } else {
            search(asked, place);
        }
    }

    private void page(RoomRequest.History asked, Place place) {
        environment.counters().onHistoryPage();
        History.PageQuery query = new History.PageQuery(
                place.roomId(), place.name(), asked.after(), asked.before(), asked.limit(), PAGE_OCTETS);
        environment
                .store()
                .history()
                .page(query, environment.loop(), desk.then(asked.request(), page -> tell(asked, place, page)));
    }

    private void tell(RoomRequest.History asked, Place place, History.Page page) {
        if (page.room().isEmpty()) {
            desk.refuse(asked.request(), ErrorCode.UNKNOWN_ROOM, RoomDesk.notIn(place.name()));
            return;
        }
        StoredRoom room = page.room().get();
        tell(
                asked,
                page.messages(),
                new RoomNews.HistoryEnd(
                        Optional.of(place.name()),
                        asked.request(),
                        end(asked, room, page.messages()),
                        page.hasMore(),
                        room.epoch(),
                        room.oldestSeq()));
    }

    /** Where the next page goes on. */
    private static long end(RoomRequest.History asked, StoredRoom room, List<StoredMessage> messages) {
        boolean isForward = asked.after().isPresent();
        if (messages.isEmpty()) {
            OptionalLong from = isForward ? asked.after() : asked.before();
            return from.orElse(room.lastSeq() + 1);
        }
        return messages.get(isForward ? messages.size() - 1 : 0).seq();
    }

    private void search(RoomRequest.History asked, Optional<Place> place) {
        environment.counters().onSearch();
        OptionalLong before = place.isPresent() ? asked.before() : placeOf(asked.before());
        if (before.isEmpty() && asked.before().isPresent()) {
            desk.refuse(asked.request(), ErrorCode.NOT_FOUND, "This search can't go on; begin it anew.");
            return;
        }
        OptionalLong roomId = place.isPresent() ? OptionalLong.of(place.get().roomId()) : OptionalLong.empty();
        History.Search search = new History.Search(seat.member().name(), roomId, asked.query(), before, asked.limit());
        environment
                .store()
                .history()
                .search(search, environment.loop(), desk.then(asked.request(), found -> tell(asked, place, found)));
    }

    private OptionalLong placeOf(OptionalLong told) {
        return told.isPresent()
                ? environment.searchPlaces().place(seat.member().name(), told.getAsLong())
                : OptionalLong.empty();
    }

    private long told(long place) {
        return environment.searchPlaces().told(seat.member().name(), place);
    }

    private void tell(RoomRequest.History asked, Optional<Place> place, History.Found found) {
        tell(
                asked,
                found.messages(),
                new RoomNews.HistoryEnd(
                        place.map(Place::name),
                        asked.request(),
                        place.isPresent() || !found.hasMore() ? found.at() : told(found.at()),
                        found.hasMore(),
                        place.map(Place::epoch).orElse(""),
                        place.map(Place::oldestSeq).orElse(0L)));
    }

    private void tell(RoomRequest.History asked, List<StoredMessage> messages, RoomNews.HistoryEnd end) {
        List<RelayMessage> all = new ArrayList<>(messages.size() + 1);
        for (StoredMessage message : messages) {
            all.add(Spoken.past(message, asked.request()));
        }
        all.add(end);
        desk.tellAll(all.iterator());
    }
}
