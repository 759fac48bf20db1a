package io.naru.client.ways;

import io.naru.client.agent.Agent;
import io.naru.client.agent.Reason;
import io.naru.client.data.Way;
import io.naru.common.message.Endpoint;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The requester's side of finding a way: all of them side by side, the better ones with a head start. The owner's
 * addresses come a little apart; when none has answered after {@link #SPLICE_AFTER}, the relay is asked to pass data on;
 * what the owner connects back by is taken once the straight ways have had their {@link #HEAD_START}. The token works
 * once, so it is shown on one connection: the best of those that stand. A way that died lately stands back.
 *
 * <p>Threading: the agent's.
 */
final class Race implements Search {
    /** How far apart one address is tried after the other, if the first says nothing. */
    static final Duration APART = Duration.ofMillis(100);
    /** How long a straight way is preferred to one that stands already. */
    static final Duration HEAD_START = Duration.ofMillis(150);
    /** How long the relay isn't asked. */
    static final Duration SPLICE_AFTER = Duration.ofMillis(300);
    /** How much later a way begins that died lately. */
    static final Duration STANDING_BACK = Duration.ofMillis(500);
    /** How long the owner may take to come back when nothing else is left. */
    static final Duration LAST_HOPE = Duration.ofSeconds(5);
    /** How long it takes at most; less than a token lives. */
    static final Duration END = Duration.ofSeconds(20);

    /** What a race sets going. */
    interface Course {
        /** Nothing is told of it once it is closed. */
        Closeable dial(Endpoint to, Dial.Outcome outcome);

        /** Asks the relay; answered by {@link #onSplice} or {@link #onNoSplice}. False if it can't be asked. */
        boolean askForSplice();

        /**
         * Shows the token on a line that stands.
         *
         * @param failed is told if the owner didn't take it; the line is broken off then
         */
        void prove(Securing.Secured line, Runnable proven, Consumer<IOException> failed);
    }

    /** How it ended; told once, and not after it was closed. */
    interface Finish {
        /** The winner; whoever hears that owns it. */
        void onWon(Way way, Securing.Secured line);

        /** None won. The reasons stand behind a colon. */
        void onLost(String reasons);
    }

    private final Agent agent;
    private final Course course;
    private final Finish finish;
    private final Consumer<Way> onDied;
    private final Set<Way> standingBack;
    private final Deque<Endpoint> toDial;
    private final long startNanos;
    private final Map<Closeable, Way> underWay = new LinkedHashMap<>();
    private final Map<Way, Securing.Secured> standing = new EnumMap<>(Way.class);
    private final List<Agent.Timer> timers = new ArrayList<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private boolean isSpliceTried;
    private boolean isSpliceOpen;
    private Securing.Secured proving;
    private boolean isOver;

    /**
     * A race that hasn't begun.
     *
     * @param targets where the owner may be connected to, the most promising first
     * @param standingBack the ways that died lately
     * @param onDied is told of a way that stood and broke before the owner had taken the token
     */
    Race(
            Agent agent,
            List<Endpoint> targets,
            Set<Way> standingBack,
            Course course,
            Consumer<Way> onDied,
            Finish finish) {
        this.agent = agent;
        this.toDial = new ArrayDeque<>(targets);
        this.standingBack = Set.copyOf(standingBack);
        this.course = course;
        this.onDied = onDied;
        this.finish = finish;
        this.startNanos = agent.clock().nanos();
    }

    @Override
    public void start() {
        Duration straightAfter = standingBack.contains(Way.DIRECT) ? STANDING_BACK : Duration.ZERO;
        Duration relayAfter = standingBack.contains(Way.DIRECT) ? HEAD_START : SPLICE_AFTER;
        timers.add(agent.schedule(straightAfter, this::dialNext));
        timers.add(agent.schedule(
                standingBack.contains(Way.RELAY) ? relayAfter.plus(STANDING_BACK) : relayAfter, this::askForSplice));
        timers.add(agent.schedule(HEAD_START, this::decide));
        timers.add(agent.schedule(STANDING_BACK, this::decide));
        timers.add(agent.schedule(LAST_HOPE, this::loseIfNothingIsLeft));
        timers.add(agent.schedule(END, this::lose));
    }

    @Override
    public void onReverse(Securing.Secured line) {
        ready(Way.REVERSE, line);
    }

    @Override
    public void onSplice(Function<Dial.Outcome, Closeable> dial) {
        if (isOver || !isSpliceOpen) {
            return;
        }
        begin(Way.RELAY, "the relay", dial);
        isSpliceOpen = false;
    }

    @Override
    public void onNoSplice(String reason) {
        if (!isOver && isSpliceOpen) {
            isSpliceOpen = false;
            reasons.add("the relay doesn't pass it on (" + reason + ")");
            loseIfNothingIsLeft();
        }
    }

    @Override
    public void close() {
        isOver = true;
        timers.forEach(Agent.Timer::cancel);
        underWay.keySet().forEach(Quiet::close);
        underWay.clear();
        standing.values().forEach(Securing.Secured::breakOff);
        standing.clear();
        if (proving != null) {
            proving.breakOff();
            proving = null;
        }
    }

    private void dialNext() {
        Endpoint next = isOver || proving != null ? null : toDial.poll();
        if (next == null) {
            return;
        }
        begin(Way.DIRECT, next.toString(), outcome -> course.dial(next, outcome));
        if (!toDial.isEmpty()) {
            timers.add(agent.schedule(APART, this::dialNext));
        }
    }

    private void askForSplice() {
        if (isOver || isSpliceTried || proving != null || standing.containsKey(Way.DIRECT)) {
            return;
        }
        isSpliceTried = true;
        isSpliceOpen = course.askForSplice();
        if (!isSpliceOpen) {
            reasons.add("the relay can't be asked to pass it on");
        }
    }

    private void begin(Way way, String where, Function<Dial.Outcome, Closeable> dial) {
        Closeable[] begun = new Closeable[1];
        begun[0] = dial.apply(new Dial.Outcome() {
            @Override
            public void onReady(Securing.Secured line) {
                underWay.remove(begun[0]);
                ready(way, line);
            }

            @Override
            public void onFailed(IOException failure) {
                underWay.remove(begun[0]);
                reasons.add(where + ": " + Reason.of(failure));
                goOn();
            }
        });
        underWay.put(begun[0], way);
    }

    /** One attempt less: the next address needn't wait, and what stands has fewer before it. */
    private void goOn() {
        if (isOver) {
            return;
        }
        if (!standingBack.contains(Way.DIRECT) || elapsedNanos() >= STANDING_BACK.toNanos()) {
            dialNext();
        }
        if (underWay.isEmpty() && toDial.isEmpty() && elapsedNanos() >= HEAD_START.toNanos()) {
            askForSplice();
        }
        decide();
        loseIfNothingIsLeft();
    }

    private void ready(Way way, Securing.Secured line) {
        if (isOver || standing.containsKey(way)) {
            line.breakOff();
            return;
        }
        standing.put(way, line);
        decide();
    }

    private void decide() {
        if (isOver || proving != null) {
            return;
        }
        Optional<Way> best = standing.keySet().stream()
                .filter(way -> !standingBack.contains(way))
                .findFirst()
                .or(() -> elapsedNanos() >= STANDING_BACK.toNanos()
                        ? standing.keySet().stream().findFirst()
                        : Optional.empty());
        if (best.isPresent() && (best.get() != Way.REVERSE || isHeadStartOver())) {
            prove(best.get(), standing.remove(best.get()));
        }
    }

    private boolean isHeadStartOver() {
        boolean isNothingStraight = !underWay.containsValue(Way.DIRECT) && toDial.isEmpty();
        return isNothingStraight || standingBack.contains(Way.DIRECT) || elapsedNanos() >= HEAD_START.toNanos();
    }

    private void prove(Way way, Securing.Secured line) {
        proving = line;
        course.prove(line, () -> won(way, line), failure -> {
            if (isOver) {
                return;
            }
            proving = null;
            onDied.accept(way);
            reasons.add(way.words() + ": " + Reason.of(failure));
            goOn();
        });
    }

    private void won(Way way, Securing.Secured line) {
        if (isOver) {
            line.breakOff();
            return;
        }
        proving = null;
        close();
        finish.onWon(way, line);
    }

    private void loseIfNothingIsLeft() {
        boolean isAnythingLeft = !underWay.isEmpty()
                || !toDial.isEmpty()
                || !standing.isEmpty()
                || isSpliceOpen
                || !isSpliceTried
                || proving != null
                || elapsedNanos() < LAST_HOPE.toNanos();
        if (!isOver && !isAnythingLeft) {
            lose();
        }
    }

    private void lose() {
        if (!isOver) {
            close();
            finish.onLost(reasons.isEmpty() ? "nobody answered" : String.join("; ", reasons));
        }
    }

    private long elapsedNanos() {
        return agent.clock().nanos() - startNanos;
    }
}
