package io.naru.client.view;

import io.naru.client.state.AppState;
import io.naru.client.state.Line;
import io.naru.client.state.Line.Delivery;
import io.naru.client.state.Overlay;
import io.naru.client.state.Person;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws lines of the chat that are laid out: who has which colour, which words stand out.
 *
 * <p>Threading: confined to one thread, for one frame.
 */
final class ChatPainter {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]+");
    private static final String RULE = "───────";
    private static final String SENDING = "  (sending)";
    private static final String WAITING = "  (waits for the link)";

    private final AppState state;
    private final ChatColumns columns;
    private final Canvas canvas;
    private final String searched;
    private final OptionalLong foundLine;

    ChatPainter(AppState state, ChatColumns columns, Canvas canvas) {
        this.state = state;
        this.columns = columns;
        this.canvas = canvas;
        var search = state.overlay().flatMap(Overlay::asSearch);
        this.searched = search.map(found -> found.query().text()).orElse("");
        this.foundLine = search.map(Overlay.Search::currentLine).orElse(OptionalLong.empty());
    }

    /** Draws a line's rows from this row of the canvas on, which may lie above or below it. */
    void draw(long number, ChatLine chat, List<TextLayout.Row> rows, boolean hasUnreadRule, int firstRow) {
        int row = firstRow;
        if (hasUnreadRule) {
            canvas.text(0, row, RULE + " new " + RULE, Role.UNREAD_LINE);
            row++;
        }
        if (chat.line().kind() == Line.Kind.DAY) {
            canvas.text(0, row, RULE + " " + chat.text() + " " + RULE, Role.MUTED);
            return;
        }
        drawMargin(number, chat, row);
        StyledText styled = styled(chat);
        int end = chat.column();
        for (TextLayout.Row part : rows) {
            end = row >= 0 && row < canvas.rows() ? styled.draw(canvas, chat.column(), row, part) : chat.column();
            row++;
        }
        if (chat.line().delivery() == Delivery.SENDING) {
            drawSending(end, row - rows.size(), row - 1);
        }
    }

    /** Never takes a row: it goes away in a moment, and nothing shall move then. */
    private void drawSending(int end, int firstRow, int lastRow) {
        String words = state.link().isUp() ? SENDING : WAITING;
        if (end + words.length() <= canvas.columns()) {
            canvas.text(end, lastRow, words, Role.PENDING);
        } else {
            canvas.text(columns.mark(), firstRow, "…", Role.PENDING);
        }
    }

    private void drawMargin(long number, ChatLine chat, int row) {
        Line line = chat.line();
        if (columns.timeColumns() > 0) {
            String time = Times.shown(
                    line.time(), state.now().zone(), state.settings().timeFormat());
            canvas.text(0, row, time, Role.MUTED);
        }
        OptionalLong picked = foundLine.isPresent() ? foundLine : state.room().marked();
        boolean isFound = picked.isPresent() && picked.getAsLong() == number;
        if (isFound || line.isMention()) {
            canvas.text(columns.mark(), row, isFound ? "▸" : "!", Role.MENTION);
        }
        canvas.text(columns.name(), row, chat.sign(), line.kind() == Line.Kind.ERROR ? Role.ERROR : Role.MUTED);
        chat.namedInColumn().ifPresent(person -> {
            String name = TextLayout.clipWithEllipsis(person.name().value(), columns.nameColumns());
            canvas.text(columns.name(), row, name, nameStyle(line, person));
        });
    }

    private StyledText styled(ChatLine chat) {
        Line line = chat.line();
        Style plain = canvas.style(role(line));
        StyledText styled = new StyledText().append(chat.text(), plain);
        if (line.kind() == Line.Kind.CHAT || line.kind() == Line.Kind.ACTION) {
            Matcher address = ADDRESS.matcher(chat.text());
            while (address.find()) {
                styled.restyle(address.start(), address.end(), canvas.style(Role.LINK));
            }
        }
        if (chat.quoteEnd() > 0) {
            styled.restyle(chat.nameEnd(), chat.quoteEnd(), canvas.style(Role.MUTED));
        }
        if (line.isMention()) {
            state.link().me().ifPresent(me -> styled.restyleAll(me.name().value(), canvas.style(Role.MENTION)));
            state.settings().highlights().forEach(word -> styled.restyleAll(word, canvas.style(Role.MENTION)));
        }
        if (chat.nameEnd() > 0) {
            line.sender().ifPresent(person -> styled.restyle(0, chat.nameEnd(), nameStyle(line, person)));
        }
        styled.restyle(chat.suffixStart(), chat.text().length(), canvas.style(Role.ERROR));
        styled.restyleAll(searched, canvas.style(Role.MATCH));
        return styled;
    }

    private Style nameStyle(Line line, Person person) {
        if (line.isOwn()) {
            return canvas.style(Role.OWN_NAME);
        }
        return canvas.theme().nameStyle(person.user().canonical());
    }

    private static Role role(Line line) {
        return switch (line.kind()) {
            case CHAT, ACTION, LOCAL -> Role.TEXT;
            case NOTICE -> Role.ACCENT;
            case PRESENCE, DAY, MARK -> Role.MUTED;
            case ERROR -> Role.ERROR;
        };
    }
}
