package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.Seeds;
import io.naru.relay.store.History.Appended;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there after the files were taken away in the middle of writing, as by a crash of the machine. */
class CrashImageTest {
    private static final int ROUNDS = 5;
    private static final int MESSAGES = 40;

    @TempDir
    Path temp;

    /** The texts that an image holds, whose seqs are dense. */
    private static List<String> texts(Path image) throws IOException {
        try (Store store = Store.openForServing(DataFolder.open(image))) {
            Talking talking = new Talking(store);
            StoredRoom lobby = talking.lobby("alice");
            List<Long> seqs = talking.seqs(lobby);
            assertThat(seqs)
                    .isEqualTo(IntStream.rangeClosed(1, seqs.size())
                            .mapToObj(seq -> (long) seq)
                            .toList());
            assertThat(lobby.lastSeq()).isEqualTo(seqs.size());
            List<String> texts = talking.texts(lobby);
            talking.say(lobby, "alice", "", "behind the crash");
            assertThat(talking.texts(lobby)).hasSize(texts.size() + 1);
            return texts;
        }
    }

    /** The log isn't written back into the database as long as there is so little of it, so both fit together. */
    private Path image(Path data, String name) throws IOException {
        Path image = temp.resolve(name);
        DataFolder.createFolder(image);
        for (String file : List.of("naru.db", "naru.db-wal", "history-run")) {
            DataFolder.createFile(image.resolve(file));
            Files.write(image.resolve(file), Files.readAllBytes(data.resolve(file)));
        }
        return image;
    }

    @Test
    void imageHoldsWhatWasAnsweredAndNothingElse() throws IOException {
        Path data = temp.resolve("data");
        try (Store store = Store.openForServing(DataFolder.open(data))) {
            Talking talking = new Talking(store);
            talking.createAccounts("alice");
            StoredRoom lobby = talking.lobby("alice");
            Answers<Appended> answers = new Answers<>();
            AtomicInteger answered = new AtomicInteger();
            List<String> said = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < MESSAGES; i++) {
                    said.add("message " + said.size());
                    store.history()
                            .append(
                                    Talking.message(lobby, "alice", "", said.get(said.size() - 1)),
                                    task -> {
                                        answered.incrementAndGet();
                                        task.run();
                                    },
                                    answers);
                }
                answers.value();
                int before = answered.get();
                Path image = image(data, "image" + round);

                assertThat(texts(image))
                        .hasSizeBetween(before, said.size())
                        .isEqualTo(said.subList(0, texts(image).size() - 1));
                for (int i = 1; i < MESSAGES; i++) {
                    answers.value();
                }
            }
        }
    }

    @Test
    void tornLogIsReadUpToTheLastWholeCommit() throws IOException {
        Path data = temp.resolve("data");
        Path whole;
        try (Store store = Store.openForServing(DataFolder.open(data))) {
            Talking talking = new Talking(store);
            talking.createAccounts("alice");
            StoredRoom lobby = talking.lobby("alice");
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(talking.tryToSay(Talking.message(lobby, "alice", "", "message " + i)))
                        .isInstanceOf(Outcome.Done.class);
            }
            whole = image(data, "whole");
        }
        long least = Files.size(whole.resolve("naru.db-wal")) * 2 / 3;
        Seeds.run(8, random -> {
            Path torn = image(whole, "torn" + random.nextLong());
            tear(torn.resolve("naru.db-wal"), random, least);

            List<String> texts = texts(torn);
            assertThat(texts)
                    .isEqualTo(IntStream.range(0, texts.size())
                            .mapToObj(i -> "message " + i)
                            .toList());
        });
    }

    private static void tear(Path log, Random random, long least) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            long length = least + (long) (random.nextDouble() * (file.length() - least));
            file.setLength(length);
            if (random.nextBoolean()) {
                file.seek(Math.max(least, length - 100));
                file.write(random.nextInt());
            }
        }
    }
}
