package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.TransferState;
import io.naru.common.hash.Chunks;
import io.naru.common.hash.FileHasher;
import io.naru.common.message.RootHash;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a folder are here already, and that looking for them has an end. */
class FolderPlanTest {
    private static final int LARGE = FolderPlan.WORTH_ASKING_OCTETS;

    @TempDir
    private Path top;

    private final List<FolderFile> files = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<Long> asked = new ArrayList<>();
    private final Map<RootHash, Path> shared = new HashMap<>();
    private final Map<RootHash, List<Path>> fetched = new HashMap<>();
    private Set<String> before = Set.of();
    private Set<String> seen = Set.of();
    private boolean isAgain;
    private Path chosen;

    @BeforeEach
    void start() throws IOException {
        chosen = Files.createDirectories(top.resolve("chosen"));
        Files.createDirectory(chosen.resolve("music"));
    }

    private static byte[] octets(int count, int kind) {
        byte[] octets = new byte[count];
        Arrays.fill(octets, (byte) kind);
        return octets;
    }

    private static RootHash root(byte[] content) {
        FileHasher hasher = new FileHasher(new Chunks(content.length));
        hasher.update(ByteBuffer.wrap(content));
        return hasher.hashes().root();
    }

    private Path place(String path) {
        return chosen.resolve("music").resolve(path);
    }

    private void listed(String path, byte[] content) {
        listed(path, content.length, Optional.of(root(content)));
    }

    private void listed(String path, long octets, Optional<RootHash> root) {
        files.add(new FolderFile(path, "music/" + path, OptionalLong.of(octets), root));
    }

    private Map<String, TransferState> made() {
        FolderPlan.Known known = new FolderPlan.Known(before, seen, fetched, isAgain);
        new FolderPlan(chosen, chosen.resolve("music"), known, (root, octets) -> {
                    asked.add(octets);
                    return Optional.ofNullable(shared.get(root)).stream().toList();
                })
                .make(files, () -> false, told::add);
        Map<String, TransferState> states = new TreeMap<>();
        files.forEach(file -> states.put(file.path(), file.state()));
        return states;
    }

    @Test
    void whatStandsThereIsToldByItsContent() throws IOException {
        Files.write(place("same"), octets(5, 1));
        Files.write(place("other"), octets(5, 2));
        Files.write(place("longer"), octets(6, 1));
        Files.createDirectory(place("folder"));
        Files.createSymbolicLink(place("link"), place("same"));
        for (String name : List.of("same", "other", "longer", "folder", "link", "missing")) {
            listed(name, octets(5, 1));
        }
        Map<String, TransferState> states = made();
        assertThat(states).containsEntry("same", TransferState.DONE);
        assertThat(states.values()).filteredOn(TransferState.DONE::equals).hasSize(1);
        assertThat(told).containsExactly("same");
        assertThat(files.get(0).meter().doneOctets()).isEqualTo(5);
    }

    @Test
    void whatStandsThereUnderANumberedNameIsHere() throws IOException {
        Files.write(place("rep.csv"), octets(5, 9));
        Files.write(place("rep (1).csv"), octets(6, 9));
        Files.write(place("rep (2).csv"), octets(5, 1));
        Files.write(place("far (1).csv"), octets(5, 1));
        listed("rep.csv", octets(5, 1));
        listed("far.csv", octets(5, 1));
        assertThat(made()).containsEntry("rep.csv", TransferState.DONE).containsEntry("far.csv", TransferState.QUEUED);
    }

