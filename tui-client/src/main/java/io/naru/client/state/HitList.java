package io.naru.client.state;

import io.naru.common.message.RoomName;
import io.naru.common.text.SafeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the relay found in what was said, newest first; it comes in pages, and the next one is asked for when the cursor
 * is near the end.
 *
 * @param words what is searched for
 * @param room in one room alone, or in all that the person may read
 * @param request by which the answer that is waited for is known
 * @param hits what was found so far
 * @param cursor in them
 * @param isAsking whether a page is on its way
 * @param next what the next page is asked with; empty when there is none, or none yet
 * @param trouble why there is no more; empty when nothing is wrong
 */
public record HitList(
        String words,
        Optional<RoomName> room,
        long request,
        List<Hit> hits,
        ListCursor cursor,
        boolean isAsking,
        OptionalLong next,
        SafeText trouble)
        implements Overlay {
    /** Nobody looks through more; narrower words find better. */
    public static final int HITS_MAX = 2_000;

    /**
     * A message that was found.
     *
     * @param room where it was said
     * @param roomName the same, for drawing
     * @param seq its place there
     * @param sender who said it
     * @param text on one line; an action is without the name
     * @param time when
     */
    public record Hit(RoomName room, SafeText roomName, long seq, Person sender, SafeText text, Instant time) {
        public Hit {
            Objects.requireNonNull(room);
            Objects.requireNonNull(roomName);
            Objects.requireNonNull(sender);
            Objects.requireNonNull(text);
            Objects.requireNonNull(time);
        }
    }

    public HitList {
        Objects.requireNonNull(words);
        Objects.requireNonNull(room);
        Objects.requireNonNull(next);
        Objects.requireNonNull(trouble);
        hits = List.copyOf(hits);
        cursor = cursor.within(hits.size());
    }

    /** A search that was just asked for. */
    public static HitList asked(String words, Optional<RoomName> room, long request) {
        return new HitList(
                words, room, request, List.of(), ListCursor.START, true, OptionalLong.empty(), SafeText.of(""));
    }

    /** With one page more; further ones are left where there are enough. */
    public HitList with(List<Hit> page, OptionalLong newNext) {
        List<Hit> all = new ArrayList<>(hits);
        all.addAll(page.subList(0, Math.min(page.size(), HITS_MAX - hits.size())));
        OptionalLong further = all.size() < HITS_MAX ? newNext : OptionalLong.empty();
        return new HitList(words, room, request, all, cursor, false, further, trouble);
    }

    /** With the next page asked for. */
    public HitList asking(long newRequest) {
        return new HitList(words, room, newRequest, hits, cursor, true, next, trouble);
    }

    /** With the page that was asked for refused. */
    public HitList refused(SafeText why) {
        return new HitList(words, room, request, hits, cursor, false, OptionalLong.empty(), why);
    }

    /** With the cursor elsewhere. */
    public HitList withCursor(ListCursor newCursor) {
        return new HitList(words, room, request, hits, newCursor, isAsking, next, trouble);
    }

    /** The hit under the cursor. */
    public Optional<Hit> selected() {
        return hits.isEmpty() ? Optional.empty() : Optional.of(hits.get(cursor.index()));
    }

    /** The words one by one, for marking them. */
    public List<String> terms() {
        return List.of(words.strip().split("\\s+"));
    }

    @Override
    public void accept(Handler handler) {
        handler.onHits(this);
    }

    @Override
    public Optional<HitList> asHits() {
        return Optional.of(this);
    }
}
