package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.message.UserName;
import io.naru.common.testkit.Seeds;
import io.naru.relay.store.History.Append;
import io.naru.relay.store.History.PageQuery;
import io.naru.relay.store.History.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store in a file and the one in memory were written apart from each other; whatever is done, they say the same. */
class SameStoresTest {
    private static final List<String> USERS = List.of("alice", "Bob", "carol", "지영");
    private static final List<String> ROOMS = List.of("#lobby", "#ferry", "#Crew", "#나루");
    private static final List<String> WORDS = List.of("ferry", "boat", "나룻배", "a", "배", "\"", "*", "Straße", "x1");

    @TempDir
    Path temp;

    @Test
    void bothStoresSayTheSameWhateverIsDone() {
        Seeds.run(12, random -> {
            try (Both both = new Both(temp.resolve("data" + random.nextLong()))) {
                USERS.forEach(user -> both.talk(talking -> {
                    talking.createAccounts(user);
                    return "";
                }));
                for (int i = 0; i < 150; i++) {
                    both.doSomething(random, i);
                }
            }
        });
    }

    private interface Step {
        Object run(Talking talking);
    }

    private static final class Both implements AutoCloseable {
        private final Path folder;
        private final Store memory = new MemoryStore();
        private Store sqlite;

        Both(Path folder) throws IOException {
            this.folder = folder;
            this.sqlite = Store.open(DataFolder.open(folder));
        }

        /** Does the same with both; what they say is compared but for the epochs, which are random. */
        Object talk(Step step) {
            Object expected = step.run(new Talking(memory));
            Object actual = step.run(new Talking(sqlite));
            assertThat(masked(actual)).isEqualTo(masked(expected));
            return actual;
        }

        private static String masked(Object said) {
            return Objects.toString(said).replaceAll("epoch=[0-9a-f]{32}", "epoch");
        }

        void doSomething(Random random, int number) throws IOException {
            String user = any(USERS, random);
            String other = any(USERS, random);
            String room = any(ROOMS, random);
            switch (random.nextInt(16)) {
                case 0 -> talk(talking -> talking.enter(user, room, random(number, 3) == 0));
                case 1 -> talk(talking -> talking.leave(user, random(number, 2) == 0 ? room : "@" + other));
                case 2 -> talk(talking -> talking.converse(user, other));
                case 3 -> talk(talking -> talking.invite(user, other, room));
                case 4 -> talk(talking -> talking.setTopic(user, room, "topic " + number));
                case 5 -> talk(talking -> talking.list(user));
                case 6 -> prune(random, number);
                case 7 -> mark(random, user);
                case 8 -> removeOrCreate(random, user);
                case 9 -> reopenOrIndex(random);
                case 10, 11 -> search(random, user);
                case 12 -> sayTogether(random, number);
                default -> say(random, user, number);
            }
            talk(talking -> talking.roomsOf(user));
            page(random, user);
        }

        private static int random(int number, int bound) {
            return Math.floorMod(Integer.hashCode(number) * 31 >> 2, bound);
        }

        private List<Membership> rooms(String user) {
            return new Talking(sqlite).roomsOf(user);
        }

        private Optional<StoredRoom> anyRoom(Random random, String user) {
            List<Membership> rooms = rooms(user);
            return rooms.isEmpty()
                    ? Optional.empty()
                    : Optional.of(any(rooms, random).room());
        }

        private void say(Random random, String user, int number) {
            Optional<StoredRoom> room = anyRoom(random, user);
            if (room.isPresent()) {
                String id = random.nextInt(3) == 0 ? "" : "id" + random.nextInt(12);
                String text = any(WORDS, random) + number + " " + any(WORDS, random);
                Append append = Talking.message(
                        room.get(), user, id, text, Talking.NOW.plusSeconds(number - random.nextInt(3) * 10L));
                talk(talking -> talking.tryToSay(append));
            }
        }

