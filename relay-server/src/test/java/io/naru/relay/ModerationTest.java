package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Frame;
import io.naru.relay.control.ControlAnswer;
import io.naru.relay.control.ModerationOrder;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.net.QueueLimits;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.Ban;
import io.naru.relay.store.Bans;
import io.naru.relay.store.MemoryStore;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators and owners do about others: olive owns the relay, omar is an operator, kim and lee are members. */
final class ModerationTest {
    private static final Fingerprint KEY = KeyLoginTest.key("kim's laptop");
    private static final RequestId REQUEST = new RequestId("m1");

    private final MemoryStore store = new MemoryStore();
    private SteppedRelay relay;
    private ScriptedPeer olive;
    private ScriptedPeer omar;
    private ScriptedPeer kim;
    private ScriptedPeer lee;

    @BeforeEach
    void start() throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary(), store);
        olive = relay.extended("olive");
        omar = relay.extended("omar");
        kim = relay.extended("kim", KEY);
        lee = relay.extended("lee");
        order(new ModerationOrder(ModerationVerb.ROLE, user("olive"), none(), Optional.of(Role.OWNER), ""));
        order(new ModerationOrder(ModerationVerb.ROLE, user("omar"), none(), Optional.of(Role.OPERATOR), ""));
        settle();
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private void settle() throws IOException {
        for (ScriptedPeer peer : List.of(olive, omar, kim, lee)) {
            peer.barrier();
        }
    }

    private ControlAnswer order(ModerationOrder order) throws IOException {
        CompletableFuture<ControlAnswer> answer = new CompletableFuture<>();
        relay.relay().control().moderate(order, answer::complete);
        relay.until("the order is answered", answer::isDone);
        return answer.join();
    }

    private static OptionalLong none() {
        return OptionalLong.empty();
    }

    private static ModerationTarget user(String name) {
        return new ModerationTarget.User(UserName.of(name));
    }

    private static ClientMessage moderate(ModerationVerb verb, String target, long seconds, String reason) {
        return new ClientMessage.Moderate(
                verb,
                REQUEST,
                ModerationTarget.parse(target),
                seconds == 0 ? none() : OptionalLong.of(seconds),
                Optional.empty(),
                reason);
    }

    private static ClientMessage role(String target, Role role) {
        return new ClientMessage.Moderate(ModerationVerb.ROLE, REQUEST, user(target), none(), Optional.of(role), "");
    }

    private static ClientMessage chat(String text) {
        return new ClientMessage.Chat(text, Optional.empty(), Optional.empty());
    }

    private RelayMessage.Error refusal(ScriptedPeer actor, ClientMessage message) throws IOException {
        actor.barrier();
        actor.send(message);
        RelayMessage.Error refusal = actor.expect(RelayMessage.Error.class);
        assertThat(refusal.id()).isEqualTo("m1");
        return refusal;
    }

    private RelayMessage.Moderated done(ScriptedPeer actor, ClientMessage message) throws IOException {
        actor.send(message);
        return actor.skipTo(RelayMessage.Moderated.class, done -> done.request().isPresent());
    }

    private static List<String> notices(List<RelayMessage> messages) {
        return messages.stream()
                .filter(RelayMessage.Notice.class::isInstance)
                .map(message -> ((RelayMessage.Notice) message).text())
                .toList();
    }

    private List<AuditEntry> audit() throws IOException {
        CompletableFuture<Outcome<List<AuditEntry>>> answer = new CompletableFuture<>();
        store.audit().since(Instant.EPOCH, Runnable::run, answer::complete);
        return answer.join().orThrow();
    }

    private ErrorCode codeOfEnd(ScriptedPeer peer) throws IOException {
        RelayMessage.Close close = peer.skipTo(RelayMessage.Close.class);
        peer.expectEnd();
        return close.code().orElseThrow();
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
    void aBannedUserIsSentAwayAndKeptOutUntilTimeIsUp() throws IOException {
        done(omar, moderate(ModerationVerb.BAN, "kim", 3600, "spam"));

        assertThat(codeOfEnd(kim)).isEqualTo(ErrorCode.BANNED);
        assertThat(notices(lee.barrier())).containsExactly("kim was banned by omar for 1 hour: spam.");
        ScriptedPeer again = relay.hello();
        again.send(SteppedRelay.credentials("kim", "secret"));
        RelayMessage.Error refusal = again.expect(RelayMessage.Error.class);
        assertThat(refusal.code()).isEqualTo(ErrorCode.BANNED);
        assertThat(refusal.text()).startsWith("You are banned here until ").endsWith(" UTC: spam.");
        ScriptedPeer byKey = relay.hello(KEY);
        byKey.send(new ClientMessage.KeyLogin(UserName.of("kim")));
        assertThat(byKey.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.BANNED);
        relay.advance(Duration.ofSeconds(3599));
        ScriptedPeer early = relay.hello();
        early.send(SteppedRelay.credentials("kim", "secret"));
        assertThat(early.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.BANNED);

        relay.advance(Duration.ofSeconds(1));
        relay.extended("kim");
    }

    @Test
    void aStrangerLearnsNothingOfABan() throws IOException {
        done(omar, moderate(ModerationVerb.BAN, "kim", 0, ""));
        ScriptedPeer guesser = relay.hello();
        ScriptedPeer other = relay.hello(KeyLoginTest.key("other"));

        guesser.send(SteppedRelay.credentials("kim", "wrong"));
        other.send(new ClientMessage.KeyLogin(UserName.of("kim")));

        RelayMessage.Error refusal = guesser.expect(RelayMessage.Error.class);
        assertThat(refusal.code()).isEqualTo(ErrorCode.LOGIN_REFUSED);
        assertThat(refusal.text()).isEqualTo("Wrong user name or password.");
        assertThat(other.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.KEY_UNKNOWN);
    }

    @Test
    void aBanIsTakenBack() throws IOException {
        done(omar, moderate(ModerationVerb.BAN, "kim", 0, ""));
        assertThat(codeOfEnd(kim)).isEqualTo(ErrorCode.BANNED);
        lee.barrier();

        done(omar, moderate(ModerationVerb.UNBAN, "kim", 0, "sorry"));

        assertThat(notices(lee.barrier())).containsExactly("kim's ban was lifted by omar: sorry.");
        relay.extended("kim");
        assertThat(refusal(omar, moderate(ModerationVerb.UNBAN, "kim", 0, "")).code())
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void aBannedKeyIsSentAwayAndKeptOutUnderEveryName() throws IOException {
        done(omar, moderate(ModerationVerb.BAN, "key:" + KEY, 0, "stolen"));

        RelayMessage.Close close = kim.skipTo(RelayMessage.Close.class);
        assertThat(close.code()).contains(ErrorCode.BANNED);
        assertThat(notices(lee.barrier())).containsExactly("kim was banned by omar: stolen.");
        ScriptedPeer again = relay.connect(KEY);
        again.send(new ClientMessage.Hello(1, "test"));
        RelayMessage.Error refusal = again.expect(RelayMessage.Error.class);
        assertThat(refusal.code()).isEqualTo(ErrorCode.BANNED);
        assertThat(refusal.text()).isEqualTo("Your key is banned here: stolen.");
        assertThat(again.expect(RelayMessage.Close.class).code()).contains(ErrorCode.BANNED);
        relay.extended("kim");
    }

    @Test
    void aBannedAddressIsToldAtItsFirstFrameInTheWordsOfItsLevel() throws IOException {
        ScriptedPeer silent = relay.connect();
        ScriptedPeer pending = relay.hello();
        assertThat(order(new ModerationOrder(
                                ModerationVerb.BAN,
                                ModerationTarget.parse("addr:127.0.0.0/8"),
                                OptionalLong.of(60),
                                Optional.empty(),
                                "flood"))
                        .isDone())
                .isTrue();

        for (ScriptedPeer peer : List.of(olive, omar, kim, lee)) {
            assertThat(codeOfEnd(peer)).isEqualTo(ErrorCode.BANNED);
        }
        RelayMessage.Error told = pending.expect(RelayMessage.Error.class);
        assertThat(told.text()).startsWith("Your address is banned here until ");
        silent.send("\1kim secret\0");
        assertThat(silent.expectText(0)).startsWith("* Your address is banned here until ");
        assertThat(silent.expectText(3)).isEmpty();
        ScriptedPeer late = relay.connect();
        late.send(new ClientMessage.Hello(1, "test"));
        assertThat(late.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.BANNED);
        relay.advance(Duration.ofSeconds(60));
        relay.extended("kim");
    }

    @Test
    void nobodyBansANetOrAKeyOfWhoIsNotBelow() throws IOException {
        assertThat(refusal(omar, moderate(ModerationVerb.BAN, "addr:127.0.0.1", 0, ""))
                        .code())
                .isEqualTo(ErrorCode.NOT_PERMITTED);
        assertThat(refusal(olive, moderate(ModerationVerb.BAN, "addr:127.0.0.1", 0, ""))
                        .code())
                .isEqualTo(ErrorCode.NOT_PERMITTED);
        Fingerprint omars = KeyLoginTest.key("omar's desk");
        omar.send(new ClientMessage.Close());
        lee.skipTo(RelayMessage.Presence.class, seen -> seen.state() == PresenceState.OFFLINE);
        omar = relay.extended("omar", omars);
        omar.send(new ClientMessage.Keys(KeysVerb.ADD, REQUEST, Optional.empty(), ""));
        omar.skipTo(RelayMessage.KeysEnd.class);
        order(new ModerationOrder(ModerationVerb.ROLE, user("lee"), none(), Optional.of(Role.OPERATOR), ""));

        assertThat(refusal(lee, moderate(ModerationVerb.BAN, "key:" + omars, 0, ""))
                        .code())
                .isEqualTo(ErrorCode.NOT_PERMITTED);
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
        assertThat(order(new ModerationOrder(ModerationVerb.ROLE, user("olive"), none(), Optional.of(Role.MEMBER), ""))
                        .refusal())
                .contains(ErrorCode.NOT_PERMITTED);
    }

    @Test
    void whatIsOrderedBehindADemotionIsJudgedByIt() throws IOException {
        omar.send(moderate(ModerationVerb.MUTE, "kim", 0, ""));
        // Asked for before omar's frame is read, and answered behind that.
        relay.relay()
                .control()
                .moderate(
                        new ModerationOrder(ModerationVerb.ROLE, user("omar"), none(), Optional.of(Role.MEMBER), ""),
                        answer -> {});

        assertThat(omar.skipTo(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
        assertThat(relay.relay().control().bans()).isEmpty();
    }

    @Test
    void anOperatorBansNoWideNets() throws IOException {
        for (String net : List.of("addr:192.0.0.0/15", "addr:2001::/31")) {
            assertThat(refusal(omar, moderate(ModerationVerb.BAN, net, 0, "")).text())
                    .isEqualTo("Only owners ban nets of less than 16 bits, or 32 of IPv6.");
        }
        done(omar, moderate(ModerationVerb.BAN, "addr:192.0.0.0/16", 0, ""));
        done(omar, moderate(ModerationVerb.BAN, "addr:2001::/32", 0, ""));
        done(olive, moderate(ModerationVerb.BAN, "addr:192.0.0.0/15", 0, ""));
    }

    @Test
    void bannedConnectionsTakeNoPlaceFromOthers() throws IOException {
        relay.closeButStore();
        relay = new SteppedRelay(
                RelayConfig.temporary().withSessions(SessionLimits.DEFAULT.withPendingPerAddress(1, false)), store);
        ModerationTarget here = ModerationTarget.parse("addr:127.0.0.1");
        order(new ModerationOrder(ModerationVerb.BAN, here, none(), Optional.empty(), ""));
        List<ScriptedPeer> silent = List.of(relay.connect(), relay.connect(), relay.connect());
        relay.until("they are there", () -> relay.relay().sessions().size() == 3);
        order(new ModerationOrder(ModerationVerb.UNBAN, here, none(), Optional.empty(), ""));

        relay.hello();

        for (ScriptedPeer late : silent) {
            late.send(new ClientMessage.Hello(1, "test"));
            assertThat(late.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.BUSY);
        }
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
    void thoseWhoAreBannedAndMutedAreListed() throws IOException {
        done(omar, moderate(ModerationVerb.MUTE, "kim", 60, "spam"));
        relay.advance(Duration.ofSeconds(1));
        done(omar, moderate(ModerationVerb.BAN, "lee", 0, ""));
        omar.barrier();

        omar.send(new ClientMessage.Bans(REQUEST));

        long since = relay.now().toEpochMilli();
        omar.expect(new RelayMessage.BanEntry(
                REQUEST,
                ModerationVerb.MUTE,
                user("kim"),
                Optional.of(UserName.of("omar")),
                since - 1000,
                OptionalLong.of(since + 59_000),
                "spam"));
        omar.expect(new RelayMessage.BanEntry(
                REQUEST, ModerationVerb.BAN, user("lee"), Optional.of(UserName.of("omar")), since, none(), ""));
        omar.expect(new RelayMessage.BansEnd(REQUEST));
    }

    @Test
    void aListLongerThanAQueueReachesWhoAskedForIt() throws IOException {
        for (int i = 0; i < Bans.MAX; i++) {
            Ban ban = new Ban(
                    Ban.Kind.BAN,
                    user("somebody" + i),
                    Optional.empty(),
                    relay.now(),
                    Optional.empty(),
                    "x".repeat(250));
            store.bans()
                    .put(
                            ban,
                            AuditEntry.ofCommandLine(relay.now(), AuditEntry.Action.BAN, "", ""),
                            Runnable::run,
                            outcome -> {});
        }
        relay.closeButStore();
        relay = new SteppedRelay(
                RelayConfig.temporary().withQueues(new QueueLimits(64 * 1024, 1 << 20, 1 << 20)), store);
        omar = relay.connect(4096);
        omar.send(new ClientMessage.Hello(1, "test"));
        omar.send(SteppedRelay.credentials("omar", "secret"));
        omar.skipTo(RelayMessage.Welcome.class);
        omar.barrier();

        omar.send(new ClientMessage.Bans(REQUEST));
        omar.send(new ClientMessage.Ping("behind"));
        for (int i = 0; i < Bans.MAX; i++) {
            omar.expect(RelayMessage.BanEntry.class);
        }

        omar.expect(RelayMessage.BansEnd.class);
        omar.expect(new RelayMessage.Pong("behind"));
    }

    @Test
    void bansHoldOverARestart() throws IOException {
        done(omar, moderate(ModerationVerb.BAN, "kim", 0, ""));
        done(omar, moderate(ModerationVerb.MUTE, "lee", 0, ""));
        relay.closeButStore();
        relay = new SteppedRelay(RelayConfig.temporary(), store);
        ScriptedPeer again = relay.hello();
        lee = relay.extended("lee");

        again.send(SteppedRelay.credentials("kim", "secret"));
        lee.send(chat("hello"));

        assertThat(again.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.BANNED);
        assertThat(lee.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.MUTED);
    }

    @Test
    void aRoleThatIsGivenWhileALoginIsLookedUpIsInForceInIt() throws IOException {
        kim.send(new ClientMessage.Close());
        lee.skipTo(RelayMessage.Presence.class, seen -> seen.state() == PresenceState.OFFLINE);
        ScriptedPeer again = relay.hello();
        again.send(SteppedRelay.credentials("kim", "secret"));
        // In this turn the login is read and the account looked up; its password is hashed for longer than a turn.
        relay.relay()
                .control()
                .moderate(
                        new ModerationOrder(ModerationVerb.ROLE, user("kim"), none(), Optional.of(Role.OPERATOR), ""),
                        answer -> {});

        assertThat(again.expect(RelayMessage.Welcome.class).role()).isEqualTo(Role.OPERATOR);
    }
}
