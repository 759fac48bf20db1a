package io.naru.client.plain;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.FoundFile;
import io.naru.client.event.OfferView;
import io.naru.client.event.RemoteEntry;
import io.naru.client.event.TransferView;
import io.naru.common.message.PresenceState;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Users and files for programs: an object a line. What isn't an answer in itself has a field {@code event}.
 *
 * <p>Threading: one thread.
 */
final class FileObjects extends FileFormat {
    private static final long GAP_NANOS = Duration.ofSeconds(1).toNanos();

    private final Clock clock;
    private final Map<Long, Long> toldNanos = new HashMap<>();

    FileObjects(PrintWriter out, Clock clock) {
        super(out);
        this.clock = clock;
    }

    @Override
    void person(EngineEvent.UserSeen seen) {
        JsonLine line = new JsonLine()
                .text("user", seen.user().display())
                .text("state", seen.state() == PresenceState.AWAY ? "away" : "online")
                .text("status", seen.status());
        seen.sharedFiles().ifPresent(files -> line.number("files", files));
        seen.sharedOctets().ifPresent(octets -> line.number("octets", octets));
        seen.since().ifPresent(since -> line.time("since", since));
        seen.fingerprint().ifPresent(key -> line.text("fingerprint", key.toString()));
        print(line.text("key", word(seen.trust())));
    }

    @Override
    void entry(UserName owner, String folder, RemoteEntry entry) {
        JsonLine line = new JsonLine()
                .text("user", owner.display())
                .text("path", folder.isEmpty() ? entry.name() : folder + "/" + entry.name())
                .text("kind", word(entry.kind()));
        entry.size().ifPresent(octets -> line.number("size", octets));
        entry.modified().ifPresent(at -> line.time("modified", at));
        entry.root().ifPresent(root -> line.text("root", root.hex()));
        print(line);
    }

    @Override
    void found(FoundFile file) {
        for (FoundFile.Source source : file.sources()) {
            JsonLine line =
                    new JsonLine().text("user", source.owner().display()).text("path", source.path());
            file.octets().ifPresent(octets -> line.number("size", octets));
            file.modified().ifPresent(at -> line.time("modified", at));
            file.root().ifPresent(root -> line.text("root", root.hex()));
            print(line);
        }
    }

    /** Once a second for each. */
    @Override
    void progress(Collection<TransferView> transfers) {
        long now = clock.nanos();
        for (TransferView each : transfers) {
            Long told = toldNanos.get(each.id());
            if (!each.state().isEnded() && (told == null || now - told >= GAP_NANOS)) {
                toldNanos.put(each.id(), now);
                print(transfer("progress", each).number("octets_per_second", each.octetsPerSecond()));
            }
        }
    }

    @Override
    void ended(TransferView transfer) {
        toldNanos.remove(transfer.id());
        transfer.folder().ifPresent(inside -> inside.failures().forEach(file -> failed(transfer, file)));
        JsonLine line = transfer("ended", transfer);
        transfer.target().ifPresent(at -> line.text("file", at.toString()));
        transfer.folder()
                .ifPresent(inside -> line.number("files", inside.files())
                        .number("files_done", inside.filesDone())
                        .number("files_failed", inside.filesFailed()));
        print(line.flag("encrypted", transfer.isEncrypted()).text("way", transfer.way()));
    }

    /** A file of a folder that can't be had. */
    private void failed(TransferView folder, TransferView.InsideFile file) {
        JsonLine line = new JsonLine()
                .text("event", "failed")
                .text("direction", word(folder.direction()))
                .text("user", folder.peer().display())
                .text("path", path(folder.path(), file.path()));
        file.octets().ifPresent(octets -> line.number("size", octets));
        print(line.text("sentence", file.sentence()));
    }

    private static JsonLine transfer(String event, TransferView each) {
        JsonLine line = new JsonLine()
                .text("event", event)
                .text("direction", word(each.direction()))
                .text("user", each.peer().display())
                .text("path", each.shownPath())
                .text("state", word(each.state()))
                .number("done", each.doneOctets());
        each.size().ifPresent(octets -> line.number("size", octets));
        if (!each.sentence().isEmpty()) {
            line.text("sentence", each.sentence());
        }
        return line;
    }

    @Override
    void missed(UserName owner, String path, Outcome outcome, String sentence) {
        print(new JsonLine()
                .text("event", "ended")
                .text("direction", "download")
                .text("user", owner.display())
                .text("path", path)
                .text("state", word(outcome))
                .text("sentence", sentence));
    }

    @Override
    void offered(OfferView offer) {
        print(new JsonLine()
                .text("event", "offer")
                .text("user", offer.peer().display())
                .text("state", word(offer.state()))
                .number("files", offer.files())
                .number("octets", offer.octets()));
    }

    @Override
    void shared(EngineEvent.ShareCounted counted) {
        print(new JsonLine()
                .text("event", "shared")
                .number("files", counted.files())
                .number("octets", counted.octets()));
    }

    @Override
    void remark(String sentence) {
        print(new JsonLine().text("event", "remark").text("sentence", sentence));
    }

    @Override
    void stopped(String sentence) {
        remark(sentence);
    }

    private void print(JsonLine line) {
        out.println(line.end());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
