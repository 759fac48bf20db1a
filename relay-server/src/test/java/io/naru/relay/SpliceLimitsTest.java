package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.FileExchange.SpliceRequest;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.TransferToken;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.splice.SpliceLimits;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who is carried through the relay, and how much. */
final class SpliceLimitsTest extends SpliceStage {
    @Test
    void aTokenIsGoodOnceAndOnlyForItsSide() throws IOException {
        start(SpliceLimits.ANY);
        Tokens tokens = ask();

        try (SplicedPeer kims = side(tokens.kims());
                SplicedPeer again = side(tokens.kims());
                SplicedPeer foreign = side(new TransferToken("0".repeat(32)));
                SplicedPeer half = side(new TransferToken(tokens.lees().value().substring(0, 16)));
                SplicedPeer other = side(new TransferToken(tokens.lees().value().substring(0, 16) + "0".repeat(16)))) {
            for (SplicedPeer wrong : List.of(again, foreign, half, other)) {
                String words = new String(wrong.untilEnd(), StandardCharsets.UTF_8);
                assertThat(words).isEqualTo("\3\37This token isn't valid, or not any more.\37not-found\0");
            }
            assertThat(relay.drops(DropReason.SPLICE_REFUSED)).isEqualTo(4);

            try (SplicedPeer lees = side(tokens.lees())) {
                kims.expectOk();
                lees.expectOk();
            }
        }
    }

    @Test
    void aTokenThatNobodyUsesIsForgotten() throws IOException {
        start(SpliceLimits.DEFAULT.withPerAccount(1));
        Tokens tokens = ask();
        assertThat(refusal().code()).isEqualTo(ErrorCode.LIMIT_REACHED);

        relay.advance(LIFE);

        assertThat(relay.drops(DropReason.SPLICE_UNMATCHED)).isEqualTo(1);
        try (SplicedPeer late = side(tokens.kims())) {
            assertThat(new String(late.untilEnd(), StandardCharsets.UTF_8)).contains("not-found");
        }
        assertThat(ask()).isNotEqualTo(tokens);
    }

    @Test
    void anAccountIsCarriedAtItsRate() throws IOException {
        start(SpliceLimits.ANY.withAmounts(100_000, 0));
        try (Way way = open(ask())) {
            byte[] all = octets(new Random(1), 500_000);
            int sent = 0;
            int seconds = 0;
            while (way.lees().received().length < all.length) {
                assertThat(seconds).as("seconds for half a megabyte").isLessThan(10);
                for (int i = 0; i < 100; i++) {
                    int next = Math.min(all.length, sent + 1_000);
                    if (sent - way.lees().received().length < 8_000) {
                        way.kims().send(Arrays.copyOfRange(all, sent, next));
                        sent = next;
                    }
                    relay.step();
                    way.lees().read();
                }
                relay.advance(Duration.ofSeconds(1));
                seconds++;
                way.lees().read();
            }
            assertThat(seconds).isGreaterThanOrEqualTo(4);
            assertThat(way.lees().received()).isEqualTo(all);
        }
    }

    @Test
    void whoseVolumeIsUsedUpIsCarriedNoMoreUntilSomeOfTheDayHasGone() throws IOException {
        start(SpliceLimits.ANY.withAmounts(0, 1));
        try (Way way = open(ask())) {
            for (int i = 0; i < 1_100 && figures().open() == 1; i++) {
                way.kims().send(new byte[1_000]);
                relay.step();
                way.lees().read();
            }
            way.kims().untilEnd();
        } catch (IOException e) {
            assertThat(e).hasMessageFindingMatch("reset|pipe");
        }
        untilNoneIsLeft();
        assertThat(relay.drops(DropReason.SPLICE_VOLUME)).isEqualTo(1);
        assertThat(refusal().code()).isEqualTo(ErrorCode.LIMIT_REACHED);

        relay.advance(Duration.ofSeconds(60));
        kim.barrier();
        lee.barrier();
        ask();
    }

    @Test
    void aRelayThatCarriesNothingSaysSo() throws IOException {
        start(SpliceLimits.DEFAULT.withPerAccount(0));

        assertThat(refusal())
                .isEqualTo(new RelayMessage.Error("This relay carries no transfers.", ErrorCode.NOT_PERMITTED, "s1"));
    }

    @Test
    void thereAreOnlySoManyWaysInAll() throws IOException {
        start(SpliceLimits.ANY.withInAll(1));
        ask();

        assertThat(refusal().code()).isEqualTo(ErrorCode.BUSY);
    }

    @Test
    void onlyExtendedClientsOfOthersHaveWays() throws IOException {
        start(SpliceLimits.ANY);
        ScriptedPeer base = relay.base("base");

        for (String name : List.of("base", "nobody", "kim")) {
            send(kim, new SpliceRequest(UserName.of(name), Optional.of(new RequestId("s2")), Optional.empty()));
            RelayMessage.Error error = kim.skipTo(RelayMessage.Error.class);
            assertThat(error.code()).isEqualTo(ErrorCode.UNKNOWN_USER);
            assertThat(error.id()).isEqualTo("s2");
        }
        base.send("\2\7kim\37s3\0");
        assertThat(kim.barrier()).noneMatch(message -> message instanceof RelayMessage.File);
        assertThat(figures().waiting()).isZero();
    }

    @Test
    void connectionsWithoutATokenAreBoundedAsThoseWithoutALoginAre() throws IOException {
        relay = new SteppedRelay(
                RelayConfig.temporary().withSessions(SessionLimits.DEFAULT.withPendingPerAddress(2, false)));
        kim = relay.extended("kim");
        lee = relay.extended("lee");
        try (Way way = open(ask())) {
            try (SplicedPeer first = new SplicedPeer(relay);
                    SplicedPeer second = new SplicedPeer(relay);
                    SplicedPeer third = new SplicedPeer(relay)) {
                first.send(new byte[] {16});
                second.send(new byte[] {16});
                // Those who are carried take no place from others.
                assertThat(third.send(new byte[] {16}).untilEnd()).isNotEmpty();
                assertThat(relay.drops(DropReason.TOO_MANY_CONNECTIONS)).isEqualTo(1);
            }
            way.kims().send(text("x"));
            way.lees().expect(text("x"));
        }
    }

    @Test
    void withinTlsATokenIsRefusedAndPlainItIsTakenWhatever() throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary().withTls(RelayTls.DEFAULT.withPlain(RelayTls.Plain.NEVER)));
        kim = relay.extendedTls("kim");
        lee = relay.extendedTls("lee");
        Tokens tokens = ask();

        ScriptedPeer within = relay.connectTls(Optional.empty());
        within.send(SplicedPeer.tokenFrame(tokens.kims()));
        assertThat(within.expect(RelayMessage.Close.class).code()).contains(ErrorCode.NOT_ALLOWED);
        open(tokens).close();
    }
}
