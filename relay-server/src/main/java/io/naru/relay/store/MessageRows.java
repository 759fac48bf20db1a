package io.naru.relay.store;

import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How messages stand in the table {@code message}, for all who read them.
 *
 * <p>Threading: stateless.
 */
final class MessageRows {
    /** What {@link #message} reads, in this order, from column 1. */
    static final String COLUMNS =
            "message.seq, message.author, message.client_id, message.text, message.reply_to, message.at_millis";

    static final int TEXT_COLUMN = 4;

    /** The columns behind {@link #COLUMNS}. */
    static final int NEXT_COLUMN = 7;

    private MessageRows() {}

    static StoredMessage message(ResultSet row, RoomName room) throws SQLException {
        String id = row.getString(3);
        long replyTo = row.getLong(5);
        OptionalLong reply = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(replyTo);
        return new StoredMessage(
                room,
                row.getLong(1),
                StoredValues.name(row, 2).orElseThrow(),
                id == null ? Optional.empty() : Optional.of(StoredValues.parsed("a message id", id, MessageId::new)),
                row.getString(TEXT_COLUMN),
                reply,
                StoredValues.time(row, 6));
    }

    /** What a text counts for where the size of a room or of a page is bounded. */
    static long octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** As it is when it is read again. */
    static Instant kept(Instant at) {
        return Instant.ofEpochMilli(at.toEpochMilli());
    }
}
