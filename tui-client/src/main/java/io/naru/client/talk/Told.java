package io.naru.client.talk;

import io.naru.client.event.RoomEvent;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import java.util.List;
import java.util.Optional;

/**
 * How far a room is told: each message follows on the one before, or on a marker that says which ones are missing. What is
 * said meanwhile waits here for its turn.
 *
 * <pre>
 *   seq   1 2 3 4 5   6 7 8 9    10 11
 *         told        missing    waits
 *                 ^seq                ^head
 * </pre>
 *
 * <p>Threading: the agent's.
 */
final class Told {
    private final RoomName name;
    private final RoomTalk.Owner owner;
    private final Waiting waiting = new Waiting();

    /** Seq of the last message that was told or passed over with a marker; what is told next follows on it. */
    private long seq;
    /** That message, where it is at hand. */
    private Optional<RelayMessage.Chat> last = Optional.empty();
    /** Seq of the newest message there is, as far as is known. */
    private long head;
    /** What it was when the room was entered: what is told up to there was said before. */
    private long entryHead;

    private long missed;

    Told(RoomName name, RoomTalk.Owner owner) {
        this.name = name;
        this.owner = owner;
    }

    long seq() {
        return seq;
    }

    long head() {
        return head;
    }

    long entryHead() {
        return entryHead;
    }

    /** Whether there is nothing more, as far as is known. */
    boolean isAll() {
        return seq >= head;
    }

    /** Up to where it is told of that history. */
    Position position(String epoch) {
        return last.map(chat -> Position.behind(epoch, chat)).orElseGet(() -> new Position(epoch, seq, ""));
    }

    /** How many messages of others were missed, counted from now on anew. */
    long takeMissed() {
        long all = missed;
        missed = 0;
        return all;
    }

    /** The room was entered; its newest message has that seq. */
    void onEntered(long newest) {
        head = newest;
        entryHead = newest;
        missed = 0;
    }

    /** There is a message of that seq. */
    void onHead(long newest) {
        head = Math.max(head, newest);
    }

    /** How far the history goes isn't known any more. */
    void resetHead() {
        head = 0;
    }

    /** What is told next follows on that seq, whatever was told. */
    void place(long newSeq) {
        seq = newSeq;
        last = Optional.empty();
    }

    void forgetLast() {
        last = Optional.empty();
    }

    /** Nothing that is at hand belongs to the history any more. */
    void clear() {
        last = Optional.empty();
        waiting.clear();
    }

    /** The link is gone. */
    void onDown() {
        waiting.clear();
        head = 0;
    }

    /** Said now, and told when what is before it has been. */
    void await(RelayMessage.Chat chat) {
        onHead(seqOf(chat));
        waiting.add(chat);
    }

    /** Tells what a page holds, which begins behind what was told or, where the relay keeps no more, at its oldest message. */
    void tellMore(List<RelayMessage.Chat> page, long oldestSeq) {
        while (oldestSeq > seq + 1) {
            // What waits here was said on this link: the relay may have forgotten it, but it is at hand, receipts too.
            drain();
            long next = waiting.first().map(Told::seqOf).orElse(Long.MAX_VALUE);
            passOver(Math.max(seq, Math.min(next, oldestSeq) - 1), true);
        }
        tellAll(page, true);
    }

    /** The relay has no more of what there was when it was asked, whatever it said before. */
    void endAt(long headWhenAsked) {
        boolean isNewer = head > headWhenAsked;
        if (isNewer || waiting.first().isPresent()) {
            // What it said since follows on a hole, and may itself have found no room here.
            long behind = waiting.first().map(Told::seqOf).orElse(Long.MAX_VALUE);
            passOver(Math.min(behind - 1, headWhenAsked), true);
            drain();
        }
        if (!isNewer) {
            head = waiting.lastSeq().orElse(seq);
        }
    }

    /**
     * Tells what a page holds.
     *
     * @param isMissed whether what of it was said before the room was entered counts as missed
     */
    void tellAll(List<RelayMessage.Chat> page, boolean isMissed) {
        for (RelayMessage.Chat chat : page) {
            if (seqOf(chat) <= seq) {
                owner.onRepeated(chat);
                continue;
            }
            passOver(seqOf(chat) - 1, true);
            boolean isReplayed = seqOf(chat) <= entryHead;
            if (isMissed && isReplayed && !owner.isOwn(chat)) {
                missed++;
            }
            tell(chat, isReplayed);
        }
    }

    /** Tells the next message. */
    void tell(RelayMessage.Chat chat, boolean isReplayed) {
        seq = seqOf(chat);
        head = Math.max(head, seq);
        last = Optional.of(chat);
        owner.tell(chat, isReplayed);
        owner.onPositionMoved();
    }

    /** Tells that messages up to that one aren't told, if there are any. */
    void passOver(long upTo, boolean isGone) {
        if (upTo <= seq) {
            return;
        }
        owner.post(new RoomEvent.Gap(name, seq + 1, upTo, isGone));
        seq = upTo;
        last = Optional.empty();
        head = Math.max(head, seq);
        owner.onPositionMoved();
    }

    /** Tells what waits and is next. */
    void drain() {
        Optional<RelayMessage.Chat> next = waiting.take(seq + 1);
        while (next.isPresent()) {
            tell(next.get(), false);
            next = waiting.take(seq + 1);
        }
    }

    private static long seqOf(RelayMessage.Chat chat) {
        return chat.seq().orElseThrow();
    }
}
