package io.naru.client.talk;

import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomNews;
import io.naru.common.wire.ErrorCode;
import java.util.Optional;

/** Something that the relay was asked, and what is done with the answer as it comes. Each has one end. */
@FunctionalInterface
interface Question {
    /** A message of the history that was asked for. */
    default void onMessage(RelayMessage.Chat chat) {}

    /** A room of the list that was asked for. */
    default void onListed(RoomNews.Listed listed) {}

    /** The end of a part of the history. */
    default void onHistoryEnd(RoomNews.HistoryEnd end) {}

    /** The end of what was asked for otherwise. */
    default void onDone() {}

    /**
     * The end: it can't be had.
     *
     * @param sentence why
     * @param code where the relay refused; empty when the link is gone
     */
    void onRefused(String sentence, Optional<ErrorCode> code);
}
