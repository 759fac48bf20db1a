package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.naru.client.data.PartFile;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferState;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the queue is read again, wherever writing it was cut off. */
class JournalFileTest {
    private static final UserName BOB = UserName.of("bob");
    private static final UserName EVE = UserName.of("eve");

    @TempDir
    private Path folder;

    private KeptOrder kept(String path) {
        DownloadOrder wanted = DownloadOrder.file(BOB, path, OptionalLong.of(7), folder.resolve("in"))
                .withRoot(new RootHash("0123456789abcdef".repeat(4)))
                .withSources(List.of(
                        new DownloadOrder.Source(BOB, path), new DownloadOrder.Source(EVE, "other\tname\\of\nit")));
        return new KeptOrder(
                wanted,
                Instant.ofEpochMilli(1_700_000_000_123L),
                5,
                TransferState.FAILED,
                "It \\ failed\tbadly.",
                Optional.of(folder.resolve("in/x")),
                Optional.of(new PartFile.Mark(folder.resolve("in/.x.naru-part"), "(dev=1,ino=2)")));
    }

    private Path file() {
        return folder.resolve("queue");
    }

    private JournalState read(List<String> sentences) throws IOException {
        try (JournalFile opened = JournalFile.open(file(), sentences)) {
            return opened.state();
        }
    }

    @Test
    void everythingComesBackAsItWas() throws IOException {
        try (JournalFile journal = JournalFile.open(file(), new ArrayList<>())) {
            journal.add(JournalState.linesOf(1, kept("a b/c"), Set.of("one", "two\tthree")));
            journal.add(JournalState.linesOf(2, kept("gone"), Set.of()));
            journal.add(List.of(JournalState.cleared(2)));
        }
        List<String> sentences = new ArrayList<>();
        JournalState state = read(sentences);
        assertThat(state.ids()).containsExactly(1L);
        assertThat(state.orders().get(1L)).isEqualTo(kept("a b/c"));
        assertThat(state.filesHere(1)).containsExactlyInAnyOrder("one", "two\tthree");
        assertThat(sentences).isEmpty();
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenWithWhatComesNext() throws IOException {
        JournalFile journal = JournalFile.open(file(), new ArrayList<>());
        journal.close();
        assertThatIOException().isThrownBy(() -> journal.add(List.of(JournalState.added(1, kept("x")))));
        journal.add(List.of(JournalState.added(2, kept("y"))));
        journal.close();
        assertThat(read(new ArrayList<>()).ids()).containsExactly(1L, 2L);
    }

    @Test
    void whereverItIsCutOffWhatStoodBeforeIsThereAndNothingElse() throws IOException {
        try (JournalFile journal = JournalFile.open(file(), new ArrayList<>())) {
            for (int i = 1; i <= 3; i++) {
                journal.add(List.of(JournalState.added(i, kept("x" + i))));
            }
        }
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length <= whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            Files.write(file(), cut);
            List<String> sentences = new ArrayList<>();
            long lines = new String(cut, StandardCharsets.UTF_8)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            assertThat(read(sentences).ids()).hasSize((int) Math.max(0, lines - 1));
            assertThat(sentences).as("cut to %d", length).isEmpty();
        }
    }

    @Test
    void whatIsGarbledIsPutAsideAndSaidAndTheRestIsRead() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (JournalFile journal = JournalFile.open(file(), new ArrayList<>())) {
            for (int i = 1; i <= 20; i++) {
                journal.add(List.of(JournalState.added(i, kept("x" + i))));
            }
        }
        byte[] garbled = Files.readAllBytes(file());
        int at = JournalFile.FIRST_LINE.length() + 1 + random.nextInt(garbled.length / 2);
        garbled[at] ^= 1;
        Files.write(file(), garbled);
        List<String> sentences = new ArrayList<>();
        assertThat(read(sentences).ids()).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(18);
        assertThat(sentences).as("seed %d", seed).hasSize(1);
        assertThat(folder.resolve("queue.unreadable-1")).hasBinaryContent(garbled);
    }

    @Test
    void whatIsAddedIsOnTheDiskItselfBeforeItCounts() throws IOException {
        List<String> synced = new ArrayList<>();
        try (JournalFile journal = JournalFile.open(
                file(), new ArrayList<>(), JournalFile.OCTETS_MAX, channel -> synced.add(Files.readString(file())))) {
            journal.add(List.of(JournalState.added(1, kept("first"))));
            assertThat(synced).hasSize(1);
            assertThat(synced.get(0)).contains("first").endsWith("\n");
            journal.add(List.of(JournalState.added(2, kept("second")), JournalState.priority(2, 3)));
            assertThat(synced).hasSize(2);
            assertThat(synced.get(1)).isEqualTo(Files.readString(file()));
        }
    }

    @Test
    void whatIsNotSyncedIsWrittenAgainWithWhatComesNext() throws IOException {
        boolean[] isBroken = {true};
        try (JournalFile journal = JournalFile.open(file(), new ArrayList<>(), JournalFile.OCTETS_MAX, channel -> {
            if (isBroken[0]) {
                throw new IOException("no such luck");
            }
        })) {
            assertThatIOException().isThrownBy(() -> journal.add(List.of(JournalState.added(1, kept("x")))));
            isBroken[0] = false;
            journal.add(List.of(JournalState.added(2, kept("y"))));
        }
        assertThat(read(new ArrayList<>()).ids()).containsExactly(1L, 2L);
    }

    @Test
    void whatWouldBeTooLargeIsRefusedAndWhatStandsStaysReadable() throws IOException {
        int octetsMax = 4_000;
        try (JournalFile journal = JournalFile.open(file(), new ArrayList<>(), octetsMax, channel -> {})) {
            journal.add(List.of(JournalState.added(1, kept("first"))));
            List<String> many = new ArrayList<>();
            for (int i = 2; i < 30; i++) {
                many.add(JournalState.added(i, kept("x" + i)));
            }
            assertThatIOException().isThrownBy(() -> journal.add(many)).withMessageContaining("would be larger than");
            assertThat(Files.size(file())).isLessThanOrEqualTo(octetsMax);
            assertThatIOException().isThrownBy(() -> journal.add(List.of(JournalState.added(30, kept("y")))));
            List<String> cleared = new ArrayList<>();
            for (long i = 2; i < 30; i++) {
                cleared.add(JournalState.cleared(i));
            }
            journal.add(cleared);
        }
        assertThat(read(new ArrayList<>()).ids()).containsExactly(1L, 30L);
    }

    @Test
    void oneThatIsTooLargeAlreadyIsOpenedSoThatItCanBeCleared() throws IOException {
        try (JournalFile journal = JournalFile.open(file(), new ArrayList<>())) {
            for (int i = 1; i < 30; i++) {
                journal.add(List.of(JournalState.added(i, kept("x" + i))));
            }
        }
        try (JournalFile journal = JournalFile.open(file(), new ArrayList<>(), 100, channel -> {})) {
            assertThat(journal.state().ids()).hasSize(29);
            journal.add(List.of(JournalState.cleared(1)));
        }
        assertThat(read(new ArrayList<>()).ids()).hasSize(28);
    }

    @Test
    void aLongLifeDoesNotMakeItLong() throws IOException {
        try (JournalFile journal = JournalFile.open(file(), new ArrayList<>())) {
            journal.add(List.of(JournalState.added(1, kept("x"))));
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                lines.add(JournalState.stands(1, TransferState.PAUSED, "again ".repeat(10)));
            }
            for (int i = 0; i < 10; i++) {
                journal.add(lines);
            }
        }
        assertThat(Files.size(file())).isLessThan(400_000);
    }
}
