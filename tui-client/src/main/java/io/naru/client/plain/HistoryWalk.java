package io.naru.client.plain;

import io.naru.client.event.RoomEvent.Past;
import io.naru.client.event.RoomEvent.PastMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The way through a room's history, oldest first, by questions that each go back from a message: as seqs are dense,
 * the messages {@code a} to {@code b} are the last {@code b - a + 1} before {@code b + 1}. No more than a page of it is
 * held at a time, however long the history is.
 *
 * <pre>
 *   1. which is the newest?                               nothing was said: done
 *   2. which is the first one that is kept and wanted?    found by halving what may lie before it
 *   3. page by page from there to the newest of step 1
 * </pre>
 *
 * <p>Threading: one thread.
 */
final class HistoryWalk {
    private static final int PAGE = 200;

    /**
     * What to ask for.
     *
     * @param before the seq to go back from; empty for the newest
     * @param limit how many messages
     */
    record Question(OptionalLong before, int limit) {}

    private enum Step {
        NEWEST,
        FIRST,
        PAGES,
        DONE
    }

    private final Optional<Instant> since;
    private final long limit;
    private final List<PastMessage> page = new ArrayList<>();
    private Step step = Step.NEWEST;
    private long last;
    /** No message up to here is kept and wanted. */
    private long low;
    /** This one is. */
    private long high;

    private boolean isFirstLook = true;
    /** Where the page begins, and the seq behind it. */
    private long pageStart;

    private long pageEnd;
    /** The seq behind the part of the page that isn't there yet. */
    private long partEnd;

    /**
     * A way that hasn't begun.
     *
     * @param since nothing that was said before; empty for everything
     * @param limit no more than so many of the newest
     */
    HistoryWalk(Optional<Instant> since, OptionalLong limit) {
        this.since = since;
        this.limit = limit.orElse(Long.MAX_VALUE);
    }

    /** What to ask now; the same until it's answered, empty at the end of the way. */
    Optional<Question> question() {
        return switch (step) {
            case NEWEST -> Optional.of(new Question(OptionalLong.empty(), 1));
            case FIRST -> Optional.of(new Question(OptionalLong.of(middle() + 1), 1));
            case PAGES -> Optional.of(new Question(OptionalLong.of(partEnd), (int) (partEnd - pageStart)));
            case DONE -> Optional.empty();
        };
    }

    /** Takes the answer, and gives those messages whose turn it is now, in their order. */
    List<PastMessage> onAnswer(Past answer) {
        switch (step) {
            case NEWEST -> onNewest(answer.messages());
            case FIRST -> onProbe(answer.messages());
            case PAGES -> {
                return onPage(answer);
            }
            case DONE -> throw new IllegalStateException("an answer behind the end");
        }
        return List.of();
    }

    private void onNewest(List<PastMessage> messages) {
        if (messages.isEmpty() || !isWanted(messages.get(0)) || limit == 0) {
            step = Step.DONE;
            return;
        }
        last = messages.get(0).seq();
        high = last;
        low = limit >= last ? 0 : last - limit;
        step = Step.FIRST;
        goOn();
    }

    /** The first look goes to where most histories begin; halving comes after it. */
    private long middle() {
        return isFirstLook ? low + 1 : low + (high - low) / 2;
    }

    private void onProbe(List<PastMessage> messages) {
        long probed = middle();
        isFirstLook = false;
        boolean isFound = !messages.isEmpty() && messages.get(0).seq() == probed && isWanted(messages.get(0));
        if (isFound) {
            high = probed;
        } else {
            low = probed;
        }
        goOn();
    }

    private void goOn() {
        if (high - low <= 1) {
            step = Step.PAGES;
            turnTo(high);
        }
    }

    private void turnTo(long first) {
        pageStart = first;
        pageEnd = Math.min(first + PAGE, last + 1);
        partEnd = pageEnd;
    }

    private boolean isWanted(PastMessage message) {
        return since.filter(message.time()::isBefore).isEmpty();
    }

    /** A page that holds much text comes in parts, the last one first. */
    private List<PastMessage> onPage(Past answer) {
        List<PastMessage> part = answer.messages().stream()
                .filter(message -> message.seq() >= pageStart && message.seq() < partEnd)
                .toList();
        page.addAll(0, part);
        long first = part.isEmpty() ? pageStart : part.get(0).seq();
        if (first > pageStart && answer.hasOlder()) {
            partEnd = first;
            return List.of();
        }
        List<PastMessage> whole = List.copyOf(page);
        page.clear();
        turnTo(pageEnd);
        step = pageStart > last ? Step.DONE : Step.PAGES;
        return whole;
    }
}