        /** Mostly messages with which nothing is wrong; else they are appended one by one after all. */
        private void sayTogether(Random random, int number) {
            int count = 2 + random.nextInt(40);
            boolean hasRepetitions = random.nextInt(3) == 0;
            List<Append> messages = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String user = any(USERS, random);
                Optional<StoredRoom> room = anyRoom(random, user);
                String author = random.nextInt(100) == 0 ? any(USERS, random) : user;
                if (room.isPresent()
                        && (author.equals(user) || !room.get().name().isDirect())) {
                    boolean isRepetition = hasRepetitions && random.nextInt(10) == 0;
                    String id = random.nextInt(3) == 0 ? "" : isRepetition ? "id1" : "m" + number + "-" + i;
                    String text = any(WORDS, random) + number + " " + i;
                    Instant at = Talking.NOW.plusSeconds(number + random.nextInt(5));
                    messages.add(Talking.message(room.get(), author, id, text, at));
                }
            }
            talk(talking -> talking.tryToSayTogether(messages));
        }

        private void page(Random random, String user) {
            Optional<StoredRoom> room = anyRoom(random, user);
            if (room.isPresent()) {
                OptionalLong seq = OptionalLong.of(random.nextInt(20));
                boolean isAfter = random.nextBoolean();
                PageQuery query = new PageQuery(
                        room.get().id(),
                        room.get().name(),
                        isAfter ? seq : OptionalLong.empty(),
                        isAfter || random.nextBoolean() ? OptionalLong.empty() : seq,
                        1 + random.nextInt(5),
                        random.nextInt(100));
                talk(talking -> talking.page(query));
            }
        }

        private void search(Random random, String user) {
            String words = any(WORDS, random) + (random.nextInt(3) == 0 ? " " + any(WORDS, random) : "");
            int limit = 1 + random.nextInt(4);
            Optional<StoredRoom> room = anyRoom(random, user);
            OptionalLong in = room.isPresent() && random.nextBoolean()
                    ? OptionalLong.of(room.get().id())
                    : OptionalLong.empty();
            talk(talking -> talking.found(user, in, words, limit));
        }

        private void prune(Random random, int number) {
            Retention retention = new Retention(
                    random.nextBoolean() ? Optional.of(Duration.ofSeconds(random.nextInt(150))) : Optional.empty(),
                    random.nextBoolean() ? 1 + random.nextInt(10) : Long.MAX_VALUE,
                    random.nextBoolean() ? random.nextInt(300) : Long.MAX_VALUE);
            Instant now = Talking.NOW.plusSeconds(number);
            talk(talking -> {
                talking.prune(retention, now);
                return "";
            });
        }

        private void mark(Random random, String user) {
            Optional<StoredRoom> room = anyRoom(random, user);
            long seq = random.nextInt(12);
            talk(talking -> talking.markRead(user, room.map(StoredRoom::id).orElse(99L), seq));
        }

        private void removeOrCreate(Random random, String user) {
            if (random.nextInt(3) == 0) {
                remove(memory, user);
                remove(sqlite, user);
            } else {
                talk(talking -> {
                    talking.createAccounts(user);
                    return "";
                });
            }
        }

        private static void remove(Store store, String user) {
            StoreContract.<Accounts.Change>ask(
                    answer -> store.accounts().remove(UserName.of(user), StoreContract.ENTRY, Runnable::run, answer));
        }

        private void reopenOrIndex(Random random) throws IOException {
            if (random.nextBoolean()) {
                new Talking(sqlite).index();
            } else {
                sqlite.close();
                sqlite = Store.open(DataFolder.open(folder));
            }
        }

        private static <T> T any(List<T> things, Random random) {
            return things.get(random.nextInt(things.size()));
        }

        @Override
        public void close() {
            sqlite.close();
        }
    }

    /** A loop that would compare nothing would go unseen. */
    @Test
    void differencesAreSeen() throws IOException {
        try (Both both = new Both(temp.resolve("data"))) {
            new Talking(both.memory).createAccounts("alice");

            assertThatThrownBy(() -> both.talk(talking -> talking.roomsOf("alice")))
                    .isInstanceOf(AssertionError.class);
        }
    }
}
