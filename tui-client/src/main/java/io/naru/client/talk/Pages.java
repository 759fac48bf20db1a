package io.naru.client.talk;

import io.naru.client.agent.Agent;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomNews;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Limits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The pages of history that rooms catch up by: one at a time for each room, the rooms in turn, a few on their way at once.
 *
 * <p>Threading: the agent's.
 */
final class Pages {
    private static final int ON_THEIR_WAY_MAX = 4;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private record Wanted(RoomTalk room, int generation, HistoryPart part) {
        boolean isStill() {
            return room.isEntered() && room.generation() == generation;
        }
    }

    private final Agent agent;
    private final Questions questions;
    private final Deque<Wanted> wanted = new ArrayDeque<>();
    private int onTheirWay;

    Pages(Agent agent, Questions questions) {
        this.agent = agent;
        this.questions = questions;
    }

    /** Asks for a page as soon as it is its turn. */
    void want(RoomTalk room, HistoryPart part) {
        want(new Wanted(room, room.generation(), part));
    }

    private void want(Wanted page) {
        wanted.add(page);
        askNext();
    }

    private void askNext() {
        while (onTheirWay < ON_THEIR_WAY_MAX && !wanted.isEmpty()) {
            Wanted page = wanted.remove();
            if (page.isStill()) {
                onTheirWay++;
                questions.ask(new Page(page), id -> page.part().of(page.room().name(), id));
            }
        }
    }

    /** The link is gone; rooms ask anew on the next one. */
    void onDown() {
        wanted.clear();
        onTheirWay = 0;
    }

    private final class Page implements Question {
        private final Wanted asked;
        private final List<RelayMessage.Chat> messages = new ArrayList<>();

        private Page(Wanted asked) {
            this.asked = asked;
        }

        @Override
        public void onMessage(RelayMessage.Chat chat) {
            if (chat.seq().isPresent() && messages.size() < Limits.HISTORY_PAGE) {
                messages.add(chat);
            }
        }

        @Override
        public void onHistoryEnd(RoomNews.HistoryEnd end) {
            onTheirWay--;
            if (asked.isStill()) {
                asked.room().onPage(messages, end);
            }
            askNext();
        }

        @Override
        public void onRefused(String sentence, Optional<ErrorCode> code) {
            onTheirWay--;
            if (asked.isStill()) {
                tryLaterOrGiveUp(sentence, code);
            }
            askNext();
        }

        private void tryLaterOrGiveUp(String sentence, Optional<ErrorCode> code) {
            if (code.isEmpty() || Passing.isPassing(code.get())) {
                agent.schedule(PAUSE, () -> {
                    if (asked.isStill()) {
                        want(asked);
                    }
                });
            } else {
                asked.room().onHistoryRefused(sentence);
            }
        }
    }
}
