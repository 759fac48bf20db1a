package io.naru.relay.room;

import io.naru.common.message.RoomNews;
import io.naru.relay.hub.Seat;
import io.naru.relay.store.Rooms;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;

/**
 * How far users have read. Of one user in one room the store is asked one thing at a time: what is read meanwhile is noted
 * together, so that reading costs as little as it is worth.
 *
 * <p>Threading: confined to the relay's loop.
 */
public final class ReadMarks {
    private static final Logger LOGGER = System.getLogger(ReadMarks.class.getName());

    private final Rooms store;
    private final Executor loop;
    private final LiveRooms rooms;

    /** Marks that are kept in a store. */
    public ReadMarks(Rooms store, Executor loop, LiveRooms rooms) {
        this.store = store;
        this.loop = loop;
        this.rooms = rooms;
    }

    /** The user has read a room up to a message, in one of its sessions; the others are told if that is news. */
    public void read(Place place, long seq, Seat reader) {
        long known = Math.min(seq, place.lastSeq());
        if (!place.read(known)) {
            return;
        }
        rooms.tellOwn(place, reader, new RoomNews.Read(place.name(), known));
        if (!place.isMarking) {
            mark(place);
        }
    }

    private void mark(Place place) {
        long seq = place.readSeq();
        place.isMarking = true;
        store.markRead(
                place.member().name(),
                place.roomId(),
                seq,
                loop,
                outcome -> outcome.accept(new Outcome.Handler<Boolean>() {
                    @Override
                    public void onDone(Boolean isFurther) {
                        place.isMarking = false;
                        if (place.readSeq() > seq) {
                            mark(place);
                        }
                    }

                    @Override
                    public void onBusy() {
                        onLost(null);
                    }

                    @Override
                    public void onFailed(IOException cause) {
                        onLost(cause);
                    }

                    /** The next one makes up for it. */
                    private void onLost(IOException cause) {
                        place.isMarking = false;
                        LOGGER.log(Level.DEBUG, "How far somebody has read wasn't noted", cause);
                    }
                }));
    }
}
