package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Frame;
import io.naru.relay.control.ModerationOrder;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.testkit.ScriptedPeer;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What operators and owners do about others, but for bans: kicks, mutes, and roles. */
final class ModerationTest extends ModerationStage {
    private List<AuditEntry> audit() throws IOException {
        CompletableFuture<Outcome<List<AuditEntry>>> answer = new CompletableFuture<>();
        store.audit().since(Instant.EPOCH, Runnable::run, answer::complete);
        return answer.join().orThrow();
    }

    @Test
    void whoIsKickedIsToldWhyAndMayComeBack() throws IOException {
        RelayMessage.Moderated done = done(omar, moderate(ModerationVerb.KICK, "KIM", 0, "too loud"));

        assertThat(done)
                .isEqualTo(new RelayMessage.Moderated(
                        ModerationVerb.KICK,
                        Optional.of(REQUEST),
                        user("kim"),
                        none(),
                        Optional.empty(),
                        "too loud",
                        Optional.of(UserName.of("omar"))));
        assertThat(done.target()).hasToString("kim");
        RelayMessage.Close close = kim.skipTo(RelayMessage.Close.class);
        assertThat(close.code()).contains(ErrorCode.KICKED);
        assertThat(close.reason()).isEqualTo("You were kicked by omar: too loud.");
        assertThat(notices(lee.barrier())).containsExactly("kim was kicked by omar: too loud.");
        assertThat(relay.drops(DropReason.KICKED)).isEqualTo(1);
        relay.extended("kim");
    }

    @Test
    void nobodyIsKickedWhoIsNotThere() throws IOException {
        kim.send(new ClientMessage.Close());
        lee.skipTo(RelayMessage.Presence.class, seen -> seen.state() == PresenceState.OFFLINE);

        assertThat(refusal(omar, moderate(ModerationVerb.KICK, "kim", 0, "")).text())
                .isEqualTo("kim isn't online.");
        assertThat(refusal(omar, moderate(ModerationVerb.KICK, "zed", 0, "")).text())
                .isEqualTo("There is no account zed.");
    }

    @Test
    void whatAMutedUserSaysIsRefusedAndEverythingElseGoesOn() throws IOException {
        kim.send(new ClientMessage.Presence(PresenceState.ONLINE, 1, 1, "buy gold"));
        settle();
        done(omar, moderate(ModerationVerb.MUTE, "kim", 20, "spam"));

        List<RelayMessage> told = kim.barrier();
        assertThat(told)
                .contains(new RelayMessage.Moderated(
                        ModerationVerb.MUTE,
                        Optional.empty(),
                        user("kim"),
                        OptionalLong.of(20),
                        Optional.empty(),
                        "spam",
                        Optional.of(UserName.of("omar"))));
        assertThat(notices(told)).isEmpty();
        List<RelayMessage> seen = lee.barrier();
        assertThat(notices(seen)).containsExactly("kim was muted by omar for 20 seconds: spam.");
        assertThat(seen)
                .filteredOn(RelayMessage.Presence.class::isInstance)
                .extracting(message -> ((RelayMessage.Presence) message).status())
                .containsExactly("");
        kim.send(chat("hello?"));
        RelayMessage.Error refusal = kim.expect(RelayMessage.Error.class);
        assertThat(refusal.code()).isEqualTo(ErrorCode.MUTED);
        assertThat(refusal.text()).startsWith("You are muted until ").endsWith(": spam.");
        relay.advance(Duration.ofSeconds(2));
        kim.send(new ClientMessage.Presence(PresenceState.AWAY, 2, 2, "buy gold"));
        RelayMessage.Presence away = lee.expect(RelayMessage.Presence.class);
        assertThat(away.status()).isEmpty();
        assertThat(away.sharedFiles()).hasValue(2);
        relay.advance(Duration.ofSeconds(18));
        kim.send(chat("hello again"));
        assertThat(lee.skipTo(RelayMessage.Chat.class).text()).isEqualTo("hello again");
    }

    @Test
    void whoIsUnmutedSpeaksAgain() throws IOException {
        done(omar, moderate(ModerationVerb.MUTE, "kim", 0, ""));
        done(omar, moderate(ModerationVerb.UNMUTE, "kim", 0, ""));
        lee.barrier();

        kim.send(chat("thanks"));

        assertThat(lee.expect(RelayMessage.Chat.class).text()).isEqualTo("thanks");
    }

