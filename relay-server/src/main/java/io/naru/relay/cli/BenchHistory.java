package io.naru.relay.cli;

import io.naru.common.message.MessageId;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.store.Account;
import io.naru.relay.store.Accounts.Creation;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.DataFolder;
import io.naru.relay.store.History.Append;
import io.naru.relay.store.History.Appended;
import io.naru.relay.store.History.Found;
import io.naru.relay.store.History.Page;
import io.naru.relay.store.History.PageQuery;
import io.naru.relay.store.History.Search;
import io.naru.relay.store.Membership;
import io.naru.relay.store.Store;
import io.naru.relay.store.StoredRoom;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.commons.io.file.PathUtils;

/**
 * The mode {@code history}: how long a store with many messages takes to open, and what appending, pages and searches cost
 * in it. It asks the store itself, without clients, so that the disk is what is measured.
 *
 * <p>Threading: the main thread; answers come on the store's.
 */
final class BenchHistory {
    private static final int IN_FLIGHT = 2_000;
    private static final int PAGE = 200;
    private static final int PAGES = 500;
    private static final int SEARCHES = 100;
    private static final long INDEX_LOOK_MILLIS = 500;
    private static final List<String> WORDS = List.of(
            "ferry",
            "leaves",
            "noon",
            "harbour",
            "today",
            "나룻배",
            "오늘",
            "저녁에",
            "와요",
            "boat",
            "again",
            "maybe",
            "rope",
            "island",
            "안녕하세요",
            "반가워요",
            "what",
            "about",
            "tomorrow",
            "later");

    private final BenchOptions options;
    private final Instant now;
    private final Random random = new Random(1);

    BenchHistory(BenchOptions options, Instant now) {
        this.options = options;
        this.now = now;
    }

    void run() throws IOException {
        Path folder = Files.createTempDirectory(options.folder(), "naru-bench-");
        try {
            DataFolder data = DataFolder.open(folder.resolve("data"));
            fill(data);
            long start = System.nanoTime();
            try (Store store = Store.openForServing(data)) {
                StoredRoom lobby = lobby(store);
                options.say(
                        "opened with %,d messages after %.0f ms", lobby.lastSeq(), (System.nanoTime() - start) / 1e6);
                pages(store, lobby);
                searches(store, "searches before they are in the index");
                index(store);
                searches(store, "searches by the index");
                appends(store, lobby, 1);
                appends(store, lobby, options.authors());
            }
            options.say("%,d MiB on disk", BenchOptions.mebibytes(PathUtils.sizeOfDirectory(folder)));
        } finally {
            PathUtils.deleteDirectory(folder);
        }
    }

    private static <T> T ask(Consumer<Consumer<Outcome<T>>> request) throws IOException {
        CompletableFuture<Outcome<T>> answer = new CompletableFuture<>();
        request.accept(answer::complete);
        return answer.join().orThrow();
    }

    private static UserName author(int number) {
        return UserName.of("author" + number);
    }

    private static StoredRoom lobby(Store store) throws IOException {
        List<Membership> rooms = ask(answer -> store.rooms().of(author(0), Runnable::run, answer));
        return rooms.get(0).room();
    }

    private void fill(DataFolder data) throws IOException {
        try (Store store = Store.open(data)) {
            for (int i = 0; i < options.authors(); i++) {
                Account account = new Account(author(i), Role.MEMBER, "$none", now);
                AuditEntry entry = AuditEntry.ofCommandLine(now, AuditEntry.Action.ACCOUNT_ADD, "", "");
                BenchHistory.<Creation>ask(answer -> store.accounts().create(account, entry, Runnable::run, answer));
            }
            StoredRoom lobby = lobby(store);
            Semaphore free = new Semaphore(IN_FLIGHT);
            long start = System.nanoTime();
            for (int i = 0; i < options.messages(); i++) {
                free.acquireUninterruptibly();
                Append message = message(lobby, i % options.authors(), "f" + i);
                store.history().append(message, Runnable::run, outcome -> free.release());
            }
            free.acquireUninterruptibly(IN_FLIGHT);
            double seconds = (System.nanoTime() - start) / 1e9;
            options.say(
                    "%,d messages appended, %d under way at once: %,.0f a second",
                    options.messages(), IN_FLIGHT, options.messages() / seconds);
        }
    }

