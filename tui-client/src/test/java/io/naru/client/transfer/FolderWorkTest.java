package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.naru.client.data.FetchSession;
import io.naru.client.data.MemoryOwner;
import io.naru.client.data.PartFile;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.hash.Chunks;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many files over one line: which of them may be written, which are here, and what comes of each. */
@Timeout(60)
class FolderWorkTest {
    private static final UserName BOB = UserName.of("bob");
    private static final int CHUNK = Chunks.LEAST_OCTETS;

    @TempDir
    private Path top;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> here = Collections.synchronizedList(new ArrayList<>());
    private final List<PartFile.Mark> parts = Collections.synchronizedList(new ArrayList<>());
    private final List<FolderFile> files = new ArrayList<>();
    private final Meter meter = new Meter();
    private MemoryOwner bob;
    private Path chosen;

    @BeforeEach
    void start() throws IOException {
        bob = new MemoryOwner(top.resolve("bob"));
        chosen = Files.createDirectory(top.resolve("chosen"));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static byte[] octets(int count) {
        byte[] octets = new byte[count];
        new Random(count).nextBytes(octets);
        return octets;
    }

    private void listed(String path, OptionalLong octets, Optional<RootHash> root) {
        files.add(new FolderFile(path, "music/" + path, octets, root));
    }

    private void listed(String path) {
        listed(path, OptionalLong.of(3), Optional.empty());
    }

    private void shared(String path, int count) throws IOException {
        bob.write("music/" + path, octets(count));
        listed(path, OptionalLong.of(count), Optional.empty());
    }

    /** Planned. */
    private FolderWork work(Set<String> before, Optional<PartFile.Mark> part) {
        FolderWork work = new FolderWork(files, meter, new RateLimit(Clock.system()), part, here::add, parts::add);
        FolderPlan.Known known = new FolderPlan.Known(before, Set.of(), Map.of(), false);
        work.plan(new FolderPlan(chosen, chosen.resolve("music"), known, (root, octets) -> List.of()));
        return work;
    }

    private void fetch(FolderWork work) throws IOException {
        try (FetchSession session = new FetchSession(bob.line(), threads, Clock.system())) {
            work.fetch(session, BOB);
        }
    }

    private Map<String, TransferState> states() {
        Map<String, TransferState> states = new TreeMap<>();
        files.forEach(file -> states.put(file.path(), file.state()));
        return states;
    }

    @Test
    void smallAndLargeFilesComeAndAreToldOf() throws IOException {
        shared("a", 0);
        shared("x/b", 1);
        shared("x/y/c", CHUNK);
        shared("x/large", 3 * CHUNK + 5);
        FolderWork work = work(Set.of(), Optional.empty());
        assertThat(work.octets()).isEqualTo(4L * CHUNK + 6);
        assertThat(work.hasGained()).isFalse();
        fetch(work);
        assertThat(states().values()).containsOnly(TransferState.DONE);
        assertThat(here).containsExactlyInAnyOrder("a", "x/b", "x/y/c", "x/large");
        assertThat(chosen.resolve("music/x/large")).hasBinaryContent(octets(3 * CHUNK + 5));
        assertThat(chosen.resolve("music/x/y/c")).hasBinaryContent(octets(CHUNK));
        assertThat(work.first()).isEmpty();
        assertThat(work.hasGained()).isTrue();
        assertThat(meter.doneOctets()).isEqualTo(work.octets());
        assertThat(parts).hasSize(1);
    }

    @Test
    void namesThatCannotBeHereFailAndTheOthersCome() throws IOException {
        listed("../out");
        listed(".hidden");
        listed("x/con");
        listed("Same");
        shared("same", 3);
        shared("fine", 3);
        FolderWork work = work(Set.of(), Optional.empty());
        fetch(work);
        assertThat(states())
                .containsEntry("../out", TransferState.FAILED)
                .containsEntry(".hidden", TransferState.FAILED)
                .containsEntry("x/con", TransferState.FAILED)
                .containsEntry("fine", TransferState.DONE);
        assertThat(List.of(states().get("Same"), states().get("same"))).contains(TransferState.FAILED);
        assertThat(top.resolve("out")).doesNotExist();
        assertThat(work.inside().filesFailed()).isEqualTo(work.failed().size());
    }

    @Test
    void whatIsBelowALinkFailsAndTheOthersCome() throws IOException {
        Path elsewhere = Files.createDirectory(top.resolve("elsewhere"));
        Files.createDirectory(chosen.resolve("music"));
        Files.createSymbolicLink(chosen.resolve("music/x"), elsewhere);
        shared("x/b", 3);
        shared("x/y/c", 3);
        shared("x/large", 2 * CHUNK);
        shared("a", 3);
        FolderWork work = work(Set.of(), Optional.empty());
        fetch(work);
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(states())
                .containsEntry("a", TransferState.DONE)
                .containsEntry("x/b", TransferState.FAILED)
                .containsEntry("x/y/c", TransferState.FAILED)
                .containsEntry("x/large", TransferState.FAILED);
        assertThat(work.failed().get(0).sentence())
                .startsWith(chosen.resolve("music/x") + " is a link to another place");
    }

    @Test
    void theFolderOfThatNameMayNotBeALinkButTheChosenOneMay() throws IOException {
        Path elsewhere = Files.createDirectory(top.resolve("elsewhere"));
        Files.createSymbolicLink(chosen.resolve("music"), elsewhere);
        shared("a", 3);
        FolderWork linked = work(Set.of(), Optional.empty());
        fetch(linked);
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(states()).containsEntry("a", TransferState.FAILED);

        chosen = Files.createSymbolicLink(top.resolve("mine"), elsewhere);
        files.clear();
        shared("a", 3);
        FolderWork chosenLinked = work(Set.of(), Optional.empty());
        fetch(chosenLinked);
        assertThat(elsewhere.resolve("music/a")).hasBinaryContent(octets(3));
    }

    @Test
    void whatIsHereIsNotFetchedAgainAndIsNoProgress() throws IOException {
        Files.createDirectories(chosen.resolve("music"));
        Files.write(chosen.resolve("music/a"), octets(3));
        shared("a", 3);
        shared("gone", 4);
        FolderWork work = work(Set.of("a", "gone"), Optional.empty());
        assertThat(states()).containsEntry("a", TransferState.DONE).containsEntry("gone", TransferState.QUEUED);
        assertThat(meter.doneOctets()).isEqualTo(3);
        assertThat(work.hasGained()).isFalse();
        assertThat(here).containsExactly("a");
        fetch(work);
        assertThat(here).containsExactly("a", "gone");
        assertThat(chosen.resolve("music/a (1)")).doesNotExist();
    }

    @Test
    void eachOfManyFailuresIsShownUpToAThousand() {
        for (int i = 0; i < 1_200; i++) {
            listed("." + i);
        }
        TransferView.Inside inside = work(Set.of(), Optional.empty()).inside();
        assertThat(inside.filesFailed()).isEqualTo(1_200);
        assertThat(inside.failures())
                .hasSize(TransferView.FAILURES_SHOWN_MAX)
                .noneMatch(file -> file.sentence().isEmpty());
    }

    @Test
    void aFolderThatIsFetchedTwiceIsThereOnceThoughItsOwnerHasHashedNothing() throws IOException {
        shared("a", 3);
        shared("empty", 0);
        shared("x/large", 2 * CHUNK + 1);
        bob.write("music/report.csv", octets(7));
        listed("report.csv", OptionalLong.of(7), Optional.empty());
        Files.createDirectory(chosen.resolve("music"));
        Files.writeString(chosen.resolve("music/report.csv"), "of mine");
        for (int i = 0; i < 3; i++) {
            renew();
            fetch(work(Set.of(), Optional.empty()));
            assertThat(states().values()).containsOnly(TransferState.DONE);
            assertThat(meter.doneOctets()).isEqualTo(2L * CHUNK + 11);
        }
        assertThat(chosen.resolve("music").toFile().list())
                .containsExactlyInAnyOrder("a", "empty", "x", "report.csv", "report (1).csv");
        assertThat(chosen.resolve("music/x").toFile().list()).containsExactly("large");
        assertThat(chosen.resolve("music/report.csv")).hasContent("of mine");
    }

    @Test
    void aLargeOneGoesOnWhereItWas() throws IOException {
        shared("large", 5 * CHUNK);
        FolderWork first = work(Set.of(), Optional.empty());
        fetch(first);
        Files.move(chosen.resolve("music/large"), parts.get(0).path());
        // Its map went when it was whole; the hashes of the content stand for it.
        RootHash root = bob.hash("music/large").root();
        files.clear();
        listed("large", OptionalLong.of(5L * CHUNK), Optional.of(root));
        FolderWork again = work(Set.of(), Optional.of(parts.get(0)));
        fetch(again);
        assertThat(states()).containsEntry("large", TransferState.DONE);
        assertThat(again.hasGained()).isTrue();
        assertThat(chosen.resolve("music/large")).hasBinaryContent(octets(5 * CHUNK));
        assertThat(chosen.resolve("music").toFile().list()).containsExactly("large");
    }

    @Test
    void whatIsShownFallsWithNoTryAndCountsOnlyWhatIsOfUse() throws IOException {
        shared("a", 3);
        shared("large", 5 * CHUNK);
        // Somewhere here the third chunk is whole, and what says that it is the right one isn't.
        for (int octets = 3 * CHUNK; octets < 3 * CHUNK + 400; octets += 7) {
            PartFile.Mark part = breakOff(octets);
            long shown = meter.doneOctets();
            assertThat(shown).as("broken after %d", octets).isIn(2L * CHUNK + 3, 3L * CHUNK + 3);
            FolderWork again = work(Set.of("a"), Optional.of(part));
            assertThat(meter.doneOctets()).as("broken after %d", octets).isEqualTo(shown);
            fetch(again);
            assertThat(meter.doneOctets()).isEqualTo(5L * CHUNK + 3);
            Files.delete(chosen.resolve("music/large"));
            Files.delete(chosen.resolve("music/a"));
        }
    }

    /** A try that breaks; what is left of the large one. */
    private PartFile.Mark breakOff(int octets) throws IOException {
        renew();
        FolderWork work = work(Set.of(), Optional.empty());
        assertThatIOException().isThrownBy(() -> {
            try (FetchSession session =
                    new FetchSession(new BreakingLine(bob.line(), octets), threads, Clock.system())) {
                work.fetch(session, BOB);
            }
        });
        renew();
        return parts.get(parts.size() - 1);
    }

    /** The same files, of which nothing is known. */
    private void renew() {
        List<FolderFile> same = files.stream()
                .map(file -> new FolderFile(file.path(), file.ownerPath(), file.octets(), file.root()))
                .toList();
        files.clear();
        files.addAll(same);
    }

    @Test
    void whatIsRefusedChangedOrDamagedFailsAloneAndInWords() throws IOException {
        listed("missing");
        bob.write("music/grown", octets(5));
        listed("grown");
        bob.write("music/spoilt", octets(12 * CHUNK));
        bob.hash("music/spoilt");
        bob.spoil("music/spoilt", new byte[12 * CHUNK]);
        listed("spoilt", OptionalLong.of(12L * CHUNK), Optional.empty());
        shared("fine", 3);
        FolderWork work = work(Set.of(), Optional.empty());
        fetch(work);
        assertThat(states())
                .containsEntry("missing", TransferState.FAILED)
                .containsEntry("grown", TransferState.FAILED)
                .containsEntry("spoilt", TransferState.FAILED)
                .containsEntry("fine", TransferState.DONE);
        assertThat(files.get(1).sentence()).contains("changed since it was listed");
        assertThat(files.get(2).sentence()).contains("damaged");
        assertThat(work.first()).isEmpty();
    }
}
