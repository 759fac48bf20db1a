package io.naru.client.plain;

import io.naru.client.app.KeptQueues;
import io.naru.client.event.KeptDownload;
import io.naru.client.event.TransferState;
import io.naru.client.state.Quantities;
import io.naru.client.state.Transfer;
import io.naru.common.text.SafeText;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What is kept of queues as lines, for people or for programs.
 *
 * <p>Threading: stateless.
 */
public final class KeptLines {
    private KeptLines() {}

    /** What stands above the downloads of a queue. */
    public static String title(KeptQueues.Queue queue) {
        return switch (queue.by()) {
            case NARU ->
                queue.isRunning()
                        ? "Ordered in naru, which is running:"
                        : "Ordered in naru, which isn't running; it goes on with them when it is started:";
            case GET ->
                queue.isRunning()
                        ? "Ordered by naru get, which is running:"
                        : "Ordered by naru get, which has ended; the same command goes on with them:";
        };
    }

    /** A download as a line that is safe on any terminal. */
    public static String line(KeptDownload item) {
        OptionalInt percent = percent(item);
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "  %-9s  %5s  %-17s  %s:%s",
                word(item.state()),
                percent.isPresent() ? percent.getAsInt() + " %" : "",
                amount(item),
                item.owner().display(),
                EscapedName.of(item.shownPath())));
        item.target().ifPresent(target -> line.append("  to ").append(target));
        if (item.priority() != 0) {
            line.append(String.format(Locale.ROOT, "  priority %+d", item.priority()));
        }
        item.folder().ifPresent(inside -> {
            line.append("  ")
                    .append(inside.filesDone())
                    .append(" of ")
                    .append(Quantities.count(inside.files(), "file"));
            if (inside.filesFailed() > 0) {
                line.append(", ").append(inside.filesFailed()).append(" failed");
            }
        });
        if (!item.sentence().isEmpty()) {
            line.append("  ").append(item.sentence());
        }
        return SafeText.line(line.toString()).value();
    }

    /** A download as a JSON object. */
    public static String json(KeptQueues.Queue queue, KeptDownload item) {
        JsonLine line = new JsonLine()
                .text("user", item.owner().display())
                .text("path", item.shownPath())
                .text("state", word(item.state()))
                .text("by", queue.by().name().toLowerCase(Locale.ROOT))
                .flag("running", queue.isRunning())
                .number("done", item.doneOctets());
        item.size().ifPresent(octets -> line.number("size", octets));
        percent(item).ifPresent(percent -> line.number("percent", percent));
        line.number("priority", item.priority()).time("added", item.added());
        item.folder()
                .ifPresent(inside -> line.number("files", inside.files())
                        .number("files_done", inside.filesDone())
                        .number("files_failed", inside.filesFailed()));
        item.target().ifPresent(target -> line.text("file", target.toString()));
        if (!item.sentence().isEmpty()) {
            line.text("sentence", item.sentence());
        }
        return line.end();
    }

    private static OptionalInt percent(KeptDownload item) {
        return item.state() == TransferState.DONE
                ? OptionalInt.of(100)
                : Transfer.percent(item.doneOctets(), item.size());
    }

    private static String amount(KeptDownload item) {
        boolean isPart =
                item.doneOctets() > 0 && item.doneOctets() != item.size().orElse(-1);
        String done = isPart ? Quantities.octets(item.doneOctets()) : "";
        if (item.size().isEmpty()) {
            return done;
        }
        return (isPart ? done + " of " : "") + Quantities.octets(item.size().getAsLong());
    }

    private static String word(TransferState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
