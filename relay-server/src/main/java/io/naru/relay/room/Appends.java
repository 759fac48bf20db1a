package io.naru.relay.room;

import io.naru.common.message.FreeText;
import io.naru.common.time.Clock;
import io.naru.relay.metrics.AppendOutcome;
import io.naru.relay.metrics.Counters;
import io.naru.relay.store.History;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What is said on its way to the history, in the order in which it was said. No more is asked of the store at once than
 * leaves its queue room for others; the rest waits here. There is as much of it as sessions may have unanswered, and no more
 * than so many octets of text in all.
 *
 * <p>Threading: confined to the relay's loop.
 */
public final class Appends {
    private static final int ASKED_AT_ONCE = 1_024;
    private static final long OCTETS_MAX = 16 << 20;
    private static final int PART_OF_MEMORY = 8;

    private final History history;
    private final Executor loop;
    private final Clock clock;
    private final Counters counters;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final long octetsMax;
    private int asked;
    private long octets;

    private record Waiting(
            History.Append message, int octets, Consumer<Outcome<History.Appended>> answer, long sinceNanos) {}

    /** Nothing on its way; the bound is 16 MiB of text, or an eighth of the heap if that is less. */
    public Appends(History history, Executor loop, Clock clock, Counters counters) {
        this(
                history,
                loop,
                clock,
                counters,
                Math.min(OCTETS_MAX, Runtime.getRuntime().maxMemory() / PART_OF_MEMORY));
    }

    /** The same with a bound of its own. */
    Appends(History history, Executor loop, Clock clock, Counters counters, long octetsMax) {
        this.octetsMax = octetsMax;
        this.history = history;
        this.loop = loop;
        this.clock = clock;
        this.counters = counters;
    }

    /** How many messages weren't answered yet. */
    public int unanswered() {
        return asked + waiting.size();
    }

    /**
     * Has a message kept; answered in the order of asking, whether or not its author is there any more. Where too much waits
     * already, the answer is busy, at once.
     */
    public void add(History.Append message, Consumer<Outcome<History.Appended>> answer) {
        Waiting one = new Waiting(message, FreeText.octets(message.text()), answer, clock.nanos());
        if (octets > 0 && octets + one.octets() > octetsMax) {
            counters.onAppend(AppendOutcome.BUSY, 0);
            answer.accept(new Outcome.Busy<>());
            return;
        }
        octets += one.octets();
        if (asked >= ASKED_AT_ONCE) {
            waiting.add(one);
        } else {
            ask(one);
        }
    }

    private void ask(Waiting one) {
        asked++;
        history.append(one.message(), loop, outcome -> onAnswered(one, outcome));
    }

    private void onAnswered(Waiting one, Outcome<History.Appended> outcome) {
        asked--;
        octets -= one.octets();
        if (!waiting.isEmpty()) {
            ask(waiting.poll());
        }
        counters.onAppend(outcomeOf(outcome), clock.nanos() - one.sinceNanos());
        one.answer().accept(outcome);
    }

    private static AppendOutcome outcomeOf(Outcome<History.Appended> outcome) {
        AppendOutcome[] found = new AppendOutcome[1];
        outcome.accept(new Outcome.Handler<>() {
            @Override
            public void onDone(History.Appended appended) {
                found[0] = appended.isRepeated() ? AppendOutcome.REPEATED : AppendOutcome.KEPT;
            }

            @Override
            public void onBusy() {
                found[0] = AppendOutcome.BUSY;
            }

            @Override
            public void onFailed(IOException cause) {
                found[0] = AppendOutcome.FAILED;
            }
        });
        return found[0];
    }
}
