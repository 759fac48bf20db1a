package io.naru.client.view;

import io.naru.client.input.Action;
import io.naru.client.state.AppState;
import io.naru.client.state.Line;
import io.naru.client.state.Line.Delivery;
import io.naru.client.state.Line.Kind;
import io.naru.client.state.Person;
import io.naru.client.state.Quoting;
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
 * @param quoteEnd index in the text behind the quote of what is answered; 0 when there is none
 * @param suffixStart index in the text where the words about the line itself begin; the text's length without any
 * @param column where the text begins
 * @param columns how wide it may be
 */
record ChatLine(
        Line line, String sign, String text, int nameEnd, int quoteEnd, int suffixStart, int column, int columns) {
    private static final String NOT_SENT =
            "  (not sent: " + KeyLine.keyOf(Action.RESEND) + " resends, " + KeyLine.keyOf(Action.DROP) + " drops)";

    /** A name that leaves less than that for the quote behind it has its row alone. */
    private static final int QUOTE_COLUMNS_MIN = 20;

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
        if (line.kind() == Kind.CHAT) {
            boolean hasColumn = columns.nameColumns() > 0;
            String name = hasColumn ? "" : name(line) + ":";
            int column = hasColumn ? columns.body() : columns.name();
            return said(line, name, suffix, column, columns.bodyColumns());
        }
        int column = columns.name() + 2;
        if (line.kind() == Kind.ACTION) {
            String name = name(line);
            int end = name.length() + 1 + words.length();
            return new ChatLine(
                    line, "*", name + " " + words + suffix, name.length(), 0, end, column, columns.wideColumns());
        }
        return new ChatLine(line, sign(line.kind()), words, 0, 0, words.length(), column, columns.wideColumns());
    }

    /** What somebody said, behind the name where that has no column. A quote takes one row: it is there to be known again. */
    private static ChatLine said(Line line, String name, String suffix, int column, int columns) {
        String words = line.text().value();
        int quoteLength = line.replyTo().isPresent() ? Quoting.quoteLength(words) : 0;
        int room = columns - (name.isEmpty() ? 0 : TextLayout.columns(name) + 1);
        String gap = name.isEmpty() ? "" : quoteLength > 0 && room < QUOTE_COLUMNS_MIN ? "\n" : " ";
        String quote = TextLayout.clipWithEllipsis(words.substring(0, quoteLength), gap.equals("\n") ? columns : room);
        String text = name + gap + quote + words.substring(quoteLength);
        int quoteEnd = quoteLength > 0 ? (name + gap + quote).length() : 0;
        return new ChatLine(line, "", text + suffix, name.length(), quoteEnd, text.length(), column, columns);
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
