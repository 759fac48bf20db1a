package io.naru.client.talk;

import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A part of a room's history that catching up needs: behind a seq, before one, or the newest. */
record HistoryPart(OptionalLong after, OptionalLong before, int limit) {
    HistoryPart {
        Objects.requireNonNull(after);
        Objects.requireNonNull(before);
    }

    static HistoryPart after(long seq, int limit) {
        return new HistoryPart(OptionalLong.of(seq), OptionalLong.empty(), limit);
    }

    static HistoryPart before(long seq, int limit) {
        return new HistoryPart(OptionalLong.empty(), OptionalLong.of(seq), limit);
    }

    static HistoryPart newest(int limit) {
        return new HistoryPart(OptionalLong.empty(), OptionalLong.empty(), limit);
    }

    RoomRequest.History of(RoomName room, RequestId request) {
        return new RoomRequest.History(Optional.of(room), request, after, before, limit, "");
    }
}
