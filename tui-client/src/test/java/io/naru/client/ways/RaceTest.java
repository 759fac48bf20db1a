package io.naru.client.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.Agent;
import io.naru.client.data.Way;
import io.naru.common.message.Endpoint;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.TransferToken;
import io.naru.common.testkit.FakeClock;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The agent is stepped, and connections are made by the test. */
class RaceTest {
    private static final Endpoint ONE = Endpoint.of("192.0.2.1:7000");
    private static final Endpoint TWO = Endpoint.of("192.0.2.2:7000");
    private static final Endpoint THREE = Endpoint.of("[2001:db8::3]:7000");

    private final FakeClock clock = new FakeClock();
    private final Agent agent = new Agent(clock);
    private final Field field = new Field();
    private final List<Way> died = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private Race race;

    /** A connection that only knows whether it is open. */
    private static final class Line implements Securing.Secured {
        private boolean isBroken;

        @Override
        public Fingerprint peerKey() {
            return Fingerprint.ofKey(new byte[] {1});
        }

        @Override
        public void showToken(TransferToken token) {
            throw new AssertionError("a race shows nothing itself");
        }

        @Override
        public TransferToken awaitToken() {
            throw new AssertionError("a race waits for nothing itself");
        }

        @Override
        public void sayReady() {
            throw new AssertionError("a race says nothing itself");
        }

        @Override
        public void awaitReady() {
            throw new AssertionError("a race waits for nothing itself");
        }

        @Override
        public int read(ByteBuffer into) {
            return -1;
        }

        @Override
        public void write(ByteBuffer... from) {
            throw new AssertionError("a race writes nothing itself");
        }

        @Override
        public void breakOff() {
            isBroken = true;
        }

        @Override
        public void close() {
            isBroken = true;
        }
    }

    /** What the race set going. */
    private static final class Field implements Race.Course {
        private final Map<Endpoint, Dial.Outcome> dialled = new LinkedHashMap<>();
        private final List<Endpoint> closed = new ArrayList<>();
        private final List<Line> made = new ArrayList<>();
        private boolean canSplice = true;
        private int spliceAsked;
        private Securing.Secured proving;
        private Runnable proven;
        private Consumer<IOException> notProven;

        @Override
        public Closeable dial(Endpoint to, Dial.Outcome outcome) {
            dialled.put(to, outcome);
            return () -> closed.add(to);
        }

        @Override
        public boolean askForSplice() {
            spliceAsked++;
            return canSplice;
        }

        @Override
        public void prove(Securing.Secured line, Runnable isProven, Consumer<IOException> failed) {
            assertThat(proving).as("the token is shown on one line at a time").isNull();
            proving = line;
            proven = isProven;
            notProven = failed;
        }

        Line line() {
            Line line = new Line();
            made.add(line);
            return line;
        }
    }

    private void start(Set<Way> standingBack, Endpoint... targets) {
        race = new Race(agent, List.of(targets), standingBack, field, died::add, new Race.Finish() {
            @Override
            public void onWon(Way way, Securing.Secured line) {
                ends.add("won " + way);
            }

            @Override
            public void onLost(String reasons) {
                ends.add("lost: " + reasons);
            }
        });
        race.start();
        agent.runPending();
    }

    private void after(Duration span) {
        clock.advance(span);
        agent.runPending();
    }

    private void splice(Line line) {
        race.onSplice(outcome -> {
            agent.execute(() -> outcome.onReady(line));
            return () -> {};
        });
        agent.runPending();
    }

    @Test
    void theFirstAddressThatAnswersWins() {
        start(Set.of(), ONE, TWO);
        field.dialled.get(ONE).onReady(field.line());

        field.proven.run();

        assertThat(ends).containsExactly("won DIRECT");
        assertThat(field.dialled).containsOnlyKeys(ONE);
        after(Race.END);
        assertThat(field.spliceAsked).isZero();
    }

    @Test
    void addressesAreTriedALittleApart() {
        start(Set.of(), ONE, TWO, THREE);
        assertThat(field.dialled).containsOnlyKeys(ONE);

        after(Race.APART.minusNanos(1));
        assertThat(field.dialled).containsOnlyKeys(ONE);
        after(Duration.ofNanos(1));
        assertThat(field.dialled).containsOnlyKeys(ONE, TWO);
        after(Race.APART);
        assertThat(field.dialled).containsOnlyKeys(ONE, TWO, THREE);
    }

    @Test
    void anAddressThatFailsDoesntHoldUpTheNext() {
        start(Set.of(), ONE, TWO);

        field.dialled.get(ONE).onFailed(new ConnectException("Connection refused"));

        assertThat(field.dialled).containsOnlyKeys(ONE, TWO);
    }

    @Test
    void theOwnersOwnConnectionWaitsForTheHeadStartOfStraightOnes() {
        start(Set.of(), ONE);
        race.onReverse(field.line());
        assertThat(field.proving).isNull();

        after(Race.HEAD_START);

        assertThat(field.proving).isSameAs(field.made.get(0));
        field.proven.run();
        assertThat(ends).containsExactly("won REVERSE");
        assertThat(field.closed).containsExactly(ONE);
    }

    @Test
    void aStraightLineWithinTheHeadStartIsPreferred() {
        start(Set.of(), ONE);
        Line back = field.line();
        race.onReverse(back);
        Line straight = field.line();

        field.dialled.get(ONE).onReady(straight);

        assertThat(field.proving).isSameAs(straight);
        field.proven.run();
        assertThat(ends).containsExactly("won DIRECT");
        assertThat(back.isBroken).isTrue();
    }

