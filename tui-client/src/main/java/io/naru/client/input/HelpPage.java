package io.naru.client.input;

import io.naru.client.command.CommandRow;
import io.naru.client.command.CommandTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The help: made from the tables of keys and commands.
 *
 * <p>Threading: immutable.
 */
public final class HelpPage {
    /**
     * One line of it.
     *
     * @param isHeading whether the text stands above others
     * @param left keys or a command; empty for running text
     * @param text what it does, or the heading
     */
    public record HelpLine(boolean isHeading, String left, String text) {
        public HelpLine {
            Objects.requireNonNull(left);
            Objects.requireNonNull(text);
        }
    }

    private static final List<HelpLine> LINES = made();

    private HelpPage() {}

    /** All lines, in order. */
    public static List<HelpLine> lines() {
        return LINES;
    }

    private static List<HelpLine> made() {
        List<HelpLine> lines = new ArrayList<>();
        text(lines, "What you write goes to everybody here; what begins with / is a command.");
        text(lines, "Look into somebody's files: F3, choose a name, Enter. Enter on a file downloads it.");
        text(lines, "Where Alt doesn't arrive, press Esc and then the key.");
        for (KeyContext context : KeyContext.values()) {
            heading(lines, context.heading());
            for (KeyRow row : KeyTable.rows(context)) {
                lines.add(new HelpLine(false, row.shownKeys(), row.help()));
            }
        }
        heading(lines, "Commands");
        for (CommandRow row : CommandTable.rows()) {
            String also = row.aliases().isEmpty() ? "" : " (also /" + String.join(", /", row.aliases()) + ")";
            lines.add(new HelpLine(false, row.usage(), row.explanation() + also));
        }
        lines.add(new HelpLine(false, "//TEXT", "says a text that begins with a slash"));
        return List.copyOf(lines);
    }

    private static void heading(List<HelpLine> lines, String text) {
        text(lines, "");
        lines.add(new HelpLine(true, "", text));
    }

    private static void text(List<HelpLine> lines, String text) {
        lines.add(new HelpLine(false, "", text));
    }
}