    @Test
    void aBaseClientIsMutedAndToldInNotices() throws IOException {
        ScriptedPeer base = relay.base("bob");

        done(omar, moderate(ModerationVerb.MUTE, "bob", 60, "spam"));
        base.send("\0hello\0");

        assertThat(base.baseBarrier())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("0 * You were muted by omar for 1 minute: spam."),
                        second -> assertThat(second).startsWith("0 * You are muted until "));
        done(omar, moderate(ModerationVerb.KICK, "bob", 0, ""));
        List<String> last = new ArrayList<>();
        for (Frame frame : base.untilEnd()) {
            last.add(new String(frame.body(), StandardCharsets.UTF_8));
        }
        assertThat(last).containsExactly("* You were kicked by omar.", "");
    }

    @Test
    void membersMayDoNothingToOthersAndLearnNothingByTrying() throws IOException {
        RelayMessage.Error known = refusal(lee, moderate(ModerationVerb.KICK, "kim", 0, ""));
        RelayMessage.Error unknown = refusal(lee, moderate(ModerationVerb.BAN, "zed", 0, ""));
        lee.send(new ClientMessage.Bans(REQUEST));

        assertThat(known.code()).isEqualTo(ErrorCode.NOT_PERMITTED);
        assertThat(unknown).isEqualTo(known);
        assertThat(lee.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
    }

    @Test
    void aRoleIsInForceAndSeenAtOnce() throws IOException {
        assertThat(refusal(omar, role("kim", Role.OPERATOR)).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
        done(olive, role("kim", Role.OPERATOR));

        assertThat(kim.barrier())
                .anySatisfy(message -> assertThat(message)
                        .isEqualTo(new RelayMessage.Moderated(
                                ModerationVerb.ROLE,
                                Optional.empty(),
                                user("kim"),
                                none(),
                                Optional.of(Role.OPERATOR),
                                "",
                                Optional.of(UserName.of("olive")))));
        assertThat(lee.skipTo(RelayMessage.Presence.class).role()).isEqualTo(Role.OPERATOR);
        assertThat(notices(lee.barrier())).containsExactly("kim was made an operator by olive.");
        done(kim, moderate(ModerationVerb.KICK, "lee", 0, ""));
        done(olive, role("kim", Role.MEMBER));
        assertThat(refusal(kim, moderate(ModerationVerb.MUTE, "zed", 0, "")).code())
                .isEqualTo(ErrorCode.NOT_PERMITTED);
    }

    @Test
    void anOperatorStepsDownAndCannotStepUpAgain() throws IOException {
        done(omar, role("omar", Role.MEMBER));

        assertThat(refusal(omar, role("omar", Role.OPERATOR)).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
    }

    @Test
    void theLastOwnerStays() throws IOException {
        assertThat(refusal(olive, role("olive", Role.MEMBER)).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
        assertThat(order(roleOrder("olive", Role.MEMBER)).refusal()).contains(ErrorCode.NOT_PERMITTED);
    }

    @Test
    void whatIsOrderedBehindADemotionIsJudgedByIt() throws IOException {
        omar.send(moderate(ModerationVerb.MUTE, "kim", 0, ""));
        // Asked for before omar's frame is read, and answered behind that.
        relay.relay().control().moderate(roleOrder("omar", Role.MEMBER), answer -> {});

        assertThat(omar.skipTo(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
        assertThat(relay.relay().control().bans()).isEmpty();
    }

    @Test
    void everythingIsInTheAudit() throws IOException {
        done(omar, moderate(ModerationVerb.MUTE, "kim", 60, "spam"));
        done(omar, moderate(ModerationVerb.KICK, "kim", 0, "bye"));
        done(olive, role("lee", Role.OPERATOR));
        order(new ModerationOrder(
                ModerationVerb.BAN, ModerationTarget.parse("addr:192.0.2.0/24"), none(), Optional.empty(), ""));
        refusal(omar, moderate(ModerationVerb.KICK, "olive", 0, ""));

        assertThat(audit())
                .extracting(entry -> entry.by().map(UserName::display).orElse("-") + " " + entry.via() + " "
                        + entry.action() + " " + entry.target() + " " + entry.detail())
                .containsExactly(
                        "- CTL ROLE olive owner",
                        "- CTL ROLE omar operator",
                        "omar CHAT MUTE kim 1m: spam",
                        "omar CHAT KICK kim bye",
                        "olive CHAT ROLE lee operator",
                        "- CTL BAN addr:192.0.2.0/24 ");
    }

    @Test
    void aRoleThatIsGivenWhileALoginIsLookedUpIsInForceInIt() throws IOException {
        kim.send(new ClientMessage.Close());
        lee.skipTo(RelayMessage.Presence.class, seen -> seen.state() == PresenceState.OFFLINE);
        ScriptedPeer again = relay.hello();
        again.send(SteppedRelay.credentials("kim", "secret"));
        // In this turn the login is read and the account looked up; its password is hashed for longer than a turn.
        relay.relay().control().moderate(roleOrder("kim", Role.OPERATOR), answer -> {});

        assertThat(again.expect(RelayMessage.Welcome.class).role()).isEqualTo(Role.OPERATOR);
    }
}
