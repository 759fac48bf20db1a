package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.chaos.ChaosRounds;
import io.naru.common.chaos.Checker;
import io.naru.common.chaos.HistoryReader;
import io.naru.common.chaos.Noted;
import io.naru.common.chaos.Reading;
import io.naru.common.chaos.Violation;
import io.naru.common.log.Logging;
import io.naru.relay.store.PowerCutDisk;
import io.naru.relay.store.PowerCutDisk.Order;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

/**
 * A relay whose disk forgets, at any moment, all that wasn't committed and synced: what anybody was told of is there
 * afterwards. With a store that doesn't commit, or commits after it has answered, the same run fails.
 */
@Timeout(120)
class PowerCutTest {
    private static final int CUTS = 4;
    private static final int TALKERS = 3;
    private static final int MANY_STEPS = 1_000;

    @TempDir
    private Path folder;

    private Logging logging;

    @BeforeEach
    void silence() {
        logging = Logging.silent();
    }

    @AfterEach
    void speak() {
        logging.close();
    }

    @Test
    void whatAnybodyWasToldOfSurvivesAPowerCut() {
        ChaosRounds.run(
                "Power cuts of a relay",
                3,
                random ->
                        assertThat(violations(Order.COMMIT_THEN_ANSWER, random)).isEmpty());
    }

    @Test
    void aStoreThatAnswersBeforeItCommitsIsFoundOut() throws IOException {
        assertThat(violations(Order.ANSWER_THEN_COMMIT, new Random(1)))
                .extracting(Violation::rule)
                .contains(Violation.Rule.RECEIPT_KEPT);
    }

    @Test
    void aStoreThatDoesNotCommitIsFoundOut() throws IOException {
        assertThat(violations(Order.ANSWER_ALONE, new Random(1)))
                .extracting(Violation::rule)
                .contains(Violation.Rule.RECEIPT_KEPT);
    }

    private List<Violation> violations(Order order, Random random) throws IOException {
        PowerCutDisk disk = new PowerCutDisk(Files.createTempDirectory(folder, "disk"));
        List<Talker> talkers = IntStream.range(0, TALKERS)
                .mapToObj(i -> new Talker("user" + i))
                .toList();
        try (SteppedRelay relay = new SteppedRelay(RelayConfig.temporary(), disk.open())) {
            // Accounts and rooms are there before anything is forgotten.
            for (Talker talker : talkers) {
                talker.connect(relay);
            }
        }
        disk.tidyUp();
        disk.use(order);
        for (int cut = 0; cut < CUTS; cut++) {
            SteppedRelay relay = new SteppedRelay(RelayConfig.temporary(), disk.open());
            talk(relay, talkers, random, 30 + random.nextInt(30));
            disk.cut();
            // What was on its way when the power went still arrives.
            listen(talkers);
            relay.closeButStore();
        }
        try (SteppedRelay relay = new SteppedRelay(RelayConfig.temporary(), disk.open())) {
            talk(relay, talkers, random, 1);
            comeToRest(relay, talkers);
            return Checker.violations(talkers.stream().map(Talker::diary).toList(), readings(relay, talkers));
        }
    }

