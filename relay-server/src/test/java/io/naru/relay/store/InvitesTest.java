package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.message.InviteCode;
import io.naru.common.message.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvitesTest extends StoreContract {

    private Invites.State check(InviteCode code, Instant now) {
        return ask(answer -> store.invites().check(code, now, Runnable::run, answer));
    }

    private boolean revoke(long id) {
        AuditEntry entry = entry(AuditEntry.Action.INVITE_REVOKE, "#" + id);
        return ask(answer -> store.invites().revoke(id, entry, Runnable::run, answer));
    }

    @Test
    void keptInviteIsListedWithAllItsParts() {
        Invite invite = new Invite(3, CREATED.plusSeconds(9), CREATED, Optional.of(UserName.of("Kim")), "친구");

        KeptInvite kept = keep(invite, code('A'));

        assertThat(kept).isEqualTo(new KeptInvite(kept.id(), invite, 3));
        assertThat(invites()).containsExactly(kept);
        assertThat(audit()).containsExactly(entry(AuditEntry.Action.INVITE_CREATE, "#" + kept.id()));
    }

    @Test
    void codeIsJudgedWithoutBeingUsed() {
        keep(invite(1), code('A'));

        assertThat(check(code('A'), CREATED)).isEqualTo(Invites.State.USABLE);
        assertThat(check(code('A'), CREATED)).isEqualTo(Invites.State.USABLE);
        assertThat(check(code('B'), CREATED)).isEqualTo(Invites.State.UNKNOWN);
        assertThat(check(code('A'), CREATED.plus(Duration.ofDays(7)))).isEqualTo(Invites.State.EXPIRED);
        StoreContract.<Accounts.Admission>ask(answer -> store.accounts()
                .register(account("minsu"), Optional.of(code('A')), Optional.empty(), Runnable::run, answer));
        assertThat(check(code('A'), CREATED)).isEqualTo(Invites.State.USED_UP);
    }

    @Test
    void revokedInviteIsGoneAndItsNumberIsNotGivenAgain() {
        long first = keep(invite(1), code('A')).id();

        assertThat(revoke(first)).isTrue();
        assertThat(revoke(first)).isFalse();

        assertThat(invites()).isEmpty();
        assertThat(audit()).hasSize(2);
        assertThat(keep(invite(1), code('B')).id()).isGreaterThan(first);
    }

    @Test
    void invitesThatEndedLongAgoAreForgotten() {
        keep(invite(1), code('A'));
        Instant later = CREATED.plus(Duration.ofDays(7)).plus(Invites.KEPT_AFTER_END);

        keep(new Invite(1, later.plusSeconds(1), later, Optional.empty(), ""), code('B'));
        assertThat(invites()).hasSize(2);
        Instant after = later.plusMillis(1);
        keep(new Invite(1, after.plusSeconds(1), after, Optional.empty(), ""), code('C'));

        assertThat(invites()).hasSize(2);
        assertThat(check(code('A'), after)).isEqualTo(Invites.State.UNKNOWN);
    }

    @Test
    void usesAreWithinTheirRange() {
        assertThatThrownBy(() -> invite(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> invite(Invite.USES_MAX + 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
