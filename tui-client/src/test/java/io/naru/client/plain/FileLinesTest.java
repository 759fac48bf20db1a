package io.naru.client.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.FoundFile;
import io.naru.client.event.OfferView;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.RemoteEntry;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.message.EntryKind;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RequestId;
import io.naru.common.message.Role;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import io.naru.common.testkit.FakeClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What scripts and people read of users and files, in both forms. */
class FileLinesTest {
    private static final UserName BOB = UserName.of("bob");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.1234Z");
    private static final String HEX = "ab".repeat(32);
    private static final Optional<RootHash> ROOT = Optional.of(new RootHash(HEX));
    /** Would clear a screen, or break a line, or end a string of JSON. */
    private static final String HOSTILE = "a\u001b[2J\r\nb\"\\";

    private final FakeClock clock = new FakeClock();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private FileFormat lines(OptionalInt columns) {
        return FileFormat.forPeople(
                new PrintWriter(out, true), new PrintWriter(err, true), columns, ZoneOffset.UTC, clock);
    }

    private FileFormat lines() {
        return lines(OptionalInt.empty());
    }

    private FileFormat objects() {
        return FileFormat.json(new PrintWriter(out, true), clock);
    }

    private static TransferView transfer(
            long id, TransferView.Direction direction, TransferState state, long done, OptionalLong size, long rate) {
        boolean isOver = state == TransferState.DONE;
        return new TransferView(
                id,
                direction,
                BOB,
                "music/a.ogg",
                isOver ? Optional.of(Path.of("/in/a.ogg")) : Optional.empty(),
                state,
                done,
                size,
                rate,
                "direct",
                true,
                state == TransferState.FAILED ? "There is no such file." : "",
                NOON,
                0,
                List.of(BOB),
                Optional.empty());
    }

    private static TransferView running(long id, long done, long size, long rate) {
        return transfer(id, TransferView.Direction.DOWNLOAD, TransferState.RUNNING, done, OptionalLong.of(size), rate);
    }

    private static RemoteEntry file(String name) {
        return new RemoteEntry(name, EntryKind.FILE, OptionalLong.of(1_500), Optional.of(NOON), ROOT);
    }

    private static RemoteEntry folder(String name) {
        return new RemoteEntry(name, EntryKind.FOLDER, OptionalLong.empty(), Optional.empty());
    }

    private static EngineEvent.UserSeen seen(PresenceState state) {
        return new EngineEvent.UserSeen(
                BOB,
                state,
                OptionalLong.of(1),
                OptionalLong.of(3),
                Optional.of(NOON),
                HOSTILE,
                Role.MEMBER,
                Optional.empty(),
                PeerTrust.NEW,
                true);
    }

    private static FoundFile found() {
        return new FoundFile(
                0,
                ROOT,
                OptionalLong.of(1_500),
                Optional.of(NOON),
                List.of(new FoundFile.Source(BOB, "music/a.ogg"), new FoundFile.Source(UserName.of("lee"), "b.ogg")));
    }

    private static OfferView offer(OfferView.State state) {
        return new OfferView(new RequestId("o1"), true, BOB, "a", 2, 30, state, "");
    }

    private void assertObjects(String... expected) {
        assertThat(out.toString()).isEqualTo(String.join("\n", expected) + "\n");
    }

    // For people

    @Test
    void entriesAreColumnsAndFoldersEndInASlash() {
        lines().entry(BOB, "music", file("a.ogg"));
        lines().entry(BOB, "music", folder("live"));
        assertThat(out.toString())
                .isEqualTo("   1.5 kB  2026-11-23 12:00  a.ogg\n" + "                             live/\n");
    }

    @Test
    void whatIsAtSeveralUsersHasALineForEachAndItsSizeOnce() {
        lines().found(found());
        assertThat(out.toString()).isEqualTo("   1.5 kB  bob:music/a.ogg\n           lee:b.ogg\n");
    }

    @Test
    void nothingThatOthersWriteReachesTheTerminalAsItIs() {
        FileFormat format = lines();
        format.entry(BOB, "", file(HOSTILE));
        format.person(seen(PresenceState.ONLINE));
        format.missed(BOB, HOSTILE, Outcome.ABSENT, HOSTILE);
        format.remark(HOSTILE);
        assertThat(out.toString() + err).doesNotContain("\u001b", "\r");
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(err.toString().lines()).hasSize(2).first().asString().startsWith("naru: a");
    }

