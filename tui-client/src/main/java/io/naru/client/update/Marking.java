package io.naru.client.update;

import io.naru.client.input.Action;
import io.naru.client.state.Line;
import io.naru.client.state.Quote;
import io.naru.client.state.Scrollback;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Picking out a message, answering it, and going from an answer to what it answers.
 *
 * <p>Threading: made for one event.
 */
final class Marking {
    private static final String NOTHING_TO_ANSWER = "Nobody has said anything here that could be answered.";

    private final Turn turn;

    Marking(Turn turn) {
        this.turn = turn;
    }

    void act(Action action) {
        switch (action) {
            case MARK_OLDER -> mark(-1);
            case MARK_NEWER -> mark(1);
            case REPLY -> reply();
            case JUMP -> jump();
            default -> throw new IllegalStateException("not about marked messages: " + action);
        }
    }

    /** The message that is picked out, as long as it is kept. */
    Optional<Line> marked() {
        return turn.room().markedLine();
    }

    private void mark(int step) {
        Scrollback lines = turn.room().lines();
        boolean isMarked = marked().isPresent();
        if (!isMarked && step > 0) {
            turn.hint("No message is marked. Alt+Up marks one.");
            return;
        }
        ChatScrolling scrolling = new ChatScrolling(turn);
        long from = isMarked ? turn.room().marked().getAsLong() : scrolling.endOfShown();
        long number = from + step;
        while (lines.has(number) && !ChatLines.isFromPerson(lines.get(number))) {
            number += step;
        }
        if (lines.has(number)) {
            turn.room(turn.room().withMarked(OptionalLong.of(number)));
            scrolling.bringIntoView(number);
        } else if (step > 0) {
            unmark();
        }
        Places places = new Places(turn);
        if (step < 0) {
            places.onScrolledUp();
        } else {
            places.onScrolledDown();
        }
    }

    /** Nothing is picked out any more. */
    void unmark() {
        turn.room(turn.room().withMarked(OptionalLong.empty()));
    }

    private void reply() {
        Optional<Quote> quote = quote();
        if (quote.isEmpty()) {
            turn.hint(marked().isPresent() ? "That can't be answered: the relay doesn't keep it." : NOTHING_TO_ANSWER);
        } else {
            turn.composer = turn.composer.withQuote(quote);
            unmark();
        }
    }

    /** {@code /reply}: answers at once. */
    void reply(String text) {
        Optional<Quote> quote = quote();
        if (quote.isEmpty()) {
            new OwnMessages(turn).clearComposer();
            new ChatLines(turn).error(NOTHING_TO_ANSWER);
        } else {
            turn.composer = turn.composer.withQuote(quote);
            unmark();
            new OwnMessages(turn).say(text);
        }
    }

    /** Of the marked message, or of the newest one of somebody else. */
    private Optional<Quote> quote() {
        if (marked().isPresent()) {
            return marked().flatMap(this::quoteOf);
        }
        Scrollback lines = turn.room().lines();
        for (long number = lines.end() - 1; number >= lines.first(); number--) {
            Optional<Quote> quote = lines.get(number).isOwn() ? Optional.empty() : quoteOf(lines.get(number));
            if (quote.isPresent()) {
                return quote;
            }
        }
        return Optional.empty();
    }

    private Optional<Quote> quoteOf(Line line) {
        return line.seq().isPresent() && ChatLines.isFromPerson(line)
                ? line.sender()
                        .map(sender -> Quote.of(turn.room().id(), line.seq().getAsLong(), sender, line.text()))
                : Optional.empty();
    }

    private void jump() {
        OptionalLong original = marked().map(Line::replyTo).orElse(OptionalLong.empty());
        if (original.isPresent()) {
            new Places(turn).open(turn.room().id(), original.getAsLong());
        } else {
            turn.hint("This message answers no other. Alt+r answers it.");
        }
    }
}
