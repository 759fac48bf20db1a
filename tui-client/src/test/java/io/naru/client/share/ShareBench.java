package io.naru.client.share;

import io.naru.client.event.ShareSetting;
import io.naru.common.file.FileState;
import io.naru.common.message.EntryKind;
import io.naru.common.message.ListSort;
import io.naru.common.time.Clock;
import io.naru.common.time.TokenBucket;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Figures of the share: how long a reading of a folder of many files takes, how fast it is hashed, what an index of a
 * million files costs in heap and disk, how long a search and a page of a huge folder take.
 *
 * <pre>
 *   ShareBench FOLDER FILES INDEXED LARGE
 * </pre>
 *
 * <p>FOLDER is an empty one to work in, FILES how many real files to make and read (0 for no such part), INDEXED how many made-up ones to put
 * into the index, LARGE how many of those in one folder.
 */
final class ShareBench {
    private static final int BATCH = 500;
    private static final int FILES_A_FOLDER = 1_000;
    private static final int SEARCHES = 20;
    private static final long MIB = 1 << 20;

    private final PrintStream out;
    private final Path folder;

    private ShareBench(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /** Prints the figures. */
    public static void main(String[] arguments) throws Exception {
        ShareBench bench = new ShareBench(System.out, Path.of(arguments[0]));
        int files = Integer.parseInt(arguments[1]);
        if (files > 0) {
            bench.realFiles(files);
        }
        bench.madeUp(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        bench.resident();
    }

    /** What the system says of this process; nothing where it doesn't say so. */
    private void resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.isReadable(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmHWM:")) {
                    say("resident at most: %d MiB", Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10);
                }
            }
        }
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    /** What was changed just now isn't hashed yet. */
    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plus(Duration.ofDays(365))));
    }

    private void realFiles(int files) throws Exception {
        Path top = Files.createDirectories(folder.resolve("files")).toRealPath();
        byte[] content = new byte[4096];
        for (int i = 0; i < files; i++) {
            Path in = top.resolve("folder " + i / FILES_A_FOLDER);
            if (i % FILES_A_FOLDER == 0) {
                Files.createDirectories(in);
            }
            age(Files.write(in.resolve("file " + i + ".bin"), content));
        }
        Path large = top.resolve("large.bin");
        try (var stream = Files.newOutputStream(large)) {
            byte[] mib = new byte[(int) MIB];
            for (int i = 0; i < 512; i++) {
                stream.write(mib);
            }
        }
        age(large);
        try (ShareIndex index = ShareIndex.open(Optional.of(folder.resolve("index")))) {
            long tree = index.tree("real", 0);
            SharedFolder shared = new SharedFolder(ShareSetting.of(top), new ShareRoot(top), OptionalLong.of(tree));
            for (String which : List.of("first", "second, nothing changed")) {
                long began = System.nanoTime();
                index.markAll(tree);
                new TreeScan(index, shared, () -> true).run(() -> {});
                say("%s reading of %,d files: %.2f s", which, files + 1, seconds(began));
            }
            long began = System.nanoTime();
            shared.root().read("folder 0");
            say("listing one folder of %,d from the disk: %.1f ms", FILES_A_FOLDER, seconds(began) * 1e3);
            began = System.nanoTime();
            TokenBucket rate = new TokenBucket(4_000_000_000L, 4_000_000_000L, System.nanoTime());
            new TreeHasher(index, shared, Clock.system(), rate, () -> true).run();
            say("hashing these (4 KiB each, and one of 512 MiB), unbounded: %.2f s", seconds(began));
            Files.setLastModifiedTime(large, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
            index.mark(tree, "");
            new TreeScan(index, shared, () -> true).run(() -> {});
            began = System.nanoTime();
            new TreeHasher(index, shared, Clock.system(), rate, () -> true).run();
            say("hashing one file: %.0f MiB/s", 512 / seconds(began));
        }
    }

    private void madeUp(int files, int large) throws IOException {
        try (ShareIndex index = ShareIndex.open(Optional.of(folder.resolve("made-up")))) {
            long tree = index.tree("made up", 0);
            long began = System.nanoTime();
            fill(index, tree, files, large);
            say("%,d entries into the index: %.1f s", files, seconds(began));
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            say(
                    "heap in use after a collection: %.1f MiB",
                    (double) (runtime.totalMemory() - runtime.freeMemory()) / MIB);
            say("file of the index: %.0f MiB", (double) Files.size(folder.resolve("made-up/share-1.db")) / MIB);
            try (IndexReader reader = index.reader()) {
                search(reader, tree, "nobody has this");
            }
            began = System.nanoTime();
            WordTaker.takeNow(index, tree, () -> true);
            say("their words into the index: %.1f s", seconds(began));
            say("file of the index then: %.0f MiB", (double) Files.size(folder.resolve("made-up/share-1.db")) / MIB);
            try (IndexReader reader = index.reader()) {
                for (String words : List.of("nobody has this", "12345", "노래 777", "somebody", "zz", "98 album 7")) {
                    search(reader, tree, words);
                }
                pages(reader, tree);
            }
            say("heap in use at the end: %.1f MiB", (double) (runtime.totalMemory() - runtime.freeMemory()) / MIB);
        }
    }

    private static void fill(ShareIndex index, long tree, int files, int large) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        index.markAll(tree);
        ShareIndex.Pending top = index.nextPending(tree).orElseThrow();
        List<SharedEntry> folders = new ArrayList<>();
        for (int i = 0; i < (files - large) / FILES_A_FOLDER; i++) {
            folders.add(entry("album " + i, EntryKind.FOLDER, random));
        }
        index.put(tree, top, folders, false);
        int made = 0;
        while (made < large) {
            made += put(index, tree, top, made, random);
        }
        index.finish(top, new ShareIndex.Sum(large, large));
        Optional<ShareIndex.Pending> next = index.nextPending(tree);
        while (next.isPresent()) {
            for (int i = 0; i < FILES_A_FOLDER; i += BATCH) {
                made += put(index, tree, next.get(), made, random);
            }
            index.finish(next.get(), new ShareIndex.Sum(FILES_A_FOLDER, FILES_A_FOLDER));
            next = index.nextPending(tree);
        }
    }

    private static int put(ShareIndex index, long tree, ShareIndex.Pending in, int first, SplittableRandom random)
            throws IOException {
        List<SharedEntry> batch = new ArrayList<>();
        for (int i = first; i < first + BATCH; i++) {
            batch.add(entry((i % 10 == 0 ? "노래 " : "Track ") + i + " - of somebody.ogg", EntryKind.FILE, random));
        }
        index.put(tree, in, batch, false);
        return BATCH;
    }

    private static SharedEntry entry(String name, EntryKind kind, SplittableRandom random) {
        FileState state = new FileState(
                kind == EntryKind.FOLDER ? 0 : random.nextLong(1L << 32),
                random.nextLong(1L << 60),
                "(dev=fd00,ino=" + random.nextInt(1 << 24) + ")");
        return new SharedEntry(name, kind, state, Optional.empty());
    }

    private void search(IndexReader reader, long tree, String words) throws IOException {
        long worst = 0;
        long sum = 0;
        int hits = 0;
        for (int i = 0; i < SEARCHES; i++) {
            List<IndexReader.Found> found = new ArrayList<>();
            long began = System.nanoTime();
            reader.find(tree, SearchText.of(words), found, FindService.COUNTED_MAX, () -> true);
            long took = System.nanoTime() - began;
            worst = Math.max(worst, took);
            sum += took;
            hits = found.size();
        }
        say(
                "search \"%s\": %.0f ms on average, %.0f ms at worst, %d hits",
                words, sum / 1e6 / SEARCHES, worst / 1e6, hits);
    }

    private void pages(IndexReader reader, long tree) throws IOException {
        SharedFolder shared = new SharedFolder(
                ShareSetting.of(folder.toAbsolutePath()), new ShareRoot(folder), OptionalLong.of(tree));
        for (ListSort.Key key : ListSort.Key.values()) {
            long began = System.nanoTime();
            PageCache.Wanted wanted =
                    new PageCache.Wanted(shared, "", SearchText.of(""), new ListSort(key, key != ListSort.Key.NAME));
            LargeFolder large = LargeFolders.of(Optional.of(reader)).open(wanted);
            PageCache.Page page = large.page(1, 0);
            double first = seconds(began) * 1e3;
            began = System.nanoTime();
            for (int i = 1; i <= 10; i++) {
                page = large.page(1, Long.parseLong(page.nextCursor().substring(2)));
            }
            say(
                    "the top of %,d entries by %s: first page %.1f ms, each of the next ten %.1f ms",
                    page.totalEntries().orElseThrow(), key, first, seconds(began) * 1e2);
        }
    }
}
