package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.chaos.ChaosRounds;
import io.naru.common.chaos.Checker;
import io.naru.common.chaos.Diary;
import io.naru.common.chaos.Kept;
import io.naru.common.chaos.Noted;
import io.naru.common.chaos.Reading;
import io.naru.common.chaos.Violation;
import io.naru.common.chaos.Violation.Rule;
import io.naru.common.log.Logging;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.relay.store.History.Append;
import io.naru.relay.store.History.Appended;
import io.naru.relay.store.History.Page;
import io.naru.relay.store.History.PageQuery;
import io.naru.relay.store.PowerCutDisk.Order;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an append was answered with is there after a power cut at any moment. */
@Timeout(60)
class HistoryPowerCutTest {
    private static final UserName KIM = UserName.of("kim");
    private static final String ROOM = RoomName.LOBBY.canonical();
    private static final int CUTS = 5;
    private static final int PAGE = 10_000;

    @TempDir
    private Path folder;

    private final List<Noted> diary = Collections.synchronizedList(new ArrayList<>());
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
    void whatWasAnsweredIsKept() {
        ChaosRounds.run(
                "Power cuts of a store",
                5,
                random ->
                        assertThat(violations(Order.COMMIT_THEN_ANSWER, random)).isEmpty());
    }

    @Test
    void anAnswerBeforeTheCommitIsFoundOut() throws IOException {
        assertThat(violations(Order.ANSWER_THEN_COMMIT, new Random(1)))
                .extracting(Violation::rule)
                .contains(Rule.RECEIPT_KEPT);
    }

    @Test
    void aMissingCommitIsFoundOut() throws IOException {
        assertThat(violations(Order.ANSWER_ALONE, new Random(1)))
                .extracting(Violation::rule)
                .contains(Rule.RECEIPT_KEPT);
    }

    private List<Violation> violations(Order order, Random random) throws IOException {
        diary.clear();
        PowerCutDisk disk = new PowerCutDisk(Files.createTempDirectory(folder, "disk"));
        int said = 0;
        Store store = disk.open();
        StoreContract.<Accounts.Creation>ask(answer ->
                store.accounts().create(StoreContract.account("kim"), StoreContract.ENTRY, Runnable::run, answer));
        disk.tidyUp();
        disk.use(order);
        for (int cut = 0; cut < CUTS; cut++) {
            Store opened = disk.open();
            said = appendSome(opened, said, random);
            disk.cut();
        }
        try (Store opened = disk.open()) {
            Reading reading = new Reading("kim", ROOM, kept(opened));
            return Checker.violations(List.of(new Diary("kim-1", "kim", diary)), List.of(reading));
        }
    }

    /** Waits for some of the answers, and leaves the others to the cut. */
    private int appendSome(Store store, int said, Random random) {
        long lobby = lobby(store);
        Semaphore answered = new Semaphore(0);
        int count = 20 + random.nextInt(60);
        for (int i = said; i < said + count; i++) {
            String id = "m" + i;
            diary.add(new Noted.Said(0, id, ROOM, "text of " + id));
            Append append = new Append(
                    lobby,
                    RoomName.LOBBY,
                    KIM,
                    Optional.of(new MessageId(id)),
                    "text of " + id,
                    OptionalLong.empty(),
                    StoreContract.CREATED);
            store.history().append(append, Runnable::run, outcome -> {
                note(id, outcome);
                answered.release();
            });
        }
        answered.acquireUninterruptibly(1 + random.nextInt(count));
        return said + count;
    }

    private void note(String id, Outcome<Appended> outcome) {
        if (outcome instanceof Outcome.Done<Appended> done) {
            StoredMessage message = done.value().message();
            // What the power took with it isn't on any screen, so the next seq may have been shown before.
            diary.add(new Noted.Left(ROOM));
            diary.add(new Noted.Shown(ROOM, message.seq(), "kim", id, message.text(), true));
        } else {
            diary.add(new Noted.Refused(id, outcome.toString()));
        }
    }

    private static long lobby(Store store) {
        List<Membership> rooms = StoreContract.ask(answer -> store.rooms().of(KIM, Runnable::run, answer));
        return rooms.get(0).room().id();
    }

    private static List<Kept> kept(Store store) {
        PageQuery all = new PageQuery(
                lobby(store), RoomName.LOBBY, OptionalLong.of(0), OptionalLong.empty(), PAGE, Long.MAX_VALUE);
        Page page = StoreContract.ask(answer -> store.history().page(all, Runnable::run, answer));
        assertThat(page.hasMore()).isFalse();
        return page.messages().stream()
                .map(message -> new Kept(
                        message.seq(),
                        message.author().canonical(),
                        message.id().orElseThrow().value(),
                        message.text()))
                .toList();
    }
}