    private Append message(StoredRoom room, int author, String id) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        text.append(random.nextInt(options.messages()));
        return new Append(
                room.id(),
                room.name(),
                author(author),
                Optional.of(new MessageId(id)),
                text.toString(),
                OptionalLong.empty(),
                now);
    }

    private void pages(Store store, StoredRoom room) throws IOException {
        long[] nanos = new long[PAGES];
        for (int i = 0; i < PAGES; i++) {
            PageQuery query = new PageQuery(
                    room.id(),
                    room.name(),
                    OptionalLong.of(random.nextInt(options.messages())),
                    OptionalLong.empty(),
                    PAGE,
                    Long.MAX_VALUE);
            long start = System.nanoTime();
            BenchHistory.<Page>ask(answer -> store.history().page(query, Runnable::run, answer));
            nanos[i] = System.nanoTime() - start;
        }
        say("pages of " + PAGE + " messages, anywhere", nanos);
    }

    private void searches(Store store, String what) throws IOException {
        for (String words : List.of("나룻배", "harbour tomorrow", "배", "999999", "nowhere")) {
            long[] nanos = new long[SEARCHES];
            for (int i = 0; i < SEARCHES; i++) {
                long start = System.nanoTime();
                search(store, words);
                nanos[i] = System.nanoTime() - start;
            }
            say(what + ", first page of 20 for \"" + words + "\"", nanos);
        }
    }

    private static Found search(Store store, String words) throws IOException {
        Search search = new Search(author(0), OptionalLong.empty(), words, OptionalLong.empty(), 20);
        return ask(answer -> store.history().search(search, Runnable::run, answer));
    }

    /** Until a search for what isn't there ends with its first page: then it needs to look at no message by itself. */
    private void index(Store store) throws IOException {
        long start = System.nanoTime();
        while (search(store, "nowhere").hasMore()) {
            try {
                Thread.sleep(INDEX_LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("The benchmark was interrupted", e);
            }
        }
        options.say("indexed after %.1f s, while nobody asked for anything", (System.nanoTime() - start) / 1e9);
    }

    private void appends(Store store, StoredRoom room, int authors) throws IOException {
        Speakers speakers = new Speakers(store, room, authors);
        long start = System.nanoTime();
        long[] nanos = speakers.speak(start + options.seconds() * 1_000_000_000L);
        double seconds = (System.nanoTime() - start) / 1e9;
        say(
                String.format(
                        Locale.ROOT, "%,.0f durable messages a second by %d at once", nanos.length / seconds, authors),
                nanos);
    }

    private void say(String what, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        options.say(
                "%s: p50 %.2f ms, p99 %.2f ms",
                what, sorted[sorted.length / 2] / 1e6, sorted[(int) (sorted.length * 0.99)] / 1e6);
    }

    /** Authors who say the next thing as soon as the one before is on disk. */
    private final class Speakers {
        private static final int MOST = 4_000_000;

        private final Store store;
        private final StoredRoom room;
        private final int authors;
        private final long[] nanos = new long[MOST];
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        /** Answers come one after the other. */
        private int said;

        private int silent;

        Speakers(Store store, StoredRoom room, int authors) {
            this.store = store;
            this.room = room;
            this.authors = authors;
        }

        long[] speak(long endNanos) {
            for (int i = 0; i < authors; i++) {
                say(i, endNanos);
            }
            done.join();
            return Arrays.copyOf(nanos, said);
        }

        private void say(int author, long endNanos) {
            long start = System.nanoTime();
            Append message = message(room, author, "s" + authors + "-" + author + "-" + start);
            Consumer<Outcome<Appended>> answer = outcome -> {
                long end = System.nanoTime();
                nanos[said++] = end - start;
                if (end - endNanos < 0 && said < MOST - authors) {
                    say(author, endNanos);
                } else if (++silent == authors) {
                    done.complete(null);
                }
            };
            store.history().append(message, Runnable::run, answer);
        }
    }
}
