package io.naru.client.talk;

import io.naru.common.message.RelayMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is said in a room while what was missed is still being told, in its order and bounded: what doesn't fit is left out,
 * and asked for later like anything else that was missed.
 *
 * <p>Threading: the agent's.
 */
final class Waiting {
    private static final int MESSAGES_MAX = 512;
    private static final int CHARACTERS_MAX = 512 << 10;

    private final Deque<RelayMessage.Chat> messages = new ArrayDeque<>();
    private int characters;

    /** Adds a message, if there is room for it. */
    void add(RelayMessage.Chat chat) {
        boolean isLater = messages.isEmpty() || seq(chat) > seq(messages.getLast());
        if (isLater
                && messages.size() < MESSAGES_MAX
                && characters + chat.text().length() <= CHARACTERS_MAX) {
            messages.add(chat);
            characters += chat.text().length();
        }
    }

    /** Takes the message of that seq, if it is here; those before it have been told otherwise, and go. */
    Optional<RelayMessage.Chat> take(long seq) {
        while (!messages.isEmpty() && seq(messages.getFirst()) < seq) {
            remove();
        }
        boolean isNext = !messages.isEmpty() && seq(messages.getFirst()) == seq;
        return isNext ? Optional.of(remove()) : Optional.empty();
    }

    /** The first one behind a hole that can't be filled. */
    Optional<RelayMessage.Chat> first() {
        return Optional.ofNullable(messages.peekFirst());
    }

    /** The seq of the last one. */
    OptionalLong lastSeq() {
        return messages.isEmpty() ? OptionalLong.empty() : OptionalLong.of(seq(messages.getLast()));
    }

    void clear() {
        messages.clear();
        characters = 0;
    }

    private RelayMessage.Chat remove() {
        RelayMessage.Chat first = messages.removeFirst();
        characters -= first.text().length();
        return first;
    }

    private static long seq(RelayMessage.Chat chat) {
        return chat.seq().orElseThrow();
    }
}