    @Test
    void withNothingStraightLeftTheOwnersConnectionIsTakenAtOnce() {
        start(Set.of(), ONE);
        field.dialled.get(ONE).onFailed(new ConnectException("Connection refused"));

        race.onReverse(field.line());

        assertThat(field.proving).isNotNull();
    }

    @Test
    void theRelayIsAskedWhenNothingStandsAfterAWhile() {
        start(Set.of(), ONE);
        after(Race.SPLICE_AFTER.minusNanos(1));
        assertThat(field.spliceAsked).isZero();
        after(Duration.ofNanos(1));
        assertThat(field.spliceAsked).isOne();

        splice(field.line());
        field.proven.run();

        assertThat(ends).containsExactly("won RELAY");
        assertThat(field.closed).contains(ONE);
    }

    @Test
    void aLineThatBreaksBeforeItsTokenIsTakenMakesRoomForTheNext() {
        start(Set.of(), ONE);
        race.onReverse(field.line());
        field.dialled.get(ONE).onReady(field.line());
        field.proving = null;

        field.notProven.accept(new IOException("Connection reset"));

        assertThat(died).containsExactly(Way.DIRECT);
        field.proven.run();
        assertThat(ends).containsExactly("won REVERSE");
    }

    @Test
    void aWayThatDiedLatelyIsntTheFirst() {
        start(EnumSet.of(Way.DIRECT), ONE);
        assertThat(field.dialled).isEmpty();
        after(Race.HEAD_START);
        assertThat(field.spliceAsked).isOne();

        splice(field.line());
        field.proven.run();

        assertThat(ends).containsExactly("won RELAY");
        assertThat(field.dialled).isEmpty();
    }

    @Test
    void aWayThatDiedLatelyIsTriedAllTheSame() {
        field.canSplice = false;
        start(EnumSet.of(Way.DIRECT), ONE);
        after(Race.STANDING_BACK);

        field.dialled.get(ONE).onReady(field.line());
        field.proven.run();

        assertThat(ends).containsExactly("won DIRECT");
    }

    @Test
    void whenAllHaveFailedItIsLostWithAllReasons() {
        start(Set.of(), ONE);
        field.dialled.get(ONE).onFailed(new ConnectException("Connection refused"));
        after(Race.SPLICE_AFTER);
        race.onNoSplice("it is switched off");
        assertThat(ends).isEmpty();

        after(Race.LAST_HOPE);

        assertThat(ends)
                .containsExactly(
                        "lost: 192.0.2.1:7000: connection refused; the relay doesn't pass it on (it is switched off)");
    }

    @Test
    void whatDoesntAnswerAtAllIsLostInTheEnd() {
        start(Set.of(), ONE);
        after(Race.END);
        assertThat(ends).hasSize(1);
        assertThat(field.closed).containsExactly(ONE);
    }

    @Test
    void whoGivesUpHearsNothingMoreAndKeepsNothingOpen() {
        start(Set.of(), ONE);
        Line back = field.line();
        race.onReverse(back);

        race.close();
        Line late = field.line();
        field.dialled.get(ONE).onReady(late);
        after(Race.END);

        assertThat(ends).isEmpty();
        assertThat(back.isBroken).isTrue();
        assertThat(late.isBroken).isTrue();
    }

    @Test
    void whateverHappensOneEndIsToldAndNothingStaysOpen() {
        for (int seed = 0; seed < 2000; seed++) {
            RaceTest one = new RaceTest();
            one.runRandomly(new Random(seed), seed);
        }
    }

    private void runRandomly(Random random, int seed) {
        Set<Way> standingBack = EnumSet.noneOf(Way.class);
        for (Way way : Way.values()) {
            if (random.nextInt(4) == 0) {
                standingBack.add(way);
            }
        }
        field.canSplice = random.nextBoolean();
        start(
                standingBack,
                List.of(ONE, TWO, THREE).subList(0, random.nextInt(4)).toArray(new Endpoint[0]));
        for (int i = 0; i < 60; i++) {
            step(random);
        }
        after(Race.END);
        finishProof(random.nextBoolean());
        after(Race.END);
        assertThat(ends).as("seed " + seed).hasSize(1);
        long open = field.made.stream().filter(line -> !line.isBroken).count();
        assertThat(open).as("open lines, seed " + seed).isEqualTo(ends.get(0).startsWith("won") ? 1 : 0);
    }

    private void step(Random random) {
        switch (random.nextInt(7)) {
            case 0 -> race.onReverse(field.line());
            case 1 ->
                race.onSplice(outcome -> {
                    agent.execute(() -> outcome.onReady(field.line()));
                    return () -> {};
                });
            case 2 -> race.onNoSplice("no");
            case 3 -> finishProof(random.nextBoolean());
            case 4 ->
                field.dialled.values().stream().findFirst().ifPresent(outcome -> {
                    field.dialled.values().remove(outcome);
                    if (random.nextBoolean()) {
                        outcome.onReady(field.line());
                    } else {
                        outcome.onFailed(new IOException("no"));
                    }
                });
            default -> after(Duration.ofMillis(random.nextInt(200)));
        }
        agent.runPending();
    }

    private void finishProof(boolean isRight) {
        Securing.Secured line = field.proving;
        if (line == null) {
            return;
        }
        field.proving = null;
        if (isRight) {
            field.proven.run();
        } else {
            line.breakOff();
            field.notProven.accept(new IOException("no"));
        }
    }
}
