package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.message.ModerationTarget;
import io.naru.common.message.UserName;
import io.naru.relay.store.Bans.Placement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BansTest extends StoreContract {

    private static Ban ban(String target, Instant since, Optional<Instant> until) {
        return new Ban(
                Ban.Kind.BAN,
                ModerationTarget.parse(target),
                Optional.of(UserName.of("Kim")),
                since,
                until,
                "너무 시끄러워요");
    }

    private static Ban mute(String name) {
        return new Ban(Ban.Kind.MUTE, ModerationTarget.parse(name), Optional.empty(), CREATED, Optional.empty(), "");
    }

    private Placement put(Ban ban) {
        AuditEntry entry = entry(AuditEntry.Action.BAN, ban.target().toString());
        return ask(answer -> store.bans().put(ban, entry, Runnable::run, answer));
    }

    private boolean lift(Ban.Kind kind, String target) {
        AuditEntry entry = entry(AuditEntry.Action.UNBAN, target);
        return ask(answer -> store.bans().lift(kind, ModerationTarget.parse(target), entry, Runnable::run, answer));
    }

    private List<Ban> active(Instant now) {
        return ask(answer -> store.bans().active(now, Runnable::run, answer));
    }

    @Test
    void everyKindOfTargetIsKeptWithAllItsParts() {
        List<Ban> bans = List.of(
                ban("MinSu", CREATED, Optional.of(CREATED.plusSeconds(60))),
                ban("key:" + fingerprint("laptop"), CREATED.plusMillis(1), Optional.empty()),
                ban("addr:192.0.2.0/24", CREATED.plusMillis(2), Optional.empty()),
                ban("addr:2001:db8::/64", CREATED.plusMillis(3), Optional.empty()));

        bans.forEach(ban -> assertThat(put(ban)).isEqualTo(Placement.KEPT));

        assertThat(active(CREATED)).containsExactlyElementsOf(bans);
        assertThat(active(CREATED).get(0).target()).hasToString("MinSu");
        assertThat(audit()).hasSize(4);
    }

    @Test
    void aNetThatWasBannedBeforeAddressesWereShownInShortIsStillFound() {
        assertThat(SqliteBans.canonical(ModerationTarget.parse("addr:2001:db8::/64")))
                .isEqualTo("addr:2001:db8:0:0:0:0:0:0/64");
        put(ban("addr:2001:db8:0:0:0:0:0:0/64", CREATED, Optional.empty()));

        assertThat(active(CREATED)).extracting(ban -> ban.target().toString()).containsExactly("addr:2001:db8::/64");
        assertThat(lift(Ban.Kind.BAN, "addr:2001:db8::/64")).isTrue();
    }

    @Test
    void laterBanOfATargetReplacesTheEarlier() {
        put(ban("minsu", CREATED, Optional.empty()));
        Ban later = ban("MINSU", CREATED.plusSeconds(1), Optional.of(CREATED.plusSeconds(60)));

        put(later);

        assertThat(active(CREATED.plusSeconds(1))).containsExactly(later);
    }

    @Test
    void banAndMuteOfAUserAreTwoThings() {
        put(ban("minsu", CREATED, Optional.empty()));
        put(mute("minsu"));

        assertThat(lift(Ban.Kind.BAN, "Minsu")).isTrue();

        assertThat(active(CREATED)).containsExactly(mute("minsu"));
    }

    @Test
    void banEndsAtTheMomentItNames() {
        put(ban("minsu", CREATED, Optional.of(CREATED.plusMillis(10))));

        assertThat(active(CREATED.plusMillis(9))).hasSize(1);
        assertThat(active(CREATED.plusMillis(10))).isEmpty();
    }

    @Test
    void endedBansAreForgottenWithTheNext() {
        put(ban("minsu", CREATED, Optional.of(CREATED.plusMillis(10))));
        put(ban("jiyoung", CREATED.plusMillis(10), Optional.empty()));

        assertThat(active(CREATED)).extracting(ban -> ban.target().toString()).containsExactly("jiyoung");
    }

    @Test
    void liftingWhatIsNotThereSaysSo() {
        assertThat(lift(Ban.Kind.BAN, "minsu")).isFalse();
        assertThat(audit()).isEmpty();
    }

    @Test
    void banOutlivesItsAccount() {
        create(account("minsu"));
        put(ban("minsu", CREATED, Optional.empty()));

        remove("minsu");

        assertThat(active(CREATED)).hasSize(1);
    }

    @Test
    void thereIsAMostOfBans() {
        Answers<Placement> answers = new Answers<>();
        int atOnce = 1000;
        for (int i = 0; i < Bans.MAX; i++) {
            Ban ban = ban("addr:10." + i / 250 + "." + i % 250 + ".1", CREATED, Optional.empty());
            store.bans().put(ban, ENTRY, Runnable::run, answers);
            if (i % atOnce == atOnce - 1) {
                for (int j = 0; j < atOnce; j++) {
                    assertThat(answers.value()).isEqualTo(Placement.KEPT);
                }
            }
        }

        assertThat(put(ban("minsu", CREATED, Optional.empty()))).isEqualTo(Placement.FULL);
        assertThat(put(ban("addr:10.0.7.1", CREATED, Optional.empty())))
                .as("in place of another")
                .isEqualTo(Placement.KEPT);
        assertThat(active(CREATED)).hasSize(Bans.MAX);
    }

    @Test
    void onlyUsersAreMuted() {
        assertThatThrownBy(() -> mute("addr:192.0.2.1")).isInstanceOf(IllegalArgumentException.class);
    }
}