    @Test
    void whatCameBeforeIsThereOnlyAsThatFile() throws IOException {
        Files.write(place("same"), octets(5, 1));
        Files.write(place("unhashed"), octets(5, 1));
        Files.write(place("cut"), octets(4, 1));
        Files.write(place("spoilt"), octets(5, 2));
        Files.createDirectory(place("folder"));
        listed("same", octets(5, 1));
        listed("unhashed", 5, Optional.empty());
        listed("cut", 5, Optional.empty());
        listed("spoilt", octets(5, 1));
        listed("folder", 5, Optional.empty());
        before = Set.of("same", "unhashed", "cut", "spoilt", "folder");
        assertThat(made())
                .containsEntry("same", TransferState.DONE)
                .containsEntry("unhashed", TransferState.DONE)
                .containsEntry("cut", TransferState.QUEUED)
                .containsEntry("spoilt", TransferState.QUEUED)
                .containsEntry("folder", TransferState.QUEUED);
    }

    @Test
    void whatCameInThisProgramRunIsNotHashedAgainWithEachTry() throws IOException {
        Files.write(place("a"), octets(5, 2));
        listed("a", octets(5, 1));
        before = Set.of("a");
        seen = Set.of("a");
        assertThat(made()).containsEntry("a", TransferState.DONE);
    }

    @Test
    void whatIsWantedAgainIsFetchedThoughItIsHere() throws IOException {
        Files.write(place("same"), octets(LARGE, 1));
        listed("same", octets(LARGE, 1));
        isAgain = true;
        assertThat(made()).containsEntry("same", TransferState.QUEUED);
        assertThat(asked).isEmpty();
    }

    @Test
    void whatIsSharedOrWasFetchedIsCopiedFromThere() throws IOException {
        byte[] one = octets(LARGE, 1);
        byte[] two = octets(LARGE + 1, 2);
        byte[] three = octets(LARGE + 2, 3);
        shared.put(root(one), Files.write(top.resolve("mine"), one));
        fetched.put(root(two), List.of(Files.write(top.resolve("fetched"), two)));
        shared.put(root(three), Files.write(top.resolve("changed"), octets(LARGE + 2, 4)));
        listed("x/y/one", one);
        listed("two", two);
        listed("three", three);
        assertThat(made())
                .containsEntry("x/y/one", TransferState.DONE)
                .containsEntry("two", TransferState.DONE)
                .containsEntry("three", TransferState.QUEUED);
        assertThat(place("x/y/one")).hasBinaryContent(one);
        assertThat(place("two")).hasBinaryContent(two);
        assertThat(place(".").toFile().list()).containsExactlyInAnyOrder("x", "two");
        assertThat(told).containsExactlyInAnyOrder("x/y/one", "two");
    }

    @Test
    void nothingIsCopiedBelowALink() throws IOException {
        Path outside = Files.createDirectory(top.resolve("outside"));
        Files.createSymbolicLink(place("x"), outside);
        byte[] one = octets(LARGE, 1);
        shared.put(root(one), Files.write(top.resolve("mine"), one));
        listed("x/one", one);
        assertThat(made()).containsEntry("x/one", TransferState.FAILED);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void theShareIsAskedForTheLargestAndForNotTooMany() {
        listed("small", octets(LARGE - 1, 1));
        for (int i = 0; i < 2 * FolderPlan.ASKED_MAX; i++) {
            listed("f" + i, octets(LARGE + i, 1));
        }
        made();
        assertThat(asked).hasSize(FolderPlan.ASKED_MAX).contains(LARGE + 2L * FolderPlan.ASKED_MAX - 1);
        assertThat(asked).allMatch(octets -> octets >= LARGE + FolderPlan.ASKED_MAX);
    }

    @Test
    void gigabytesAreNotHashedUnasked() throws IOException {
        for (String name : List.of("known", "unknown")) {
            try (RandomAccessFile sparse = new RandomAccessFile(place(name).toFile(), "rw")) {
                sparse.setLength(FolderPlan.HASHED_OCTETS_MAX + 1);
            }
            listed(name, FolderPlan.HASHED_OCTETS_MAX + 1, Optional.of(root(octets(1, 1))));
        }
        before = Set.of("known");
        assertThat(made()).containsEntry("known", TransferState.DONE).containsEntry("unknown", TransferState.QUEUED);
        assertThat(asked).isEmpty();
    }
}
