package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.DownloadOrder;
import io.naru.client.event.KeptDownload;
import io.naru.client.event.TransferState;
import io.naru.common.file.HeldLock;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue as others than its program see it. */
class KeptQueueTest {
    @TempDir
    private Path folder;

    private KeptOrder kept(String path, TransferState state, String sentence) {
        return new KeptOrder(
                DownloadOrder.file(UserName.of("bob"), path, OptionalLong.of(7), folder),
                Instant.EPOCH,
                0,
                state,
                sentence,
                Optional.of(folder.resolve(path)),
                Optional.empty());
    }

    private KeptDownload item(String path, TransferState state, String sentence, int priority) {
        return new KeptDownload(
                UserName.of("bob"),
                path,
                state,
                sentence,
                Optional.of(folder.resolve(path)),
                Instant.EPOCH,
                priority,
                OptionalLong.of(7),
                0,
                Optional.empty());
    }

    @Test
    void ofAFolderIsToldWhatIsInItAndHowMuchIsHere() throws IOException {
        try (JournalFile journal = JournalFile.open(folder.resolve(Journal.FILE), new ArrayList<>())) {
            KeptOrder music =
                    kept("music", TransferState.PAUSED, "").withOctets(900).withInside(new KeptOrder.Inside(9, 1, 200));
            journal.add(JournalState.linesOf(3, music, Set.of("a", "b")));
        }
        KeptDownload read = KeptQueue.read(folder).get(0);
        assertThat(read.folder()).contains(new KeptDownload.Inside(9, 2, 1));
        assertThat(read.size()).hasValue(900);
        assertThat(read.doneOctets()).isEqualTo(200);
    }

    @Test
    void whereNoQueueIsThereIsNothing() throws IOException {
        assertThat(KeptQueue.read(folder.resolve("nowhere"))).isEmpty();
    }

    @Test
    void itIsReadWhileAProgramHasItAndATornEndIsLeftOff() throws IOException {
        Path file = folder.resolve(Journal.FILE);
        try (JournalFile journal = JournalFile.open(file, new ArrayList<>())) {
            journal.add(JournalState.linesOf(7, kept("x", TransferState.FAILED, "No."), Set.of()));
            journal.add(JournalState.linesOf(8, kept("y", TransferState.RUNNING, ""), Set.of()));
            journal.add(List.of(JournalState.priority(8, 1)));
            Files.writeString(file, "0000 torn", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
            byte[] before = Files.readAllBytes(file);
            assertThat(KeptQueue.read(folder))
                    .containsExactly(item("x", TransferState.FAILED, "No.", 0), item("y", TransferState.QUEUED, "", 1));
            try (HeldLock lock = HeldLock.tryTake(folder.resolve(Journal.LOCK)).orElseThrow()) {
                assertThat(lock).isNotNull();
                assertThat(KeptQueue.read(folder))
                        .containsExactly(
                                item("x", TransferState.FAILED, "No.", 0), item("y", TransferState.RUNNING, "", 1));
            }
            assertThat(file).hasBinaryContent(before);
        }
    }
}
