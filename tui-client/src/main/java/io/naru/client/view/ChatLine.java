package io.naru.client.view;

import io.naru.client.input.Action;
import io.naru.client.state.AppState;
import io.naru.client.state.Line;
import io.naru.client.state.Line.Delivery;
import io.naru.client.state.Line.Kind;
import io.naru.client.state.Person;
import java.util.List;
import java.util.Optional;

/**
 * One line of a room as it's laid out in the chat: the words, where they begin and how they're wrapped. Looks are added
 * by {@link ChatPainter}.
 *
 * @param line what was said
 * @param sign what stands before the words where nobody's name does; empty for what people say
 * @param text all the words
 * @param nameEnd index in the text behind the name; 0 when the text doesn't begin with one
 * @param suffixStart index in the text where the words about the line itself begin; the text's length without any
 * @param column where the text begins
 * @param columns how wide it may be
 */
record ChatLine(Line line, String sign, String text, int nameEnd, int suffixStart, int column, int columns) {
    private static final String NOT_SENT =
            "  (not sent: " + KeyLine.keyOf(Action.RESEND) + " resends, " + KeyLine.keyOf(Action.DROP) + " drops)";

    /** Whether "new" stands above the line. */
    static boolean isFirstUnread(AppState state, Line line) {
        var room = state.room();
        return room.unreadFrom().isPresent()
                && room.lines().has(room.unreadFrom().getAsLong())
                && room.lines().get(room.unreadFrom().getAsLong()) == line;
    }

    static ChatLine of(Line line, ChatColumns columns) {
        String suffix = suffix(line.delivery());
        String words = line.text().value();
        if (line.kind() == Kind.CHAT && columns.nameColumns() > 0) {
            return new ChatLine(line, "", words + suffix, 0, words.length(), columns.body(), columns.bodyColumns());
        }
        if (line.kind() == Kind.CHAT) {
            String name = name(line) + ": ";
            int end = name.length() + words.length();
            return new ChatLine(
                    line, "", name + words + suffix, name.length() - 1, end, columns.name(), columns.bodyColumns());
        }
        int column = columns.name() + 2;
        if (line.kind() == Kind.ACTION) {
            String name = name(line);
            int end = name.length() + 1 + words.length();
            return new ChatLine(
                    line, "*", name + " " + words + suffix, name.length(), end, column, columns.wideColumns());
        }
        return new ChatLine(line, sign(line.kind()), words, 0, words.length(), column, columns.wideColumns());
    }

    private static String name(Line line) {
        return line.sender().map(person -> person.name().value()).orElse("");
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case CHAT -> "";
            case ACTION -> "*";
            case NOTICE -> "»";
            case PRESENCE, LOCAL -> "·";
            case ERROR -> "!";
            case DAY, MARK -> "─";
        };
    }

    private static String suffix(Delivery delivery) {
        return switch (delivery) {
            case NONE, SENT, SENDING -> "";
            case NOT_SENT -> NOT_SENT;
        };
    }

    /** Its rows; one for the line of a new day. */
    List<TextLayout.Row> rows() {
        return line.kind() == Kind.DAY ? List.of(new TextLayout.Row(0, text.length())) : TextLayout.rows(text, columns);
    }

    /** Who said it, for the column of names; empty where the name stands in the text or nobody said it. */
    Optional<Person> namedInColumn() {
        return line.kind() == Kind.CHAT && nameEnd == 0 ? line.sender() : Optional.empty();
    }
}
