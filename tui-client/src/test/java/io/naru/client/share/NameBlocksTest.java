package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.file.FileState;
import io.naru.common.message.EntryKind;
import io.naru.common.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That words which are looked up find what looking through all names finds, whatever was taken in by then. */
class NameBlocksTest {
    private static final int MANY = 100_000;
    private static final List<String> PARTS = List.of(
            "봄",
            "노래",
            "각",
            "가",
            "Straße",
            "STRASSE",
            "é",
            "e\u0301",
            "o\u0331\u0302",
            "ô\u0331",
            "a",
            "B",
            "zz",
            "01",
            "1",
            "002",
            " ",
            "-",
            "\"",
            "100%",
            "_",
            "읽기",
            "ﬁ",
            "İ",
            "ı",
            "𝄞",
            "(",
            "AND",
            "*");

    @TempDir
    private Path folder;

    private ShareIndex index;
    private long tree;

    @BeforeEach
    void open() throws IOException {
        index = ShareIndex.open(Optional.of(folder));
        tree = index.tree("tree", 0);
        index.markAll(tree);
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    private static SharedEntry entry(String name, EntryKind kind) {
        return new SharedEntry(name, kind, new FileState(1, 1, "k"), Optional.empty());
    }

    private static SharedEntry file(String name) {
        return entry(name, EntryKind.FILE);
    }

    private List<String> found(String words, int atMost, boolean isAll) throws IOException {
        List<IndexReader.Found> found = new ArrayList<>();
        try (IndexReader reader = index.reader()) {
            assertThat(reader.find(tree, SearchText.of(words), found, atMost, () -> true))
                    .isEqualTo(isAll);
        }
        return found.stream().map(IndexReader.Found::path).sorted().toList();
    }

    private ShareIndex.Pending read(String path, List<SharedEntry> entries) throws IOException {
        index.mark(tree, path);
        ShareIndex.Pending pending = index.nextPending(tree).orElseThrow();
        assertThat(pending.path()).isEqualTo(path);
        index.put(tree, pending, entries, false);
        index.finish(pending, ShareIndex.Sum.of(entries));
        return pending;
    }

    private void takeAll() throws IOException {
        WordTaker.takeNow(index, tree, () -> true);
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder("n");
        for (int i = random.nextInt(6); i >= 0; i--) {
            name.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return name.toString();
    }

    private static String words(Random random) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            String name = SearchText.fold(name(random));
            int[] points = name.codePoints().toArray();
            int from = random.nextInt(points.length);
            words.add(new String(points, from, 1 + random.nextInt(points.length - from)));
        }
        return String.join(" ", words);
    }

    @Test
    void whateverWasTakenInASearchFindsWhatLookingAtEachNameFinds() throws IOException {
        Seeds.run(20, random -> {
            tree = index.tree("tree of " + random.nextLong(), 0);
            index.markAll(tree);
            inOneTree(random);
        });
    }

