package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.TransferToken;
import io.naru.common.message.UserName;
import io.naru.common.testkit.Seeds;
import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.FrameType;
import io.naru.relay.control.ModerationOrder;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.SpliceFigures;
import io.naru.relay.splice.SpliceLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ways through the relay, from the question to the last octet. */
final class SpliceTest extends SpliceStage {
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
            try (Way way = open(ask())) {
                exchange(random, way.kims(), up, way.lees(), down);
                way.kims().endOutput();
                way.lees().endOutput();
                assertThat(way.lees().untilEnd()).isEqualTo(up);
                assertThat(way.kims().untilEnd()).isEqualTo(down);
            }
            untilNoneIsLeft();
        });
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
        try (Way way = open(ask())) {
            long sent = way.kims().sendWhileTaken(new byte[64 * 1024]);
            // What two sockets and one buffer take, and no more.
            assertThat(sent).isLessThan(8 << 20);
            way.lees().send(text("still there"));
            way.kims().expect(text("still there"));
            way.lees().await((int) sent);
        }
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
        try (Way way = open(ask())) {
            relay.advance(Duration.ofSeconds(100));
            way.kims().send(text("x"));
            way.lees().expect(text("x"));
            relay.advance(Duration.ofSeconds(100));
            assertThat(figures().open()).isEqualTo(1);
            relay.advance(Duration.ofSeconds(100));

            way.expectEnd();
        }
        untilNoneIsLeft();
        assertThat(relay.drops(DropReason.SPLICE_IDLE)).isEqualTo(1);
    }

    @Test
    void aKickEndsTheWaysOfAUser() throws IOException {
        start(SpliceLimits.ANY);
        Tokens tokens = ask();
        Tokens unused = ask();
        try (Way way = open(tokens)) {
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

            way.kims().untilEnd();
            way.lees().untilEnd();
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
    void aRelayThatStopsClosesBothSides() throws IOException {
        start(SpliceLimits.ANY);
        try (Way way = open(ask())) {
            relay.relay().carrier().stop();
            relay.step();
            way.expectEnd();
        }
    }
}
