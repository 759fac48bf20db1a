package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.message.InvalidValueException;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTest extends StoreContract {

    private static AuditEntry kick(Instant at, Optional<UserName> by) {
        return new AuditEntry(at, by, AuditEntry.Via.CTL, AuditEntry.Action.KICK, "민수", "too loud");
    }

    private void add(AuditEntry entry) {
        StoreContract.<AuditEntry>ask(answer -> store.audit().add(entry, Runnable::run, answer));
    }

    @Test
    void entriesAreKeptWithAllTheirPartsInTheirOrder() {
        AuditEntry later = kick(CREATED.plusSeconds(5), Optional.of(UserName.of("Kim")));
        AuditEntry clockWasSetBack = kick(CREATED, Optional.empty());

        add(later);
        add(clockWasSetBack);

        assertThat(audit()).containsExactly(later, clockWasSetBack);
    }

    @Test
    void entriesFromAMomentOnAreGiven() {
        add(kick(CREATED, Optional.empty()));
        add(kick(CREATED.plusMillis(1), Optional.empty()));

        List<AuditEntry> since = ask(answer -> store.audit().since(CREATED.plusMillis(1), Runnable::run, answer));

        assertThat(since).containsExactly(kick(CREATED.plusMillis(1), Optional.empty()));
    }

    @Test
    void everyVerbHasAnAction() {
        for (ModerationVerb verb : ModerationVerb.values()) {
            assertThat(AuditEntry.Action.of(verb)).hasToString(verb.name());
        }
    }

    @Test
    void controlsAreRefused() {
        assertThatThrownBy(() -> new AuditEntry(
                        CREATED, Optional.empty(), AuditEntry.Via.CTL, AuditEntry.Action.SAY, "a\u001b[2J", ""))
                .isInstanceOf(InvalidValueException.class);
    }
}