    @Test
    void whatCameIsToldWhereItIsAndWhatFailedOnTheOtherStream() {
        FileFormat format = lines();
        format.ended(
                transfer(1, TransferView.Direction.DOWNLOAD, TransferState.DONE, 1_500, OptionalLong.of(1_500), 0));
        format.ended(transfer(2, TransferView.Direction.UPLOAD, TransferState.DONE, 1_500, OptionalLong.of(1_500), 0));
        assertThat(out.toString()).isEqualTo("/in/a.ogg  1.5 kB\nmusic/a.ogg  1.5 kB  to bob\n");
        format.ended(transfer(3, TransferView.Direction.DOWNLOAD, TransferState.FAILED, 0, OptionalLong.empty(), 0));
        format.ended(transfer(4, TransferView.Direction.DOWNLOAD, TransferState.CANCELLED, 0, OptionalLong.empty(), 0));
        assertThat(err.toString())
                .isEqualTo("naru: bob:music/a.ogg: There is no such file.\nnaru: bob:music/a.ogg: it was cancelled.\n");
    }

    @Test
    void progressIsDrawnOnATerminalOnlyAndNotTooOften() {
        lines().progress(List.of(running(1, 50, 200, 10)));
        assertThat(err.toString()).isEmpty();

        FileFormat format = lines(OptionalInt.of(80));
        format.progress(List.of(running(1, 50, 200, 10)));
        assertThat(err.toString())
                .isEqualTo("\r[#####               ]  25 %  50 B of 200 B  10 B/s  0:15 left\u001b[K");
        clock.advance(Duration.ofMillis(199));
        format.progress(List.of(running(1, 60, 200, 10)));
        assertThat(err.toString()).doesNotContain("60 B");
        clock.advance(Duration.ofMillis(1));
        format.progress(List.of(running(1, 60, 200, 10)));
        assertThat(err.toString()).contains("60 B of 200 B");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aLineIsPrintedBelowNoHalfDrawnOne() {
        FileFormat format = lines(OptionalInt.of(80));
        format.progress(List.of(running(1, 50, 200, 10)));
        format.remark("Waits.");
        assertThat(err.toString()).endsWith("\r\u001b[KWaits.\n");
        format.progress(List.of(running(1, 70, 200, 10)));
        assertThat(err.toString()).contains("70 B of 200 B");
    }

    @Test
    void severalAreOneBarAndWithoutASizeThereIsNone() {
        FileFormat format = lines(OptionalInt.of(200));
        TransferView ended =
                transfer(2, TransferView.Direction.DOWNLOAD, TransferState.DONE, 100, OptionalLong.of(100), 0);
        format.progress(List.of(running(1, 100, 300, 0), ended));
        assertThat(err.toString()).contains("1 of 2  [##########          ]  50 %  200 B of 400 B  0 B/s\u001b[K");
        clock.advance(Duration.ofSeconds(1));
        TransferView unknown =
                transfer(3, TransferView.Direction.DOWNLOAD, TransferState.RUNNING, 7, OptionalLong.empty(), 5);
        format.progress(List.of(unknown));
        assertThat(err.toString()).endsWith("\r7 B  5 B/s\u001b[K");
    }

    @Test
    void aNarrowTerminalGetsNoLineThatWraps() {
        lines(OptionalInt.of(10)).progress(List.of(running(1, 50, 200, 10)));
        assertThat(err.toString()).isEqualTo("\r[##### \u001b[K");
        lines(OptionalInt.of(1)).progress(List.of(running(1, 50, 200, 10)));
        assertThat(err.toString()).endsWith("\r[\u001b[K");
    }

    @Test
    void moreThanAllIsStillAFullBar() {
        lines(OptionalInt.of(80)).progress(List.of(running(1, 500, 200, 10)));
        assertThat(err.toString()).startsWith("\r[####################] 100 %");
    }

    @Test
    void anOfferIsToldWhileItWaits() {
        FileFormat format = lines();
        format.offered(offer(OfferView.State.OPEN));
        format.offered(offer(OfferView.State.ACCEPTED));
        assertThat(err.toString()).isEqualTo("Waits for bob to accept.\n");
        format.shared(new EngineEvent.ShareCounted(Optional.of(Path.of("/music")), 1, 10, false));
        assertThat(err.toString()).endsWith("Sharing /music: 1 file, 10 B.\n");
        assertThat(out.toString()).isEmpty();
    }

    // For programs

    @Test
    void usersAndEntriesAreObjects() {
        FileFormat format = objects();
        format.person(seen(PresenceState.AWAY));
        format.entry(BOB, "music", file("a.ogg"));
        format.entry(BOB, "", folder("live"));
        format.found(found());
        assertObjects(
                "{\"user\":\"bob\",\"state\":\"away\",\"status\":\"a\\u001b[2J\\u000d\\nb\\\"\\\\\",\"files\":1,\"octets\":3,"
                        + "\"since\":\"2026-11-23T12:00:00.123Z\",\"key\":\"new\"}",
                "{\"user\":\"bob\",\"path\":\"music/a.ogg\",\"kind\":\"file\",\"size\":1500,"
                        + "\"modified\":\"2026-11-23T12:00:00.123Z\",\"root\":\"" + HEX + "\"}",
                "{\"user\":\"bob\",\"path\":\"live\",\"kind\":\"folder\"}",
                "{\"user\":\"bob\",\"path\":\"music/a.ogg\",\"size\":1500,\"modified\":\"2026-11-23T12:00:00.123Z\","
                        + "\"root\":\"" + HEX + "\"}",
                "{\"user\":\"lee\",\"path\":\"b.ogg\",\"size\":1500,\"modified\":\"2026-11-23T12:00:00.123Z\","
                        + "\"root\":\"" + HEX + "\"}");
    }

    @Test
    void progressIsToldOnceASecondForEachTransfer() {
        FileFormat format = objects();
        format.progress(List.of(running(1, 50, 200, 10), running(2, 0, 5, 0)));
        clock.advance(Duration.ofMillis(999));
        format.progress(List.of(running(1, 60, 200, 10), running(2, 0, 5, 0)));
        assertThat(out.toString().lines()).hasSize(2);
        clock.advance(Duration.ofMillis(1));
        format.progress(List.of(running(1, 70, 200, 10)));
        assertThat(out.toString())
                .endsWith(
                        "{\"event\":\"progress\",\"direction\":\"download\",\"user\":\"bob\",\"path\":\"music/a.ogg\","
                                + "\"state\":\"running\",\"done\":70,\"size\":200,\"octets_per_second\":10}\n");
    }

    @Test
    void whatEndsIsToldWithItsFileItsWayAndItsReason() {
        FileFormat format = objects();
        format.ended(
                transfer(1, TransferView.Direction.DOWNLOAD, TransferState.DONE, 1_500, OptionalLong.of(1_500), 0));
        format.ended(transfer(2, TransferView.Direction.UPLOAD, TransferState.FAILED, 7, OptionalLong.empty(), 0));
        format.missed(BOB, "x", Outcome.REFUSED, HOSTILE);
        format.progress(
                List.of(transfer(1, TransferView.Direction.DOWNLOAD, TransferState.DONE, 0, OptionalLong.empty(), 0)));
        assertObjects(
                "{\"event\":\"ended\",\"direction\":\"download\",\"user\":\"bob\",\"path\":\"music/a.ogg\",\"state\":\"done\","
                        + "\"done\":1500,\"size\":1500,\"file\":\"/in/a.ogg\",\"encrypted\":true,\"way\":\"direct\"}",
                "{\"event\":\"ended\",\"direction\":\"upload\",\"user\":\"bob\",\"path\":\"music/a.ogg\",\"state\":\"failed\","
                        + "\"done\":7,\"sentence\":\"There is no such file.\",\"encrypted\":true,\"way\":\"direct\"}",
                "{\"event\":\"ended\",\"direction\":\"download\",\"user\":\"bob\",\"path\":\"x\",\"state\":\"refused\","
                        + "\"sentence\":\"a\\u001b[2J\\u000d\\nb\\\"\\\\\"}");
    }

    @Test
    void offersSharesAndRemarksAreObjectsToo() {
        FileFormat format = objects();
        format.offered(offer(OfferView.State.DECLINED));
        format.shared(new EngineEvent.ShareCounted(Optional.of(Path.of("/music")), 1, 10, false));
        format.remark("Waits.");
        assertObjects(
                "{\"event\":\"offer\",\"user\":\"bob\",\"state\":\"declined\",\"files\":2,\"octets\":30}",
                "{\"event\":\"shared\",\"files\":1,\"octets\":10}",
                "{\"event\":\"remark\",\"sentence\":\"Waits.\"}");
        assertThat(err.toString()).isEmpty();
    }
}
