package io.naru.client.agent;

import io.naru.common.message.FileMessage;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.UserName;
import io.naru.common.time.TokenBucket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The long answers to others' questions (pages of folders, the insides of offers), on their way to the relay. A relay lets
 * nobody send more than so much, chat included, and sends away who goes on trying; so all answers together keep to a pace
 * that leaves chat its part, whoever asks how fast. They are given one after the other, in turns of those who ask: who asks
 * for much waits for himself and not others for him. How much may wait is bounded, of each and of all.
 *
 * <pre>
 *     ask --> lee: page page page
 *             kim: page             --one at a time, the askers in turn, when the pace allows--> relay
 *             bob: stride (of a base client's list)
 * </pre>
 *
 * <p>Threading: the agent's, but for {@link #give} and what a {@link Turn} offers. Answers are given on
 * {@code naru-answers}.
 */
public final class Answers {
    /** 1.25 MiB, of 2 MiB that a relay takes of an account unless told otherwise. */
    static final int OCTETS_A_SECOND = 5 << 18;

    /** At once after a pause: 4 MiB, of 16 MiB. */
    static final int OCTETS_AT_ONCE = 4 << 20;

    static final int OPEN_OF_ASKER = 8;
    static final int OPEN_OF_ALL = 64;
    /** What is refused is answered too, and that costs as well. */
    private static final int REFUSALS_A_SECOND = 20;

    private static final int REFUSALS_AT_ONCE = 100;

    private final Agent agent;
    private final FileSender sender;
    private final Workers worker = new Workers("naru-answers", 1);
    private final TokenBucket pace;
    private final TokenBucket refusals;
    /** Whose turn it is first; nobody is in it for whom nothing waits. */
    private final Map<UserName, Deque<Turn>> waiting = new LinkedHashMap<>();

    private final Map<UserName, Integer> openOf = new HashMap<>();
    private int open;
    private boolean isGiving;
    private boolean isPausing;

    /** Something that answers. */
    @FunctionalInterface
    public interface Answer {
        /**
         * Gives it.
         *
         * @return false if another thread goes on with it, and calls {@link Turn#over} at its end
         */
        boolean give(Turn turn) throws InterruptedException;
    }

    /** No answers yet. */
    public Answers(Agent agent, FileSender sender) {
        this.agent = agent;
        this.sender = sender;
        long now = agent.clock().nanos();
        this.pace = new TokenBucket(OCTETS_AT_ONCE, OCTETS_A_SECOND, now);
        this.refusals = new TokenBucket(REFUSALS_AT_ONCE, REFUSALS_A_SECOND, now);
    }

    /** The way of what is short. */
    public FileSender sender() {
        return sender;
    }

    /**
     * Has somebody answered when it is his turn.
     *
     * @param refusal what he is told if too much waits already; while that happens all the time he is told nothing
     */
    public void ask(UserName asker, Answer answer, FileMessage refusal) {
        if (openOf.getOrDefault(asker, 0) < OPEN_OF_ASKER && open < OPEN_OF_ALL) {
            add(new Turn(asker, answer));
            return;
        }
        EngineLog.mishap(() -> asker + " asks for too much at once");
        if (refusals.tryTake(1, agent.clock().nanos()) && sender.offer(refusal)) {
            charge(octets(refusal));
        }
    }

    /**
     * Gives a part of an answer that is as long as it is, and waits until it is given. For a thread of the asker's own,
     * which bounds by itself how many it is; any but the agent's.
     *
     * @return false when there is no link any more
     */
    public boolean give(UserName asker, Iterable<FileMessage> messages) throws InterruptedException {
        CountDownLatch given = new CountDownLatch(1);
        boolean[] isUp = {true};
        agent.execute(() -> add(new Turn(asker, turn -> {
            try {
                for (FileMessage each : messages) {
                    isUp[0] = isUp[0] && turn.put(each);
                }
            } finally {
                given.countDown();
            }
            return true;
        })));
        given.await();
        return isUp[0];
    }

    /** Does something on the thread that answers, between two answers. Any thread. */
    public void execute(Runnable task) {
        worker.execute(task);
    }

    private void add(Turn turn) {
        openOf.merge(turn.asker, 1, Integer::sum);
        open++;
        waiting.computeIfAbsent(turn.asker, first -> new ArrayDeque<>()).add(turn);
        giveNext();
    }

    private void giveNext() {
        if (isGiving || isPausing || waiting.isEmpty()) {
            return;
        }
        long early = pace.nanosUntil(0, agent.clock().nanos());
        if (early > 0) {
            isPausing = true;
            agent.schedule(Duration.ofNanos(early), () -> {
                isPausing = false;
                giveNext();
            });
            return;
        }
        Turn turn = takeFirst();
        isGiving = true;
        worker.execute(() -> give(turn));
    }

    /** Of whom nothing was given for longest; behind him come all others before he comes again. */
    private Turn takeFirst() {
        Map.Entry<UserName, Deque<Turn>> first = waiting.entrySet().iterator().next();
        UserName asker = first.getKey();
        Deque<Turn> his = first.getValue();
        waiting.remove(asker);
        Turn turn = his.remove();
        if (!his.isEmpty()) {
            waiting.put(asker, his);
        }
        return turn;
    }

    private void give(Turn turn) {
        boolean isOver = true;
        try {
            isOver = turn.answer.give(turn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            EngineLog.fault("an answer failed", e);
        } finally {
            if (isOver) {
                turn.over();
            }
            agent.execute(() -> {
                isGiving = false;
                giveNext();
            });
        }
    }

    private void charge(long octets) {
        pace.charge(Math.min(octets, TokenBucket.TOKENS_MAX), agent.clock().nanos());
    }

    private static int octets(FileMessage message) {
        return MessageWriter.octets(message).length;
    }

    /** An answer's place among the others. */
    public final class Turn {
        private final UserName asker;
        private final Answer answer;
        /** Of the thread that answers. */
        private long octets;

        private Turn(UserName asker, Answer answer) {
            this.asker = asker;
            this.answer = answer;
        }

        /**
         * Sends a message of the answer, when the queue to the relay has gone down. For the thread that answers.
         *
         * @return false when there is no link any more
         */
        public boolean put(FileMessage message) throws InterruptedException {
            octets += octets(message);
            return sender.put(message);
        }

        /** It is given. For the thread that answers, once. */
        public void over() {
            long sent = octets;
            agent.execute(() -> {
                charge(sent);
                open--;
                openOf.merge(asker, -1, (one, other) -> one + other == 0 ? null : one + other);
            });
        }
    }
}
