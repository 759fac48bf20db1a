package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.data.MemoryOwner;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.RemoteEntry;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.message.EntryKind;
import io.naru.common.message.RootHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an earlier program had brought and is wanted again: it is believed only as far as it was looked at. */
class DoneBeforeTest extends DownloadStage {
    private static final byte[] CONTENT = "abc".getBytes(StandardCharsets.UTF_8);

    private MemoryOwner bob() throws IOException {
        MemoryOwner bob = new MemoryOwner(folder.resolve("bob"));
        for (String path : List.of("a", "music/a", "music/b")) {
            bob.write(path, CONTENT);
        }
        return bob;
    }

    /** Comes back as done from a queue, and is wanted again. */
    private void again(DownloadOrder order, Set<String> here) throws IOException {
        Path target = folder.resolve(order.first().path());
        KeptOrder kept =
                new KeptOrder(order, Instant.EPOCH, 0, TransferState.DONE, "", Optional.of(target), Optional.empty());
        Path queue = Files.createDirectories(folder.resolve("queue"));
        Files.writeString(
                queue.resolve("queue"),
                JournalFile.FIRST_LINE + "\n" + String.join("", JournalState.linesOf(1, kept, here)));
        transfers = begin(Optional.of(queue));
        TransferView done = awaitOf(order.first().path(), TransferState.DONE);
        heard.await(QueueEvent.QueueOpened.class);
        stepped.run(() -> transfers.retry(done.id()));
        awaitOf(order.first().path(), TransferState.QUEUED);
    }

    private DownloadOrder file(Optional<RootHash> root) {
        DownloadOrder order = DownloadOrder.file(BOB, "a", OptionalLong.of(CONTENT.length), folder);
        return root.map(order::withRoot).orElse(order);
    }

    private void fetchFrom(MemoryOwner bob) throws InterruptedException {
        ScriptedLines.Asked asked = asked();
        stepped.run(() -> asked.listener().onLine(bob.line()));
    }

    @Test
    void aFileThatStandsThereIsNotFetched() throws Exception {
        Files.write(folder.resolve("a"), CONTENT);
        again(file(Optional.empty()), Set.of());
        TransferView here = awaitOf("a", TransferState.DONE);
        assertThat(here.sentence()).isEqualTo(HaveAlready.HERE);
        assertThat(here.doneOctets()).isEqualTo(CONTENT.length);
        assertThat(lines.count()).isZero();
    }

    @Test
    void aFileOfAnotherSizeIsAnother() throws Exception {
        MemoryOwner bob = bob();
        Files.writeString(folder.resolve("a"), "abcd");
        again(file(Optional.empty()), Set.of());
        fetchFrom(bob);
        assertThat(awaitOf("a", TransferState.DONE).target()).contains(folder.resolve("a (1)"));
        assertThat(folder.resolve("a (1)")).hasBinaryContent(CONTENT);
    }

    @Test
    void aFileOfAnotherContentIsAnotherWhereItsContentIsKnown() throws Exception {
        MemoryOwner bob = bob();
        RootHash root = bob.hash("a").root();
        Files.writeString(folder.resolve("a"), "xyz");
        again(file(Optional.of(root)), Set.of());
        fetchFrom(bob);
        assertThat(awaitOf("a", TransferState.DONE).target()).contains(folder.resolve("a (1)"));
    }

    @Test
    void aFolderInItsPlaceIsNoFile() throws Exception {
        MemoryOwner bob = bob();
        Files.createDirectory(folder.resolve("a"));
        again(file(Optional.empty()), Set.of());
        fetchFrom(bob);
        assertThat(awaitOf("a", TransferState.DONE).target()).contains(folder.resolve("a (1)"));
    }

    @Test
    void ofAFolderWhatIsNotThereAnyMoreIsFetched() throws Exception {
        MemoryOwner bob = bob();
        lister = (user, path, cursor, listener) -> listener.onEntries(List.of(entry("a"), entry("b")), false, "", true);
        Files.createDirectory(folder.resolve("music"));
        Files.write(folder.resolve("music/a"), CONTENT);
        again(DownloadOrder.folder(BOB, "music", folder), Set.of("a", "b"));
        fetchFrom(bob);
        assertThat(awaitOf("music", TransferState.DONE).sentence()).isEmpty();
        assertThat(folder.resolve("music").toFile().list()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aFolderOfWhichAllIsThereIsNotAskedFor() throws Exception {
        lister = (user, path, cursor, listener) -> listener.onEntries(List.of(entry("a")), false, "", true);
        Files.createDirectory(folder.resolve("music"));
        Files.write(folder.resolve("music/a"), CONTENT);
        again(DownloadOrder.folder(BOB, "music", folder), Set.of("a"));
        assertThat(awaitOf("music", TransferState.DONE).sentence()).isEqualTo(HaveAlready.HERE);
        assertThat(lines.count()).isZero();
    }

    @Test
    void howLongAListTakesIsNoStandstill() throws Exception {
        MemoryOwner bob = bob();
        FolderLister.Listener[] waiting = new FolderLister.Listener[1];
        lister = (user, path, cursor, listener) -> waiting[0] = listener;
        DownloadOrder order = DownloadOrder.folder(BOB, "music", folder);
        long id = transfers.idFor(order);
        stepped.run(() -> transfers.download(id, order));
        awaitOf("music", TransferState.UNFOLDING);
        stepped.advance(TransferBounds.DEFAULT.stall().multipliedBy(2));
        stepped.run(() -> waiting[0].onEntries(List.of(entry("a"), entry("b")), false, "", true));
        ScriptedLines.Asked asked = asked();
        HeldLine line = new HeldLine(bob.line());
        stepped.run(() -> asked.listener().onLine(line));
        line.awaitReader();
        stepped.advance(Duration.ofSeconds(1));
        line.release();
        assertThat(awaitOf("music", TransferState.DONE, TransferState.RESTING, TransferState.STALLED)
                        .state())
                .isEqualTo(TransferState.DONE);
    }

    private static RemoteEntry entry(String name) {
        return new RemoteEntry(name, EntryKind.FILE, OptionalLong.of(CONTENT.length), Optional.empty());
    }
}
