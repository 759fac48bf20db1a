package io.naru.client.input;

import io.naru.client.command.CommandRow;
import io.naru.client.command.CommandTable;
import io.naru.client.state.TransferWords;
import io.naru.client.state.UserSigns;
import io.naru.common.message.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    private static final Map<Role, List<HelpLine>> LINES = new EnumMap<>(Role.class);

    static {
        for (Role role : Role.values()) {
            LINES.put(role, made(role));
        }
    }

    private HelpPage() {}

    /** All lines for somebody who may do that much, in order. */
    public static List<HelpLine> lines(Role role) {
        return LINES.get(role);
    }

    private static List<HelpLine> made(Role role) {
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
        heading(lines, "Signs before a name");
        for (UserSigns.Sign sign : UserSigns.all()) {
            lines.add(new HelpLine(false, sign.sign(), sign.meaning()));
        }
        heading(lines, "Signs of a transfer");
        for (TransferWords.Sign sign : TransferWords.all()) {
            lines.add(new HelpLine(false, sign.sign(), sign.meaning()));
        }
        heading(lines, "Signs before a file");
        lines.add(new HelpLine(false, "✓", "you have it"));
        lines.add(new HelpLine(false, "…", "it waits in the queue"));
        lines.add(new HelpLine(false, "▼", "it is being downloaded"));
        lines.add(new HelpLine(false, "✗", "the download failed"));
        lines.add(new HelpLine(false, "◇", "its owner offers it to you"));
        lines.add(new HelpLine(false, "*", "marked"));
        heading(lines, "Commands");
        for (CommandRow row : CommandTable.rows()) {
            if (!row.isFor(role)) {
                continue;
            }
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
