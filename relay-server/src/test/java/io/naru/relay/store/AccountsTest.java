package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.store.Accounts.Creation;
import io.naru.relay.work.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

    private static final Instant CREATED = Instant.ofEpochMilli(1_700_000_000_123L);

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void openStore() throws StoreException {
        store = Store.open(DataFolder.open(folder));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    static final AuditEntry ENTRY = AuditEntry.ofCommandLine(CREATED, AuditEntry.Action.ACCOUNT_ADD, "minsu", "");

    static Account account(String name) {
        return new Account(UserName.of(name), Role.MEMBER, "$hash-of-" + name, CREATED);
    }

    Creation create(Account account) {
        Answers<Creation> answers = new Answers<>();
        store.accounts().create(account, ENTRY, Runnable::run, answers);
        return answers.value();
    }

    Optional<Account> find(String name) {
        Answers<Optional<Account>> answers = new Answers<>();
        store.accounts().find(UserName.of(name), Runnable::run, answers);
        return answers.value();
    }

    List<Account> list() {
        Answers<List<Account>> answers = new Answers<>();
        store.accounts().list(Runnable::run, answers);
        return answers.value();
    }

    @Test
    void createdAccountIsFoundWithAllItsParts() {
        assertThat(create(account("Minsu"))).isEqualTo(Creation.CREATED);

        assertThat(find("Minsu")).contains(account("Minsu"));
    }

    @Test
    void nameIsFoundWithoutCaseAndShownAsItWasWritten() {
        create(account("MinSu"));

        assertThat(find("minsu").orElseThrow().name().display()).isEqualTo("MinSu");
    }

    @Test
    void hangulNameWorks() {
        create(account("민수"));

        assertThat(find("민수")).contains(account("민수"));
    }

    @Test
    void unknownNameIsNotFound() {
        assertThat(find("nobody")).isEmpty();
    }

    @Test
    void secondAccountOfANameIsRefusedAndTheFirstKept() {
        create(account("minsu"));
        Account second = new Account(UserName.of("MINSU"), Role.OWNER, "$other", CREATED);

        assertThat(create(second)).isEqualTo(Creation.NAME_TAKEN);

        assertThat(find("minsu")).contains(account("minsu"));
    }

    @Test
    void removedAccountIsGone() {
        create(account("minsu"));
        Answers<Accounts.Change> answers = new Answers<>();

        store.accounts().remove(UserName.of("Minsu"), ENTRY, Runnable::run, answers);

        assertThat(answers.value()).isEqualTo(Accounts.Change.DONE);
        assertThat(find("minsu")).isEmpty();
    }

    @Test
    void removingAnUnknownNameSaysSo() {
        Answers<Accounts.Change> answers = new Answers<>();

        store.accounts().remove(UserName.of("nobody"), ENTRY, Runnable::run, answers);

        assertThat(answers.value()).isEqualTo(Accounts.Change.UNKNOWN);
    }

    @Test
    void newPasswordReplacesTheHashAndNothingElse() {
        create(account("minsu"));
        create(account("jiyoung"));
        Answers<Boolean> answers = new Answers<>();

        store.accounts().setPassword(UserName.of("MINSU"), "$new", ENTRY, Runnable::run, answers);

        assertThat(answers.value()).isTrue();
        assertThat(find("minsu")).contains(new Account(UserName.of("minsu"), Role.MEMBER, "$new", CREATED));
        assertThat(find("jiyoung")).contains(account("jiyoung"));
    }

    @Test
    void newPasswordOfAnUnknownNameSaysSo() {
        Answers<Boolean> answers = new Answers<>();

        store.accounts().setPassword(UserName.of("nobody"), "$new", ENTRY, Runnable::run, answers);

        assertThat(answers.value()).isFalse();
    }

    @Test
    void listIsInOrderOfNames() {
        List.of("c-minsu", "B-jiyoung", "a-ferry", "나루").forEach(name -> create(account(name)));

        assertThat(list()).extracting(a -> a.name().display()).containsExactly("a-ferry", "B-jiyoung", "c-minsu", "나루");
    }

    @Test
    void accountsSurviveARestart() throws StoreException {
        create(account("minsu"));
        store.close();

        store = Store.open(DataFolder.open(folder));

        assertThat(find("minsu")).contains(account("minsu"));
    }

    @Test
    void secondStoreOnTheSameFileSeesWhatTheFirstWrites() throws StoreException {
        try (Store other = Store.open(DataFolder.openExisting(folder))) {
            create(account("minsu"));
            Answers<Creation> created = new Answers<>();
            other.accounts().create(account("jiyoung"), ENTRY, Runnable::run, created);

            assertThat(created.value()).isEqualTo(Creation.CREATED);
            assertThat(find("jiyoung")).isPresent();
            Answers<Optional<Account>> found = new Answers<>();
            other.accounts().find(UserName.of("minsu"), Runnable::run, found);
            assertThat(found.value()).isPresent();
        }
    }

    @Test
    void twoStoresThatWriteAtOnceLoseNothing() throws StoreException {
        int each = 200;
        Answers<Creation> here = new Answers<>();
        Answers<Creation> there = new Answers<>();
        try (Store other = Store.open(DataFolder.openExisting(folder))) {
            for (int i = 0; i < each; i++) {
                store.accounts().create(account("here" + i), ENTRY, Runnable::run, here);
                other.accounts().create(account("there" + i), ENTRY, Runnable::run, there);
                store.accounts().create(account("both" + i), ENTRY, Runnable::run, here);
                other.accounts().create(account("both" + i), ENTRY, Runnable::run, there);
            }
            List<Creation> outcomes = IntStream.range(0, 2 * each)
                    .boxed()
                    .flatMap(i -> List.of(here.value(), there.value()).stream())
                    .toList();

            assertThat(outcomes).filteredOn(Creation.CREATED::equals).hasSize(3 * each);
            assertThat(list()).hasSize(3 * each);
        }
    }

    @Test
    void answersComeInTheExecutorInTheOrderOfTheQuestions() throws InterruptedException {
        LinkedBlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            int number = i;
            Consumer<Outcome<Optional<Account>>> answer = outcome -> order.append(number);
            store.accounts().find(UserName.of("minsu"), loop::add, answer);
        }

        for (int i = 0; i < 10; i++) {
            loop.poll(20, TimeUnit.SECONDS).run();
        }

        assertThat(order).hasToString("0123456789");
    }

    @Test
    void closedStoreFailsRequestsWithASentence() {
        store.close();
        Answers<List<Account>> answers = new Answers<>();

        store.accounts().list(Runnable::run, answers);

        assertThat(answers.sentence()).isEqualTo("The store is closed");
    }

    @Test
    void hashIsNotPrinted() {
        assertThat(account("minsu").toString()).doesNotContain("hash");
    }
}