    private static boolean haveReceipts(List<Talker> talkers) {
        try {
            listen(talkers);
            return talkers.stream().allMatch(talker -> talker.waiting() == 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until all has its receipt, or was refused; then, for a while only, until all show the same. */
    private static void comeToRest(SteppedRelay relay, List<Talker> talkers) throws IOException {
        relay.until("all receipts came", () -> haveReceipts(talkers));
        for (int i = 0; i < MANY_STEPS && !showTheSame(talkers); i++) {
            relay.step();
            listen(talkers);
        }
    }

    /** Where a history has lost its end, they never do. */
    private static boolean showTheSame(List<Talker> talkers) {
        return talkers.stream().mapToLong(Talker::lastSeq).distinct().count() == 1;
    }

    private static void talk(SteppedRelay relay, List<Talker> talkers, Random random, int messages) throws IOException {
        for (Talker talker : talkers) {
            talker.connect(relay);
        }
        for (int i = 0; i < messages; i++) {
            talkers.get(random.nextInt(talkers.size())).say();
            for (int steps = random.nextInt(4); steps > 0; steps--) {
                relay.step();
                listen(talkers);
            }
        }
    }

    private static void listen(List<Talker> talkers) throws IOException {
        for (Talker talker : talkers) {
            talker.listen();
        }
    }

    /** Read by a thread of its own, since the relay is turned by this one. */
    private static List<Reading> readings(SteppedRelay relay, List<Talker> talkers) throws IOException {
        InetSocketAddress address = relay.relay().addresses().get(0);
        CompletableFuture<List<Reading>> read = CompletableFuture.supplyAsync(() -> {
            try {
                List<Reading> readings = new ArrayList<>();
                for (Talker talker : talkers) {
                    readings.addAll(HistoryReader.read(address, talker.diary().user(), "secret"));
                }
                return readings;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        relay.until("the histories are read", read::isDone);
        return read.join();
    }

    @Test
    void aFullDiskRefusesMessagesAndNothingElse() {
        ChaosRounds.run("Full disks", 1, this::fillDisk);
    }

    private void fillDisk(Random random) throws IOException {
        PowerCutDisk disk = new PowerCutDisk(Files.createTempDirectory(folder, "disk"));
        List<Talker> talkers = List.of(new Talker("user0"), new Talker("user1"));
        try (SteppedRelay relay = new SteppedRelay(RelayConfig.temporary(), disk.open())) {
            talk(relay, talkers, random, 10);
            comeToRest(relay, talkers);

            disk.failWith(SQLiteErrorCode.SQLITE_FULL);
            for (int i = 0; i < 5; i++) {
                talkers.get(i % 2).say();
            }
            comeToRest(relay, talkers);
            assertThat(talkers.stream().flatMap(talker -> talker.diary().lines().stream()))
                    .filteredOn(Noted.Refused.class::isInstance)
                    .hasSize(5);

            disk.mend();
            talkers.get(0).say();
            comeToRest(relay, talkers);
            List<Reading> readings = readings(relay, talkers);
            assertThat(readings.get(0).messages()).hasSize(11);
            assertThat(Checker.violations(talkers.stream().map(Talker::diary).toList(), readings))
                    .isEmpty();
        }
    }

    @Test
    void aDiskThatDoesNotSyncStopsTheStoreAndNobodyHearsOfWhatWasLost() {
        ChaosRounds.run("Disks that fail to sync", 1, this::failToSync);
    }

    private void failToSync(Random random) throws IOException {
        PowerCutDisk disk = new PowerCutDisk(Files.createTempDirectory(folder, "disk"));
        List<Talker> talkers = List.of(new Talker("user0"), new Talker("user1"));
        CompletableFuture<String> broken = new CompletableFuture<>();
        try (SteppedRelay relay = new SteppedRelay(RelayConfig.temporary(), watched(disk, broken))) {
            talk(relay, talkers, random, 10);
            comeToRest(relay, talkers);

            disk.failWith(SQLiteErrorCode.SQLITE_IOERR_FSYNC);
            talkers.get(0).say();
            relay.until("the store has broken", broken::isDone);
            disk.mend();
            talkers.get(1).say();
            comeToRest(relay, talkers);
        }
        assertThat(broken.join()).contains("failed to store");
        try (SteppedRelay relay = new SteppedRelay(RelayConfig.temporary(), disk.open())) {
            talk(relay, talkers, random, 1);
            comeToRest(relay, talkers);
            List<Reading> readings = readings(relay, talkers);
            assertThat(readings.get(0).messages()).hasSize(11);
            assertThat(Checker.violations(talkers.stream().map(Talker::diary).toList(), readings))
                    .isEmpty();
        }
    }

    private static Store watched(PowerCutDisk disk, CompletableFuture<String> broken) throws IOException {
        Store store = disk.open();
        store.whenBroken(Runnable::run, fault -> broken.complete(fault.getMessage()));
        return store;
    }
}
