package io.naru.client.view;

import io.naru.client.event.PeerTrust;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView.Direction;
import io.naru.client.state.AppState;
import io.naru.client.state.Browser;
import io.naru.client.state.FileEntry;
import io.naru.client.state.Line;
import io.naru.client.state.Line.Delivery;
import io.naru.client.state.Line.Kind;
import io.naru.client.state.Link;
import io.naru.client.state.ListCursor;
import io.naru.client.state.Listing;
import io.naru.client.state.Moment;
import io.naru.client.state.Person;
import io.naru.client.state.Room;
import io.naru.client.state.Roster;
import io.naru.client.state.RosterEntry;
import io.naru.client.state.Scrollback;
import io.naru.client.state.Settings;
import io.naru.client.state.Transfer;
import io.naru.client.state.Transfers;
import io.naru.client.state.WindowSize;
import io.naru.common.message.EntryKind;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.MessageId;
import io.naru.common.message.PresenceState;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** States as they might be on an ordinary day. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-11-22T12:04:30Z");
    static final Person ALICE = person("alice");
    static final Person BOB = person("bob");
    static final Person MINSU = person("김민수");

    private Samples() {}

    static Person person(String name) {
        return Person.of(UserName.of(name));
    }

    static SafeText safe(String text) {
        return SafeText.of(text);
    }

    /** Logged in at a relay with a few people, who talk. */
    static StateEditor ordinary(int columns, int rows) {
        AppState state = AppState.initial(
                new Moment(0, NOON, ZoneOffset.UTC), new WindowSize(columns, rows), Settings.DEFAULT, "t");
        StateEditor editor = new StateEditor(state);
        editor.link = up();
        editor.roster = people();
        editor.rooms = List.of(talk());
        editor.browser = data();
        editor.transfers = transfers();
        return editor;
    }

    static Link up() {
        return new Link(
                Link.Phase.UP,
                safe("lab:7411"),
                safe("lab"),
                Optional.of(ALICE),
                Role.MEMBER,
                false,
                true,
                4096,
                Optional.of(Duration.ofMillis(2)),
                1,
                safe(""),
                0);
    }

    static Roster people() {
        return Roster.EMPTY
                .with(user(ALICE, PresenceState.ONLINE, "", 0, 0, true))
                .with(known(user(BOB, PresenceState.ONLINE, "", 128, 4_000_000_000L, false), PeerTrust.KNOWN))
                .with(known(
                        user(person("carol"), PresenceState.AWAY, "lunch", 12, 5_000_000, false), PeerTrust.CHANGED))
                .with(user(person("dave"), PresenceState.ONLINE, "", 3, 12_000_000, false))
                .with(known(user(MINSU, PresenceState.ONLINE, "", 1, 999, false), PeerTrust.VERIFIED));
    }

    private static RosterEntry known(RosterEntry entry, PeerTrust trust) {
        return new RosterEntry(
                entry.person(),
                entry.state(),
                entry.status(),
                entry.sharedFiles(),
                entry.sharedOctets(),
                entry.since(),
                trust == PeerTrust.VERIFIED ? Role.OWNER : trust == PeerTrust.KNOWN ? Role.OPERATOR : Role.MEMBER,
                Optional.of(Fingerprint.ofKey(new byte[] {(byte) trust.ordinal()})),
                trust,
                entry.isMe(),
                entry.isKnown());
    }

    static RosterEntry user(Person person, PresenceState state, String status, long files, long octets, boolean isMe) {
        return new RosterEntry(
                person,
                state,
                safe(status),
                OptionalLong.of(files),
                OptionalLong.of(octets),
                Optional.of(NOON),
                Role.MEMBER,
                Optional.empty(),
                PeerTrust.NONE,
                isMe,
                true);
    }

    static Room talk() {
        Scrollback lines = Scrollback.EMPTY
                .append(Line.of(Kind.DAY, NOON, safe("Sunday, 22 November 2026")))
                .append(Line.of(Kind.LOCAL, at(-8), safe("Connected to lab:7411 as alice.\nF1 shows the keys.")))
                .append(Line.of(Kind.PRESENCE, at(-6), safe("bob and 김민수 joined")))
                .append(said(-3, BOB, "the new data set is in my share"))
                .append(said(-2, MINSU, "고마워요! 받을게요 🚢 그런데 파일이 너무 커서 조금 걸릴 것 같습니다, 기다려 주세요 부탁드립니다"))
                .append(Line.said(Kind.ACTION, at(-2), BOB, safe("waves at everybody"), false))
                .append(Line.of(Kind.NOTICE, at(-2), safe("The relay restarts at 18:00.")))
                .append(Line.said(
                        Kind.CHAT,
                        at(-1),
                        person("dave"),
                        safe("alice: see also https://example.org/a/long/path, it says why"),
                        true))
                .append(Line.own(Kind.CHAT, at(-1), ALICE, safe("hello all"), Delivery.SENT, new MessageId("t1")))
                .append(Line.of(Kind.ERROR, at(0), safe("Nobody here is called dvae. /who lists who is online.")))
                .append(Line.own(Kind.CHAT, at(0), ALICE, safe("thanks"), Delivery.SENDING, new MessageId("t2")))
                .append(Line.own(Kind.CHAT, at(0), ALICE, safe("lost"), Delivery.NOT_SENT, new MessageId("t3")));
        Room room = Room.LOBBY.withTopic(safe("welcome to the lab")).withLines(lines);
        return room.withUnseen(7, true, false).seen();
    }

    /** A folder of bob's. */
    static Browser data() {
        Browser opened = Browser.EMPTY.opening(BOB, "data", "");
        List<FileEntry> entries = List.of(
                file("images", EntryKind.FOLDER, -1, 0),
                file("데이터 모음", EntryKind.FOLDER, -1, 1),
                file("hello.txt", EntryKind.FILE, 12, 2),
                file("big.bin", EntryKind.FILE, 8_000_000_000L, 3),
                file("아주 긴 이름을 가진 한글 파일 이름입니다.txt", EntryKind.FILE, 34_567, 4),
                file("a-rather-long-name-of-a-file.tar.gz", EntryKind.FILE, 999_600, 5),
                file("queued.iso", EntryKind.FILE, 700_000_000, 6),
                file("gone.dat", EntryKind.FILE, 1, 7),
                file("😀 smile.png", EntryKind.FILE, 20_480, 8));
        Browser received = opened.received(new Listing(entries, OptionalLong.of(9), "", Optional.empty()));
        return received.withMarked(Set.of("data/hello.txt", "data/아주 긴 이름을 가진 한글 파일 이름입니다.txt"))
                .withCursor(new ListCursor(3, 0));
    }

    private static FileEntry file(String name, EntryKind kind, long size, int position) {
        return new FileEntry(
                safe(name),
                "data/" + name,
                kind,
                size < 0 ? OptionalLong.empty() : OptionalLong.of(size),
                Optional.of(NOON.minusSeconds(86_400L * position)),
                Optional.empty(),
                position);
    }

    /** Some of every kind. */
    static Transfers transfers() {
        return Transfers.EMPTY
                .with(transfer(1, BOB, "data/hello.txt", TransferState.DONE, 12, 12, ""))
                .with(transfer(2, BOB, "data/big.bin", TransferState.RUNNING, 4_100_000_000L, 8_000_000_000L, ""))
                .with(transfer(3, BOB, "data/queued.iso", TransferState.QUEUED, 0, 700_000_000L, ""))
                .with(transfer(
                        4,
                        BOB,
                        "data/gone.dat",
                        TransferState.FAILED,
                        0,
                        1,
                        "bob doesn't share this file any more; look again with r."))
                .with(upload(5, MINSU, "사진/바다에서 찍은 사진 모음 2026.zip", TransferState.RUNNING))
                .with(upload(6, person("dave"), "notes.txt", TransferState.OFFERED));
    }

    private static Transfer transfer(
            long id, Person peer, String path, TransferState state, long done, long size, String sentence) {
        return new Transfer(
                id,
                Direction.DOWNLOAD,
                peer,
                path,
                safe(path),
                safe("/home/alice/Downloads/" + path),
                state,
                done,
                OptionalLong.of(size),
                state == TransferState.RUNNING ? 11_200_000 : 0,
                safe(state == TransferState.RUNNING ? "direct" : ""),
                false,
                safe(sentence),
                NOON,
                0,
                List.of(peer),
                Optional.empty(),
                List.of());
    }

    private static Transfer upload(long id, Person peer, String path, TransferState state) {
        boolean isRunning = state == TransferState.RUNNING;
        return new Transfer(
                id,
                Direction.UPLOAD,
                peer,
                path,
                safe(path),
                safe(path),
                state,
                isRunning ? 900_000 : 0,
                OptionalLong.of(123_456_789),
                isRunning ? 345_000 : 0,
                safe(isRunning ? "direct" : ""),
                false,
                safe(""),
                NOON,
                0,
                List.of(peer),
                Optional.empty(),
                List.of());
    }

    static Line said(int minutes, Person person, String text) {
        return Line.said(Kind.CHAT, at(minutes), person, safe(text), false);
    }

    static Instant at(int minutes) {
        return NOON.plusSeconds(minutes * 60L);
    }
}
