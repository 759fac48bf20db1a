package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.data.MemoryOwner;
import io.naru.client.data.PartFile;
import io.naru.client.data.PeerLine;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.KeptDownload;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.RemoteEntry;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.hash.Chunks;
import io.naru.common.message.EntryKind;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The queue on the disk: what comes back after a restart, and how one program hands it to another. */
class KeptDownloadsTest extends DownloadStage {
    @Test
    void theQueueComesBackAfterTheProgramWasKilled() throws Exception {
        Path queue = folder.resolve("queue");
        transfers = begin(Optional.of(queue));
        ask("x", OptionalLong.of(3));
        asked();
        long paused = ask("y", OptionalLong.of(3));
        stepped.run(() -> transfers.pause(paused));
        long done = ask("z", OptionalLong.of(1));
        ScriptedLines.Asked z = asked();
        while (!z.path().equals("z")) {
            z = asked();
        }
        accept(answer(z, OptionalLong.of(1)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("z".getBytes(StandardCharsets.US_ASCII));
        }
        await(TransferState.DONE);
        assertThat(done).isPositive();
        awaitWritten(queue.resolve("queue"), "DONE");
        byte[] killed = Files.readAllBytes(queue.resolve("queue"));

        Path other = Files.createDirectories(folder.resolve("other"));
        // A line that was being written when the power went.
        Files.write(other.resolve("queue"), concat(killed, "0000".getBytes(StandardCharsets.US_ASCII)));
        heard.all();
        transfers = begin(Optional.of(other));
        assertThat(awaitOf("y", TransferState.PAUSED).peer()).isEqualTo(BOB);
        assertThat(awaitOf("z", TransferState.DONE).target()).contains(folder.resolve("z"));
        assertThat(asked().path()).isEqualTo("x");
        assertThat(other.toFile().list()).noneMatch(name -> name.contains("unreadable"));
    }

    @Test
    void whoNeedsAllThatEndedHasIt() throws Exception {
        Path queue = folder.resolve("queue");
        transfers = begin(Optional.of(queue), bounded(1).withAllEnded());
        heard.await(QueueEvent.QueueOpened.class);
        for (int i = 0; i < 6; i++) {
            ask("x" + i, OptionalLong.of(1));
            refuse(asked(), "not-found", "Gone.");
            awaitOf("x" + i, TransferState.FAILED);
        }
        awaitWritten(queue.resolve("queue"), "x5");
        assertThat(KeptQueue.read(queue)).hasSize(6);
    }

    @Test
    void aFolderOfWhichAnEarlierTryBroughtSomethingIsNotAskedForEver() throws Exception {
        MemoryOwner bob = new MemoryOwner(folder.resolve("bob"));
        lister = (user, path, cursor, listener) -> listener.onEntries(List.of(entry("a"), entry("b")), false, "", true);
        Path queue = Files.createDirectories(folder.resolve("queue"));
        Files.createDirectories(folder.resolve("music"));
        Files.write(folder.resolve("music/a"), new byte[3]);
        KeptOrder kept = new KeptOrder(
                DownloadOrder.folder(BOB, "music", folder),
                Instant.EPOCH,
                0,
                TransferState.QUEUED,
                "",
                Optional.of(folder.resolve("music")),
                Optional.empty());
        Files.writeString(
                queue.resolve("queue"),
                JournalFile.FIRST_LINE + "\n" + String.join("", JournalState.linesOf(1, kept, Set.of("a"))));
        transfers = begin(Optional.of(queue));
        for (int i = 1; i <= Downloads.FAILURES_MAX; i++) {
            ScriptedLines.Asked asked = asked();
            assertThat(asked.path()).isEqualTo("music/b");
            PeerLine broken = bob.line();
            broken.breakOff();
            stepped.run(() -> asked.listener().onLine(broken));
            awaitOf("music", TransferState.RESTING, TransferState.FAILED);
            stepped.advance(Downloads.PAUSE_LONGEST);
        }
        assertThat(lines.count()).isZero();
        TransferView last = heard.all(EngineEvent.TransferChanged.class).stream()
                .map(EngineEvent.TransferChanged::transfer)
                .reduce((before, after) -> after)
                .orElseThrow();
        assertThat(last.state()).isEqualTo(TransferState.FAILED);
        assertThat(last.doneOctets()).isEqualTo(3);
    }

    private static RemoteEntry entry(String name) {
        return new RemoteEntry(name, EntryKind.FILE, OptionalLong.of(3), Optional.empty());
    }

    private static TransferBounds bounded(int ended) {
        TransferBounds all = TransferBounds.DEFAULT;
        return new TransferBounds(
                all.answer(),
                all.askAgain(),
                all.door(),
                all.waiting(),
                all.stall(),
                all.downloads(),
                all.uploads(),
                all.uploadsWaiting(),
                all.uploadsOfUser(),
                ended);
    }

    @Test
    void aFailedDownloadWithAPartIsNeverDropped() throws Exception {
        Path queue = Files.createDirectories(folder.resolve("queue"));
        Files.writeString(queue.resolve("queue"), JournalFile.FIRST_LINE + "\n" + partly(TransferState.FAILED));
        transfers = begin(Optional.of(queue), bounded(1));
        heard.await(QueueEvent.QueueOpened.class);
        for (int i = 0; i < 4; i++) {
            ask("x" + i, OptionalLong.of(1));
            refuse(asked(), "not-found", "Gone.");
            awaitOf("x" + i, TransferState.FAILED);
        }
        awaitWritten(queue.resolve("queue"), "x3");
        assertThat(KeptQueue.read(queue))
                .extracting(KeptDownload::path)
                .contains("partly", "x3")
                .doesNotContain("x0");
    }

    /** The lines of a download of which two chunks of three are here. */
    private String partly(TransferState state) throws Exception {
        Path part = Files.write(folder.resolve(".partly.naru-part"), new byte[2 * Chunks.LEAST_OCTETS]);
        ByteBuffer map = ByteBuffer.allocate(64 + 3 * 32);
        map.put("naru chunks 1\n\0\0".getBytes(StandardCharsets.US_ASCII));
        map.putLong(2L * Chunks.LEAST_OCTETS + 5).putLong(9);
        map.put(64, new byte[] {1}).put(64 + 32, new byte[] {1});
        Files.write(folder.resolve(".partly.naru-chunks"), map.array());
        PartFile.Mark mark = new PartFile.Mark(
                part,
                String.valueOf(
                        Files.readAttributes(part, BasicFileAttributes.class).fileKey()));
        KeptOrder kept = new KeptOrder(
                DownloadOrder.file(BOB, "partly", OptionalLong.of(2L * Chunks.LEAST_OCTETS + 5), folder),
                Instant.EPOCH,
                0,
                state,
                "",
                Optional.of(folder.resolve("partly")),
                Optional.of(mark));
        return String.join("", JournalState.linesOf(1, kept, Set.of()));
    }

    @Test
    void whatIsHereShowsAtOnceWhenTheQueueComesBack() throws Exception {
        Path queue = Files.createDirectories(folder.resolve("queue"));
        Files.writeString(queue.resolve("queue"), JournalFile.FIRST_LINE + "\n" + partly(TransferState.QUEUED));
        transfers = begin(Optional.of(queue));
        assertThat(awaitOf("partly", TransferState.QUEUED).doneOctets()).isEqualTo(2L * Chunks.LEAST_OCTETS);
        asked();
        assertThat(awaitOf("partly", TransferState.ASKING).doneOctets()).isEqualTo(2L * Chunks.LEAST_OCTETS);
    }

    @Test
    void whatComesBackIsToldAsWhatItIsWithItsTimeAndWhatIsInIt() throws Exception {
        Path queue = Files.createDirectories(folder.resolve("queue"));
        KeptOrder music = new KeptOrder(
                        DownloadOrder.folder(BOB, "music", folder),
                        Instant.ofEpochSecond(77),
                        0,
                        TransferState.RESTING,
                        "The way broke.",
                        Optional.of(folder.resolve("music")),
                        Optional.empty())
                .withOctets(900)
                .withInside(new KeptOrder.Inside(9, 1, 200));
        Files.writeString(
                queue.resolve("queue"),
                JournalFile.FIRST_LINE + "\n"
                        + String.join("", JournalState.linesOf(1, music, Set.of("a", "b")))
                        + String.join("", JournalState.linesOf(2, music.with(TransferState.DONE, ""), Set.of("a"))));
        Transfers restoring = begin(Optional.of(queue));
        heard.await(QueueEvent.QueueOpened.class);
        List<EngineEvent.TransferChanged> first = heard.all(EngineEvent.TransferChanged.class).stream()
                .filter(EngineEvent.TransferChanged::isRestored)
                .toList();
        assertThat(first).hasSize(2);
        TransferView left = first.get(0).transfer();
        assertThat(left.state()).isEqualTo(TransferState.QUEUED);
        assertThat(left.sentence()).isEmpty();
        assertThat(left.added()).isEqualTo(Instant.ofEpochSecond(77));
        assertThat(left.folder()).contains(new TransferView.Inside(9, 2, 1, List.of()));
        assertThat(left.size()).hasValue(900);
        assertThat(left.doneOctets()).isEqualTo(200);
        TransferView done = first.get(1).transfer();
        assertThat(done.folder()).contains(new TransferView.Inside(9, 9, 1, List.of()));
        assertThat(done.doneOctets()).isEqualTo(900);

        awaitWritten(queue.resolve("queue"), "z\t");
        assertThat(KeptQueue.read(queue)).extracting(KeptDownload::added).containsOnly(Instant.ofEpochSecond(77));
        stepped.run(restoring::stopAll);
    }

    @Test
    void aQueueThatCouldNotBeOpenedIsTriedAgainAndSaidOnce() throws Exception {
        Path queue = folder.resolve("queue");
        Files.writeString(queue, "in its way");
        transfers = begin(Optional.of(queue));
        QueueEvent.QueueSaid said = heard.await(QueueEvent.QueueSaid.class);
        assertThat(said.standing()).isEqualTo(QueueEvent.QueueSaid.Standing.BROKEN);
        for (int i = 0; i < 5; i++) {
            stepped.advance(Journal.LOOK);
        }
        Files.delete(queue);
        ask("x", OptionalLong.of(1));
        asked();
        for (int i = 0; i < 100_000 && heard.all(QueueEvent.QueueOpened.class).isEmpty(); i++) {
            stepped.advance(Journal.LOOK);
        }
        awaitWritten(queue.resolve("queue"), "\tx");
        assertThat(heard.all(QueueEvent.QueueSaid.class).stream()
                        .filter(each -> each.standing() == QueueEvent.QueueSaid.Standing.BROKEN))
                .hasSize(1);
    }

    @Test
    void whatIsOrderedHereAndWasKeptIsOneOrderWithWhatCameOfIt() throws Exception {
        Path prepared = Files.createDirectories(folder.resolve("prepared"));
        Files.writeString(prepared.resolve("queue"), JournalFile.FIRST_LINE + "\n" + partly(TransferState.QUEUED));
        Path queue = folder.resolve("queue");
        Files.writeString(queue, "in its way");
        transfers = begin(Optional.of(queue));
        heard.await(QueueEvent.QueueSaid.class);
        long id = ask("partly", OptionalLong.of(2L * Chunks.LEAST_OCTETS + 5));
        asked();
        stepped.run(() -> transfers.pause(id));
        awaitOf("partly", TransferState.PAUSED);
        stepped.run(() -> {});
        Files.delete(queue);
        Files.move(prepared, queue);
        for (int i = 0; i < 100_000 && heard.all(QueueEvent.QueueOpened.class).isEmpty(); i++) {
            stepped.advance(Journal.LOOK);
        }
        awaitWritten(queue.resolve("queue"), "PAUSED");
        awaitWritten(queue.resolve("queue"), "partly.naru-part");
        assertThat(KeptQueue.read(queue)).extracting(KeptDownload::path).containsExactly("partly");
        assertThat(heard.all(EngineEvent.TransferChanged.class))
                .allMatch(changed -> changed.transfer().id() == id);
    }

    @Test
    void theQueueIsHandedOverOnlyWhenNothingWorksForItAnyMore() throws Exception {
        MemoryOwner bob = new MemoryOwner(folder.resolve("bob"));
        bob.write("x", new byte[4 * Chunks.LEAST_OCTETS]);
        Path queue = folder.resolve("queue");
        transfers = begin(Optional.of(queue));
        heard.await(QueueEvent.QueueOpened.class);
        ask("x", OptionalLong.of(4L * Chunks.LEAST_OCTETS));
        HeldLine line = new HeldLine(bob.line());
        ScriptedLines.Asked asked = asked();
        stepped.run(() -> asked.listener().onLine(line));
        line.awaitReader();

        Transfers second = begin(Optional.of(queue));
        heard.await(QueueEvent.QueueSaid.class);
        stepped.run(second::takeQueue);
        for (int i = 0; i < 50; i++) {
            stepped.advance(Journal.LOOK);
        }
        awaitCleared();
        assertThat(heard.all(QueueEvent.QueueSaid.class))
                .noneMatch(said -> said.sentence().contains("has taken over"));
        stepped.run(() -> assertThat(transfers.isAnyUnderWay()).isTrue());
        long later = ask("meanwhile", OptionalLong.of(1));
        asked();

        line.release();
        heard.await(QueueEvent.QueueSaid.class, said -> said.sentence().contains("has taken over"));
        for (int i = 0; i < 100_000 && heard.all(QueueEvent.QueueOpened.class).size() < 2; i++) {
            stepped.advance(Journal.LOOK);
        }
        awaitOf("x", TransferState.ASKING);
        assertThat(later).isPositive();
        assertThat(KeptQueue.read(queue)).extracting(KeptDownload::path).containsExactly("x");
        stepped.run(second::stopAll);
    }

    private void awaitCleared() {
        for (int i = 0;
                i < 100_000 && heard.all(EngineEvent.TransferCleared.class).isEmpty();
                i++) {
            stepped.advance(Journal.LOOK);
        }
        assertThat(heard.all(EngineEvent.TransferCleared.class)).isNotEmpty();
    }

    @Test
    void oneProgramHasTheQueueAndHandsItOverWhenAsked() throws Exception {
        Path queue = folder.resolve("queue");
        transfers = begin(Optional.of(queue));
        ask("x", OptionalLong.of(3));
        asked();
        awaitWritten(queue.resolve("queue"), "\tx");
        assertHandsOver(queue);
    }

    @Test
    void aQueueInWhichAllHasEndedIsHandedOverToo() throws Exception {
        Path queue = folder.resolve("queue");
        transfers = begin(Optional.of(queue));
        ask("x", OptionalLong.of(3));
        refuse(asked(), "not-found", "Gone.");
        awaitWritten(queue.resolve("queue"), "FAILED");
        assertHandsOver(queue);
        assertThat(heard.all(EngineEvent.TransferChanged.class).stream()
                        .filter(changed -> changed.transfer().id() > 1 || changed.isRestored()))
                .singleElement()
                .satisfies(changed -> {
                    assertThat(changed.isRestored()).isTrue();
                    assertThat(changed.transfer().state()).isEqualTo(TransferState.FAILED);
                });
    }

    private void assertHandsOver(Path queue) {
        Transfers second = begin(Optional.of(queue));
        assertThat(heard.await(QueueEvent.QueueSaid.class).sentence()).contains("Another Naru of yours");

        stepped.run(second::takeQueue);
        QueueEvent.QueueSaid said = null;
        for (int i = 0; i < 200_000 && said == null; i++) {
            stepped.advance(Journal.LOOK);
            Thread.onSpinWait();
            said = heard.all(QueueEvent.QueueSaid.class).stream()
                    .filter(each -> each.sentence().contains("has the queue of downloads now"))
                    .findFirst()
                    .orElse(null);
        }
        assertThat(said).isNotNull();
        stepped.run(second::stopAll);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private void awaitWritten(Path file, String what) throws Exception {
        for (int i = 0; i < 100_000; i++) {
            if (Files.exists(file) && Files.readString(file).contains(what)) {
                return;
            }
            stepped.run(() -> {});
        }
        throw new AssertionError("not written: " + what);
    }
}
