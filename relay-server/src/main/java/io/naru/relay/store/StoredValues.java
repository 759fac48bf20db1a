package io.naru.relay.store;

import io.naru.common.message.InvalidValueException;
import io.naru.common.message.UserName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How values stand in columns, and how they are read from there. What can't be read is a fault of the database, since
 * nothing gets into it unchecked.
 *
 * <p>Threading: stateless.
 */
final class StoredValues {
    private StoredValues() {}

    /** Null for whoever runs the relay. */
    static String name(Optional<UserName> name) {
        return name.map(UserName::display).orElse(null);
    }

    static Optional<UserName> name(ResultSet row, int column) throws SQLException {
        String name = row.getString(column);
        return name == null ? Optional.empty() : Optional.of(parsed("a user name", name, UserName::of));
    }

    static Instant time(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static Optional<Instant> optionalTime(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    static Long millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(null);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E word(Class<E> type, ResultSet row, int column) throws SQLException {
        return parsed(
                "a word that this version knows",
                row.getString(column),
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    }

    /** A value of its text. */
    static <T> T parsed(String what, String text, Function<String, T> parser) throws SQLException {
        try {
            return parser.apply(text);
        } catch (InvalidValueException e) {
            throw new SQLException("there should be " + what + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new SQLException("there should be " + what, e);
        }
    }
}
