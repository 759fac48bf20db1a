package io.naru.client.state;

import io.naru.common.message.PresenceState;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of a user, a file or a transfer, line by line.
 *
 * <p>Threading: used by one thread, for one answer.
 */
public final class DetailLines implements Subject.Handler {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final AppState state;
    private final List<DetailLine> lines = new ArrayList<>();

    private DetailLines(AppState state) {
        this.state = state;
    }

    /** The lines for what the details are of; one that says so when it's gone. */
    public static List<DetailLine> of(AppState state, Subject subject) {
        DetailLines details = new DetailLines(state);
        subject.accept(details);
        return List.copyOf(details.lines);
    }

    @Override
    public void onUser(Subject.OfUser subject) {
        UserName user = subject.user();
        Optional<RosterEntry> found = state.roster().find(user);
        if (found.isEmpty()) {
            add("user", Person.of(user).name());
            add("", "Not online.");
            return;
        }
        RosterEntry entry = found.get();
        add("user", entry.person().name());
        if (entry.isMe()) {
            add("", "This is you.");
        }
        add("presence", presence(entry));
        if (!entry.status().isEmpty()) {
            add("status", entry.status());
        }
        lines.addAll(TrustLines.ofUser(entry));
        entry.since().ifPresent(since -> add("online since", time(since)));
        if (entry.sharedFiles().isPresent()) {
            String size = entry.sharedOctets().isPresent()
                    ? ", " + Quantities.octets(entry.sharedOctets().getAsLong())
                    : "";
            add("shares", Quantities.count(entry.sharedFiles().getAsLong(), "file") + size);
        }
        add("messages", state.settings().isIgnored(user) ? "ignored; /unignore shows them again" : "shown");
        if (!entry.isMe() && state.link().role() != Role.MEMBER) {
            String name = user.display();
            add("", "You may /mute " + name + ", /kick " + name + " and /ban " + name + ".");
        }
    }

    @Override
    public void onKeys(Subject.OfKeys subject) {
        lines.addAll(TrustLines.ofKeys(state.asked().keys(), state.now().zone()));
    }

    @Override
    public void onBans(Subject.OfBans subject) {
        lines.addAll(TrustLines.ofBans(
                state.asked().bansAt(state.now().instant()), state.now().zone()));
    }

    @Override
    public void onOtherKey(Subject.OfOtherKey subject) {
        lines.addAll(TrustLines.ofOtherKey(subject));
    }

    @Override
    public void onEnding(Subject.OfEnding subject) {
        add("", subject.sentence());
        add("", "");
        add("", "The connection isn't made again by itself. /reconnect tries it, /bye leaves.");
    }

    private static String presence(RosterEntry entry) {
        String presence = entry.state() == PresenceState.AWAY ? "away" : "here";
        return entry.isKnown() ? presence : presence + ", when the link was lost";
    }

    @Override
    public void onFile(Subject.OfFile subject) {
        Person owner = subject.owner();
        FileEntry entry = subject.entry();
        add(entry.isFolder() ? "folder" : "file", SafeText.line(entry.path()));
        add("owner", owner.name());
        if (entry.size().isPresent()) {
            long octets = entry.size().getAsLong();
            add("size", Quantities.octets(octets) + (octets < 1000 ? "" : " (" + octets + " octets)"));
        }
        entry.modified().ifPresent(modified -> add("changed", time(modified)));
        state.transfers().downloadOf(owner.user(), entry.path()).ifPresent(download -> {
            add("download", TransferWords.of(download.state()));
            if (!download.target().isEmpty()) {
                add("here", download.target());
            }
        });
    }

    @Override
    public void onTransfer(Subject.OfTransfer subject) {
        Optional<Transfer> found = state.transfers().find(subject.id());
        if (found.isEmpty()) {
            add("", "This transfer has been cleared.");
            return;
        }
        Transfer transfer = found.get();
        add("number", Long.toString(transfer.id()));
        add(
                transfer.isDownload() ? "download" : "upload",
                (transfer.isDownload() ? "from " : "to ") + transfer.peer().name());
        add(transfer.isFolder() ? "folder" : "file", transfer.shownPath());
        if (!transfer.target().isEmpty()) {
            add("here", transfer.target());
        }
        add("state", TransferWords.sign(transfer.state()) + " " + TransferWords.of(transfer.state()));
        addProgress(transfer);
        addSources(transfer);
        if (transfer.priority() != 0) {
            add("priority", (transfer.priority() > 0 ? "+" : "") + transfer.priority());
        }
        add("queued", time(transfer.added()));
        transfer.folder().ifPresent(this::addInside);
    }

    private void addSources(Transfer transfer) {
        if (transfer.parts().size() > 1) {
            transfer.parts().forEach(part -> add("source", TransferWords.source(transfer, part)));
        } else if (transfer.sources().size() > 1) {
            add("sources", TransferWords.sources(transfer));
        }
    }

    private void addProgress(Transfer transfer) {
        if (!transfer.sentence().isEmpty()) {
            add("why", transfer.sentence());
        }
        String done = Quantities.octets(transfer.doneOctets());
        add(
                "done",
                transfer.size().isPresent()
                        ? done + " of " + Quantities.octets(transfer.size().getAsLong())
                        : done);
        if (transfer.octetsPerSecond() > 0) {
            add("rate", Quantities.rate(transfer.octetsPerSecond()));
        }
        transfer.timeLeft().ifPresent(left -> add("time left", Quantities.span(left)));
        if (!transfer.way().isEmpty()) {
            add("way", TransferWords.way(transfer));
        }
    }

    private void addInside(Transfer.Inside inside) {
        add("files", TransferWords.inside(inside));
        for (Transfer.InsideFile file : inside.shown()) {
            String why = file.sentence().isEmpty() ? "" : ": " + file.sentence();
            add(
                    "",
                    TransferWords.sign(file.state()) + " " + file.shownPath() + ", " + TransferWords.of(file.state())
                            + why);
        }
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(state.now().zone()));
    }

    private void add(String label, String value) {
        add(label, SafeText.line(value));
    }

    private void add(String label, SafeText value) {
        lines.add(new DetailLine(label, value));
    }
}
