package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.store.Accounts.Change;
import io.naru.relay.store.Accounts.Creation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountsTest extends StoreContract {

    private Change setRole(String name, Role role) {
        AuditEntry entry = entry(AuditEntry.Action.ROLE, name);
        return ask(answer -> store.accounts().setRole(UserName.of(name), role, entry, Runnable::run, answer));
    }

    private boolean setPassword(String name, String hash) {
        AuditEntry entry = entry(AuditEntry.Action.PASSWORD, name);
        return ask(answer -> store.accounts().setPassword(UserName.of(name), hash, entry, Runnable::run, answer));
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
        assertThat(audit()).hasSize(1);
    }

    @Test
    void removedAccountIsGoneWithItsKeys() {
        create(account("minsu"));
        create(account("jiyoung"));
        bind("minsu", key("laptop"));
        bind("jiyoung", key("box"));

        assertThat(remove("Minsu")).isEqualTo(Change.DONE);

        assertThat(find("minsu")).isEmpty();
        assertThat(keyOwner("laptop")).isEmpty();
        assertThat(keyOwner("box")).isPresent();
        assertThat(bind("jiyoung", key("laptop"))).isEqualTo(Keys.Binding.BOUND);
    }

    @Test
    void removingAnUnknownNameSaysSo() {
        assertThat(remove("nobody")).isEqualTo(Change.UNKNOWN);
        assertThat(audit()).isEmpty();
    }

    @Test
    void lastOwnerStaysOwner() {
        create(account("minsu", Role.OWNER));
        create(account("jiyoung"));

        assertThat(remove("minsu")).isEqualTo(Change.LAST_OWNER);
        assertThat(setRole("minsu", Role.MEMBER)).isEqualTo(Change.LAST_OWNER);
        assertThat(find("minsu")).contains(account("minsu", Role.OWNER));
        assertThat(audit()).hasSize(2);

        assertThat(setRole("jiyoung", Role.OWNER)).isEqualTo(Change.DONE);
        assertThat(setRole("minsu", Role.OPERATOR)).isEqualTo(Change.DONE);
        assertThat(remove("minsu")).isEqualTo(Change.DONE);
        assertThat(remove("jiyoung")).isEqualTo(Change.LAST_OWNER);
    }

    @Test
    void newRoleReplacesTheOldOneAndNothingElse() {
        create(account("minsu"));

        assertThat(setRole("MINSU", Role.OPERATOR)).isEqualTo(Change.DONE);

        assertThat(find("minsu")).contains(account("minsu", Role.OPERATOR));
        assertThat(audit()).last().isEqualTo(entry(AuditEntry.Action.ROLE, "MINSU"));
    }

    @Test
    void roleThatAnAccountHasAlreadyIsDoneWithoutAnEntry() {
        create(account("minsu", Role.OWNER));

        assertThat(setRole("minsu", Role.OWNER)).isEqualTo(Change.DONE);

        assertThat(audit()).hasSize(1);
    }

    @Test
    void roleOfAnUnknownNameSaysSo() {
        assertThat(setRole("nobody", Role.OWNER)).isEqualTo(Change.UNKNOWN);
    }

    @Test
    void newPasswordReplacesTheHashAndNothingElse() {
        create(account("minsu"));
        create(account("jiyoung"));

        assertThat(setPassword("MINSU", "$new")).isTrue();

        assertThat(find("minsu")).contains(new Account(UserName.of("minsu"), Role.MEMBER, "$new", CREATED));
        assertThat(find("jiyoung")).contains(account("jiyoung"));
        assertThat(audit()).last().isEqualTo(entry(AuditEntry.Action.PASSWORD, "MINSU"));
    }

    @Test
    void newPasswordOfAnUnknownNameSaysSo() {
        assertThat(setPassword("nobody", "$new")).isFalse();
        assertThat(audit()).isEmpty();
    }

    @Test
    void listIsInOrderOfNames() {
        List.of("c-minsu", "B-jiyoung", "a-ferry", "나루").forEach(name -> create(account(name)));

        assertThat(accounts())
                .extracting(a -> a.name().display())
                .containsExactly("a-ferry", "B-jiyoung", "c-minsu", "나루");
    }

    @Test
    void loginIsNotedWithItsKey() {
        create(account("minsu"));
        bind("minsu", key("laptop"));
        bind("minsu", key("box"));
        Instant now = CREATED.plusSeconds(5);

        boolean isThere = ask(answer -> store.accounts()
                .noteLogin(UserName.of("minsu"), Optional.of(fingerprint("box")), now, Runnable::run, answer));

        assertThat(isThere).isTrue();
        assertThat(find("minsu").orElseThrow().lastLoginAt()).contains(now);
        assertThat(keys("minsu")).extracting(BoundKey::lastUsedAt).containsExactly(Optional.empty(), Optional.of(now));
    }

    @Test
    void loginOfAnAccountThatIsGoneIsNotNotedAtAnotherOnesKey() {
        create(account("minsu"));
        bind("minsu", key("laptop"));

        boolean isThere = ask(answer -> store.accounts()
                .noteLogin(UserName.of("nobody"), Optional.of(fingerprint("laptop")), CREATED, Runnable::run, answer));

        assertThat(isThere).isFalse();
        assertThat(keys("minsu")).extracting(BoundKey::lastUsedAt).containsExactly(Optional.empty());
    }

    @Test
    void loginIsWorthANoteOnceADay() {
        Account fresh = account("minsu");
        Account used = new Account(fresh.name(), fresh.role(), fresh.passwordHash(), CREATED, Optional.of(CREATED));

        assertThat(fresh.isLoginNoteDue(CREATED)).isTrue();
        assertThat(used.isLoginNoteDue(CREATED.plus(Duration.ofHours(23)))).isFalse();
        assertThat(used.isLoginNoteDue(CREATED.plus(Duration.ofHours(24)))).isTrue();
        assertThat(used.isLoginNoteDue(CREATED.minus(Duration.ofDays(2))))
                .as("the clock was set back")
                .isTrue();
    }

    @Test
    void hashIsNotPrinted() {
        assertThat(account("minsu").toString()).doesNotContain("hash");
    }
}
