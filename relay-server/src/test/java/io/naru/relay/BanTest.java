package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.control.ModerationOrder;
import io.naru.relay.net.QueueLimits;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.Ban;
import io.naru.relay.store.Bans;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Who is banned, by whom, and for how long. */
final class BanTest extends ModerationStage {
    private ErrorCode codeOfEnd(ScriptedPeer peer) throws IOException {
        RelayMessage.Close close = peer.skipTo(RelayMessage.Close.class);
        peer.expectEnd();
        return close.code().orElseThrow();
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
        order(roleOrder("lee", Role.OPERATOR));

        assertThat(refusal(lee, moderate(ModerationVerb.BAN, "key:" + omars, 0, ""))
                        .code())
                .isEqualTo(ErrorCode.NOT_PERMITTED);
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
}
