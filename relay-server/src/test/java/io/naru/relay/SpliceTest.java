package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.FileEnvelope;
import io.naru.common.message.FileMessage;
import io.naru.common.message.FileMessage.SpliceRequest;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.TransferToken;
import io.naru.common.message.UserName;
import io.naru.common.testkit.Seeds;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.FrameType;
import io.naru.relay.control.ModerationOrder;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.SpliceFigures;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.splice.SpliceLimits;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ways through the relay, from the question to the last octet. */
final class SpliceTest {
    private static final Duration LIFE = SpliceLimits.DEFAULT.tokenLife();

    private SteppedRelay relay;
    private ScriptedPeer kim;
    private ScriptedPeer lee;

    /** The tokens of both sides. */
    private record Tokens(TransferToken kims, TransferToken lees) {}

    private void start(SpliceLimits limits) throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary().withSplices(limits));
        kim = relay.extended("kim");
        lee = relay.extended("lee");
        kim.barrier();
    }

    @AfterEach
    void stop() throws IOException {
        if (relay != null) {
            relay.close();
        }
    }

    private Tokens ask() throws IOException {
        send(kim, new SpliceRequest(UserName.of("lee"), Optional.of(new RequestId("s1")), Optional.empty()));
        SpliceRequest toKim = told(kim);
        SpliceRequest toLee = told(lee);
        assertThat(toKim.user()).isEqualTo(UserName.of("lee"));
        assertThat(toLee.user()).isEqualTo(UserName.of("kim"));
        assertThat(toKim.requestId()).isEqualTo(toLee.requestId()).contains(new RequestId("s1"));
        return new Tokens(toKim.token().orElseThrow(), toLee.token().orElseThrow());
    }

    private static void send(ScriptedPeer peer, FileMessage message) throws IOException {
        peer.send(new ClientMessage.File(FileEnvelope.of(message)));
    }

    private static SpliceRequest told(ScriptedPeer peer) throws IOException {
        return (SpliceRequest) peer.skipTo(RelayMessage.File.class).message();
    }

    private RelayMessage.Error refusal() throws IOException {
        send(kim, new SpliceRequest(UserName.of("lee"), Optional.of(new RequestId("s1")), Optional.empty()));
        return kim.skipTo(RelayMessage.Error.class);
    }

    private SplicedPeer side(TransferToken token) throws IOException {
        return SplicedPeer.with(relay, token);
    }

    private SpliceFigures figures() {
        return relay.relay().figures().splices();
    }

    private void untilNoneIsLeft() throws IOException {
        relay.until("no way is left", () -> figures().open() + figures().waiting() == 0);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatOneSideSendsTheOtherGets() throws IOException {
        start(SpliceLimits.ANY);
        Tokens tokens = ask();

        try (SplicedPeer kims = side(tokens.kims());
                SplicedPeer lees = side(tokens.lees())) {
            kims.expectOk().send(text("to lee"));
            lees.expectOk().expect(text("to lee")).send(text("to kim"));
            kims.expect(text("to kim"));

            assertThat(figures()).isEqualTo(new SpliceFigures(0, 1, 1, 12));
            assertThat(relay.relay().control().splices()).hasSize(1);
        }
    }

    @Test
    void octetsOfEverySizePassUnchangedHoweverTheyAreCut() throws IOException {
        start(SpliceLimits.ANY);
        Seeds.run(5, random -> {
            byte[] up = octets(random, random.nextInt(600_000));
            byte[] down = octets(random, random.nextInt(600_000));
            Tokens tokens = ask();
            try (SplicedPeer kims = side(tokens.kims());
                    SplicedPeer lees = side(tokens.lees())) {
                kims.expectOk();
                lees.expectOk();
                exchange(random, kims, up, lees, down);
                kims.endOutput();
                lees.endOutput();
                assertThat(lees.untilEnd()).isEqualTo(up);
                assertThat(kims.untilEnd()).isEqualTo(down);
            }
            untilNoneIsLeft();
        });
    }

    private static byte[] octets(Random random, int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }

    private static void exchange(Random random, SplicedPeer a, byte[] fromA, SplicedPeer b, byte[] fromB)
            throws IOException {
        int atA = 0;
        int atB = 0;
        while (atA < fromA.length || atB < fromB.length) {
            int nextA = Math.min(fromA.length, atA + random.nextInt(10_000));
            a.send(Arrays.copyOfRange(fromA, atA, nextA));
            atA = nextA;
            int nextB = Math.min(fromB.length, atB + random.nextInt(10_000));
            b.send(Arrays.copyOfRange(fromB, atB, nextB));
            atB = nextB;
            a.read();
            b.read();
        }
    }

    @Test
    void whatIsSentBehindTheTokenAtOnceIsNotLost() throws IOException {
        start(SpliceLimits.ANY);
        Tokens tokens = ask();

        try (SplicedPeer kims = new SplicedPeer(relay);
                SplicedPeer lees = new SplicedPeer(relay)) {
            kims.send(text("\20" + tokens.kims().value() + "\0early"));
            lees.send(text("\20" + tokens.lees().value() + "\0bird"));

            kims.expectOk().expect(text("bird"));
            lees.expectOk().expect(text("early"));
        }
    }

    @Test
    void oneDirectionMayEndBeforeTheOther() throws IOException {
        start(SpliceLimits.ANY);
        Tokens tokens = ask();

        try (SplicedPeer kims = side(tokens.kims());
                SplicedPeer lees = side(tokens.lees())) {
            kims.expectOk().send(text("all")).endOutput();
            assertThat(lees.expectOk().untilEnd()).isEqualTo(text("all"));
            assertThat(figures().open()).isEqualTo(1);
            lees.send(text("thanks")).endOutput();
            assertThat(kims.untilEnd()).isEqualTo(text("thanks"));
        }
        untilNoneIsLeft();
        assertThat(Stream.of(DropReason.values()).filter(reason -> reason.name().startsWith("SPLICE")))
                .allSatisfy(reason -> assertThat(relay.drops(reason)).isZero());
    }

    @Test
    void aSideThatDoesNotReadHoldsTheOtherBackInBoundedMemory() throws IOException {
        start(SpliceLimits.ANY);
        Tokens tokens = ask();

        try (SplicedPeer kims = side(tokens.kims());
                SplicedPeer lees = side(tokens.lees())) {
            kims.expectOk();
            lees.expectOk();
            long sent = kims.sendWhileTaken(new byte[64 * 1024]);
            // What two sockets and one buffer take, and no more.
            assertThat(sent).isLessThan(8 << 20);
            lees.send(text("still there"));
            kims.expect(text("still there"));
            lees.await((int) sent);
        }
    }

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
    void whoWaitsInVainIsTold() throws IOException {
        start(SpliceLimits.ANY);
        Tokens tokens = ask();

        try (SplicedPeer kims = side(tokens.kims())) {
            relay.until("the side is there", () -> relay.relay().sessions().size() == 2);
            relay.step();
            relay.step();
            relay.advance(LIFE);

            assertThat(new String(kims.untilEnd(), StandardCharsets.UTF_8))
                    .isEqualTo("\3\37The other side didn't come.\37idle-timeout\0");
        }
        untilNoneIsLeft();
        assertThat(relay.drops(DropReason.SPLICE_UNMATCHED)).isEqualTo(1);
    }

    @Test
    void whoNeverSendsATokenGoesTheWayOfThoseWhoDoNotLogIn() throws IOException {
        start(SpliceLimits.ANY);
        try (SplicedPeer silent = new SplicedPeer(relay)) {
            silent.send(new byte[] {16, 'a'});
            relay.until("it is there", () -> relay.relay().sessions().size() == 3);
            relay.advance(Duration.ofSeconds(11));
            silent.untilEnd();
        }
        assertThat(relay.drops(DropReason.LOGIN_TIMEOUT)).isEqualTo(1);
    }

    @Test
    void aWayOnWhichNothingPassesEnds() throws IOException {
        start(SpliceLimits.ANY);
        Tokens tokens = ask();
        try (SplicedPeer kims = side(tokens.kims());
                SplicedPeer lees = side(tokens.lees())) {
            kims.expectOk();
            lees.expectOk();
            relay.advance(Duration.ofSeconds(100));
            kims.send(text("x"));
            lees.expect(text("x"));
            relay.advance(Duration.ofSeconds(100));
            assertThat(figures().open()).isEqualTo(1);
            relay.advance(Duration.ofSeconds(100));

            assertThat(kims.untilEnd()).isEmpty();
            assertThat(lees.untilEnd()).isEmpty();
        }
        untilNoneIsLeft();
        assertThat(relay.drops(DropReason.SPLICE_IDLE)).isEqualTo(1);
    }

    @Test
    void anAccountIsCarriedAtItsRate() throws IOException {
        start(SpliceLimits.ANY.withAmounts(100_000, 0));
        Tokens tokens = ask();
        try (SplicedPeer kims = side(tokens.kims());
                SplicedPeer lees = side(tokens.lees())) {
            kims.expectOk();
            lees.expectOk();
            byte[] all = octets(new Random(1), 500_000);
            int sent = 0;
            int seconds = 0;
            while (lees.received().length < all.length) {
                assertThat(seconds).as("seconds for half a megabyte").isLessThan(10);
                for (int i = 0; i < 100; i++) {
                    int next = Math.min(all.length, sent + 1_000);
                    if (sent - lees.received().length < 8_000) {
                        kims.send(Arrays.copyOfRange(all, sent, next));
                        sent = next;
                    }
                    relay.step();
                    lees.read();
                }
                relay.advance(Duration.ofSeconds(1));
                seconds++;
                lees.read();
            }
            assertThat(seconds).isGreaterThanOrEqualTo(4);
            assertThat(lees.received()).isEqualTo(all);
        }
    }

    @Test
    void whoseVolumeIsUsedUpIsCarriedNoMoreUntilSomeOfTheDayHasGone() throws IOException {
        start(SpliceLimits.ANY.withAmounts(0, 1));
        Tokens tokens = ask();
        try (SplicedPeer kims = side(tokens.kims());
                SplicedPeer lees = side(tokens.lees())) {
            kims.expectOk();
            lees.expectOk();
            for (int i = 0; i < 1_100 && figures().open() == 1; i++) {
                kims.send(new byte[1_000]);
                relay.step();
                lees.read();
            }
            kims.untilEnd();
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
    void aKickEndsTheWaysOfAUser() throws IOException {
        start(SpliceLimits.ANY);
        Tokens tokens = ask();
        Tokens unused = ask();
        try (SplicedPeer kims = side(tokens.kims());
                SplicedPeer lees = side(tokens.lees())) {
            kims.expectOk();
            lees.expectOk();
            lee.close();
            relay.relay()
                    .control()
                    .moderate(
                            new ModerationOrder(
                                    ModerationVerb.BAN,
                                    new ModerationTarget.User(UserName.of("lee")),
                                    OptionalLong.empty(),
                                    Optional.empty(),
                                    ""),
                            answer -> {});

            kims.untilEnd();
            lees.untilEnd();
        }
        untilNoneIsLeft();
        assertThat(relay.drops(DropReason.BANNED)).isGreaterThanOrEqualTo(2);
        try (SplicedPeer late = side(unused.kims())) {
            assertThat(new String(late.untilEnd(), StandardCharsets.UTF_8)).contains("not-found");
        }
    }

    /** Either side goes at any octet, in order or by a reset: nothing stays open. */
    @Test
    void noSocketIsLeftHoweverASideGoes() throws IOException {
        start(SpliceLimits.ANY);
        long before = openFiles();
        byte[] frame = FrameEncoder.encode(FrameType.SPLICE, "x".repeat(32));
        for (int cut = 0; cut <= frame.length + 3; cut++) {
            for (boolean resets : new boolean[] {true, false}) {
                leaveAt(cut, resets, cut % 2 == 0);
            }
        }
        relay.advance(LIFE);
        relay.advance(Duration.ofSeconds(11));
        untilNoneIsLeft();
        relay.until("no connection is left", () -> relay.relay().sessions().size() == 2);
        relay.step();
        relay.step();
        assertThat(openFiles()).isEqualTo(before);
    }

    private void leaveAt(int cut, boolean resets, boolean isAskerFirst) throws IOException {
        Tokens tokens = ask();
        TransferToken leaving = isAskerFirst ? tokens.kims() : tokens.lees();
        byte[] words = Arrays.copyOf(SplicedPeer.tokenFrame(leaving), SplicedPeer.tokenFrame(leaving).length + 3);
        try (SplicedPeer other = side(isAskerFirst ? tokens.lees() : tokens.kims());
                SplicedPeer gone = new SplicedPeer(relay)) {
            gone.send(Arrays.copyOf(words, cut));
            for (int i = 0; i < 4; i++) {
                relay.step();
            }
            if (resets) {
                gone.abort();
            } else {
                gone.leave();
            }
            relay.step();
            if (cut < words.length - 3) {
                // Its token is still good, and the other side waits.
                assertThat(figures().waiting()).isPositive();
            } else {
                other.send(text("nobody there"));
                relay.step();
            }
        }
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    @Test
    void connectionsWithoutATokenAreBoundedAsThoseWithoutALoginAre() throws IOException {
        relay = new SteppedRelay(
                RelayConfig.temporary().withSessions(SessionLimits.DEFAULT.withPendingPerAddress(2, false)));
        kim = relay.extended("kim");
        lee = relay.extended("lee");
        Tokens tokens = ask();

        try (SplicedPeer kims = side(tokens.kims());
                SplicedPeer lees = side(tokens.lees())) {
            kims.expectOk();
            lees.expectOk();
            try (SplicedPeer first = new SplicedPeer(relay);
                    SplicedPeer second = new SplicedPeer(relay);
                    SplicedPeer third = new SplicedPeer(relay)) {
                first.send(new byte[] {16});
                second.send(new byte[] {16});
                // Those who are carried take no place from others.
                assertThat(third.send(new byte[] {16}).untilEnd()).isNotEmpty();
                assertThat(relay.drops(DropReason.TOO_MANY_CONNECTIONS)).isEqualTo(1);
            }
            kims.send(text("x"));
            lees.expect(text("x"));
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
        try (SplicedPeer kims = side(tokens.kims());
                SplicedPeer lees = side(tokens.lees())) {
            kims.expectOk();
            lees.expectOk();
        }
    }

    @Test
    void aRelayThatStopsClosesBothSides() throws IOException {
        start(SpliceLimits.ANY);
        Tokens tokens = ask();
        try (SplicedPeer kims = side(tokens.kims());
                SplicedPeer lees = side(tokens.lees())) {
            kims.expectOk();
            lees.expectOk();
            relay.relay().carrier().stop();
            relay.step();
            assertThat(kims.untilEnd()).isEmpty();
            assertThat(lees.untilEnd()).isEmpty();
        }
    }
}