    private void inOneTree(Random random) throws IOException {
        Map<String, TreeSet<String>> real = new TreeMap<>();
        read("", List.of(entry("sub 노래", EntryKind.FOLDER)));
        Map<String, ShareIndex.Pending> places = Map.of("", read("", List.of()), "sub 노래", read("sub 노래", List.of()));
        for (int round = 0; round < 10; round++) {
            String in = random.nextBoolean() ? "" : "sub 노래";
            TreeSet<String> names = real.computeIfAbsent(in, path -> new TreeSet<>());
            List<SharedEntry> more = new ArrayList<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                String name = name(random);
                if (names.add(name)) {
                    more.add(file(name));
                }
            }
            read(in, more);
            if (random.nextInt(3) == 0 && !names.isEmpty()) {
                String gone = names.first();
                names.remove(gone);
                index.forget(tree, places.get(in), List.of(file(gone)));
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                index.takeWords(tree, NameBlocks.Place.BEGIN);
            }
            for (int i = 0; i < 4; i++) {
                String words = words(random);
                assertThat(found(words, MANY, true)).as(words).isEqualTo(real(real, words));
            }
        }
    }

    private static List<String> real(Map<String, TreeSet<String>> real, String text) {
        List<String> words = SearchText.of(text).words();
        List<String> fitting = new ArrayList<>();
        real.forEach((path, names) -> names.forEach(name -> {
            if (words.stream().allMatch(word -> fits(word, name) || fits(word, path))) {
                fitting.add(path.isEmpty() ? name : path + "/" + name);
            }
        }));
        return fitting.stream().sorted().toList();
    }

    private static boolean fits(String word, String text) {
        return SearchText.fold(text).contains(word);
    }

    @Test
    void aLongFolderIsTakenInByAndByAndALaterNameIsFoundAtOnce() throws IOException {
        List<SharedEntry> entries = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            entries.add(file("노래 " + i + ".ogg"));
        }
        ShareIndex.Pending top = read("", entries);
        assertThat(found("노래 4321", MANY, true)).containsExactly("노래 4321.ogg");
        Optional<NameBlocks.Place> next = index.takeWords(tree, NameBlocks.Place.BEGIN);
        assertThat(next).isPresent();
        assertThat(found("노래 12.ogg", MANY, true)).contains("노래 12.ogg", "노래 4312.ogg");
        takeAll();
        assertThat(index.takeWords(tree, NameBlocks.Place.BEGIN)).isEmpty();
        index.put(tree, top, List.of(file("노래 77½.ogg")), false);
        assertThat(found("77½", MANY, true)).containsExactly("노래 77½.ogg");
        takeAll();
        assertThat(found("77½", MANY, true)).containsExactly("노래 77½.ogg");
        index.forget(tree, "");
        assertThat(found("77½", MANY, true)).isEmpty();
        assertThat(found("노래", MANY, true)).isEmpty();
    }

    @Test
    void namesThatDifferInCaseAloneAreFoundAll() throws IOException {
        List<SharedEntry> entries = new ArrayList<>();
        entries.add(file("0 first"));
        for (int bits = 0; bits < 2 * NameBlocks.NAMES_A_STEP; bits++) {
            StringBuilder name = new StringBuilder("abcdefghijklm");
            for (int i = 0; i < 13; i++) {
                if ((bits >> i & 1) == 1) {
                    name.setCharAt(i, Character.toUpperCase(name.charAt(i)));
                }
            }
            entries.add(file(name.toString()));
        }
        entries.add(file("z last"));
        read("", entries);
        takeAll();
        assertThat(found("bcdef", MANY, true)).hasSize(2 * NameBlocks.NAMES_A_STEP);
        assertThat(found("last", MANY, true)).containsExactly("z last");
        assertThat(found("first", MANY, true)).containsExactly("0 first");
    }

    @Test
    void thatNotAllCouldBeLookedAtIsTold() throws IOException {
        List<SharedEntry> entries = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            entries.add(file("track " + i));
        }
        read("", entries);
        assertThat(found("track", 100, false)).hasSize(100);
        List<IndexReader.Found> found = new ArrayList<>();
        try (IndexReader reader = index.reader()) {
            assertThat(reader.find(tree, SearchText.of("nowhere"), found, MANY, () -> false))
                    .isFalse();
            assertThat(reader.find(tree, SearchText.of("nowhere"), found, MANY, () -> true))
                    .isTrue();
        }
        index.markAll(tree);
        ShareIndex.Pending top = index.nextPending(tree).orElseThrow();
        index.put(tree, top, List.of(entry("new", EntryKind.FOLDER)), false);
        index.finish(top, ShareIndex.Sum.NOTHING);
        assertThat(found("nowhere", MANY, false))
                .as("a folder that wasn't read yet")
                .isEmpty();
        read("new", List.of());
        assertThat(found("nowhere", MANY, true)).isEmpty();
    }
}
