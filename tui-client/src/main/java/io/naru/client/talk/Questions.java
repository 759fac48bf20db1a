package io.naru.client.talk;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.RoomNews;
import io.naru.common.wire.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the relay was asked about rooms and hasn't answered. Each question ends once: by its answer, or by why there is none.
 *
 * <p>Threading: the agent's.
 */
final class Questions {
    private final RelayWay way;
    private final Map<RequestId, Question> open = new LinkedHashMap<>();
    private long last;

    Questions(RelayWay way) {
        this.way = way;
    }

    /** Asks; the message is made with the id that it's given. */
    void ask(Question question, Function<RequestId, ClientMessage> message) {
        last++;
        RequestId id = new RequestId("r" + last);
        try {
            if (way.tell(message.apply(id))) {
                open.put(id, question);
            } else {
                question.onRefused("There is no connection to the relay just now.", Optional.empty());
            }
        } catch (InvalidValueException e) {
            question.onRefused(e.getMessage(), Optional.empty());
        }
    }

    void onMessage(RequestId request, RelayMessage.Chat chat) {
        Question asked = open.get(request);
        if (asked != null) {
            asked.onMessage(chat);
        }
    }

    void onListed(RoomNews.Listed listed) {
        Question asked = open.get(listed.request());
        if (asked != null) {
            asked.onListed(listed);
        }
    }

    void onHistoryEnd(RoomNews.HistoryEnd end) {
        Question asked = open.remove(end.request());
        if (asked != null) {
            asked.onHistoryEnd(end);
        }
    }

    /** Something that is its own answer; false if nobody asked for it here. */
    boolean onDone(Optional<RequestId> request) {
        Question asked = request.map(open::remove).orElse(null);
        if (asked != null) {
            asked.onDone();
        }
        return asked != null;
    }

    /** The relay refuses; false if that was no question of these. */
    boolean onRefused(String id, String sentence, ErrorCode code) {
        Question asked = open.remove(new RequestId(id));
        if (asked != null) {
            asked.onRefused(sentence, Optional.of(code));
        }
        return asked != null;
    }

    /** The link is gone, and with it all answers. */
    void onDown() {
        List<Question> unanswered = List.copyOf(open.values());
        open.clear();
        for (Question asked : unanswered) {
            asked.onRefused(
                    "The connection broke before the relay answered. Ask again once it stands.", Optional.empty());
        }
    }
}
