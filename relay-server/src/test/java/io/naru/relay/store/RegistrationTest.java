package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.InviteCode;
import io.naru.common.message.UserName;
import io.naru.relay.store.Accounts.Admission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RegistrationTest extends StoreContract {

    private Admission register(String name, InviteCode code) {
        return register(account(name), Optional.of(code), Optional.empty());
    }

    private Admission register(Account account, Optional<InviteCode> code, Optional<KeyBinding> key) {
        return ask(answer -> store.accounts().register(account, code, key, Runnable::run, answer));
    }

    private static Account accountAt(String name, Instant time) {
        Account account = account(name);
        return new Account(account.name(), account.role(), account.passwordHash(), time);
    }

    private int usesLeft() {
        return invites().get(0).usesLeft();
    }

    @Test
    void newcomerGetsAnAccountWithItsKeyAndTheInviteIsUsed() {
        keep(invite(2), code('A'));

        Admission admission = register(account("minsu"), Optional.of(code('A')), Optional.of(key("laptop")));

        assertThat(admission).isEqualTo(Admission.CREATED);
        assertThat(find("minsu")).contains(account("minsu"));
        assertThat(keyOwner("laptop").orElseThrow().account()).isEqualTo(account("minsu"));
        assertThat(usesLeft()).isEqualTo(1);
    }

    @Test
    void auditSaysWhoCameByWhichInvite() {
        KeptInvite invite = keep(invite(1), code('A'));

        register("minsu", code('A'));

        assertThat(audit())
                .last()
                .isEqualTo(new AuditEntry(
                        CREATED,
                        Optional.of(UserName.of("minsu")),
                        AuditEntry.Via.LOGIN,
                        AuditEntry.Action.INVITE_USE,
                        "#" + invite.id(),
                        "for the crew"));
    }

    @Test
    void nobodyNeedsAnInviteWhereNoneIsAskedFor() {
        assertThat(register(account("minsu"), Optional.empty(), Optional.empty()))
                .isEqualTo(Admission.CREATED);
        assertThat(audit()).as("strangers could fill it").isEmpty();
    }

    @Test
    void unknownCodeIsRefused() {
        keep(invite(1), code('A'));

        assertThat(register("minsu", code('B'))).isEqualTo(Admission.INVITE_UNKNOWN);

        assertThat(find("minsu")).isEmpty();
        assertThat(usesLeft()).isEqualTo(1);
    }

    @Test
    void inviteEndsAtTheMomentItNames() {
        keep(invite(5), code('A'));
        Instant end = CREATED.plus(Duration.ofDays(7));

        assertThat(register(accountAt("early", end.minusMillis(1)), Optional.of(code('A')), Optional.empty()))
                .isEqualTo(Admission.CREATED);
        assertThat(register(accountAt("late", end), Optional.of(code('A')), Optional.empty()))
                .isEqualTo(Admission.INVITE_EXPIRED);
        assertThat(find("late")).isEmpty();
    }

    @Test
    void linkThatIsStolenAfterUseIsWorthNothing() {
        keep(invite(1), code('A'));
        register("minsu", code('A'));

        assertThat(register("thief", code('A'))).isEqualTo(Admission.INVITE_USED_UP);
        assertThat(find("thief")).isEmpty();
    }

    @Test
    void revokedInviteIsUnknown() {
        KeptInvite invite = keep(invite(1), code('A'));
        StoreContract.<Boolean>ask(answer -> store.invites()
                .revoke(invite.id(), entry(AuditEntry.Action.INVITE_REVOKE, "#1"), Runnable::run, answer));

        assertThat(register("minsu", code('A'))).isEqualTo(Admission.INVITE_UNKNOWN);
    }

    @Test
    void takenNameCostsNoUse() {
        create(account("minsu"));
        keep(invite(1), code('A'));

        assertThat(register("MINSU", code('A'))).isEqualTo(Admission.NAME_TAKEN);
        assertThat(usesLeft()).isEqualTo(1);
    }

    @Test
    void whoHasNoInviteLearnsNoNames() {
        create(account("minsu"));

        assertThat(register("minsu", code('A'))).isEqualTo(Admission.INVITE_UNKNOWN);
    }

    @Test
    void keyOfAnotherAccountCostsNoUseAndMakesNoAccount() {
        create(account("minsu"));
        bind("minsu", key("laptop"));
        keep(invite(1), code('A'));

        Admission admission = register(account("second"), Optional.of(code('A')), Optional.of(key("laptop")));

        assertThat(admission).isEqualTo(Admission.KEY_TAKEN);
        assertThat(find("second")).isEmpty();
        assertThat(usesLeft()).isEqualTo(1);
        assertThat(keyOwner("laptop").orElseThrow().account().name()).isEqualTo(UserName.of("minsu"));
    }

    @Test
    void inviteIsUsedExactlyAsOftenAsItSaysAlsoByManyAtOnce() throws InterruptedException {
        int uses = 5;
        int newcomers = 40;
        keep(invite(uses), code('A'));
        Answers<Admission> answers = new Answers<>();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < newcomers; i++) {
            Account account = account("user" + i);
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                store.accounts().register(account, Optional.of(code('A')), Optional.empty(), Runnable::run, answers);
            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        List<Admission> admissions = new ArrayList<>();
        for (int i = 0; i < newcomers; i++) {
            admissions.add(answers.value());
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(admissions).filteredOn(Admission.CREATED::equals).hasSize(uses);
        assertThat(admissions).filteredOn(Admission.INVITE_USED_UP::equals).hasSize(newcomers - uses);
        assertThat(accounts()).hasSize(uses);
        assertThat(usesLeft()).isZero();
    }
}
