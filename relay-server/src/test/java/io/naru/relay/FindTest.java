package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.FileEnvelope;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.OfferAnswer;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.TrafficClass;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.session.TrafficLimits;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Searches, offers, and what ends them, between extended clients. */
final class FindTest {
    private static final Optional<RequestId> F1 = Optional.of(new RequestId("f1"));
    private static final UserName KIM = UserName.of("kim");
    private static final UserName LEE = UserName.of("lee");

    private SteppedRelay relay;
    private ScriptedPeer kim;
    private ScriptedPeer lee;

    private void start(TrafficLimits traffic) throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary().withSessions(SessionLimits.DEFAULT.withTraffic(traffic)));
        kim = relay.extended("kim");
        lee = sharing(relay.extended("lee"));
        kim.barrier();
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private static ScriptedPeer sharing(ScriptedPeer peer) throws IOException {
        peer.send(new ClientMessage.Presence(PresenceState.ONLINE, 3, 300, ""));
        peer.barrier();
        return peer;
    }

    private static void send(ScriptedPeer peer, FileMessage message) throws IOException {
        peer.send(new ClientMessage.File(FileEnvelope.of(message)));
    }

    private static List<FileMessage> files(ScriptedPeer peer) throws IOException {
        return peer.barrier().stream()
                .filter(RelayMessage.File.class::isInstance)
                .map(message -> ((RelayMessage.File) message).message())
                .toList();
    }

    @Test
    void aSearchGoesOnceToEverybodyElseWhateverTheyShare() throws IOException {
        start(TrafficLimits.DEFAULT);
        ScriptedPeer leesOther = relay.extended("lee");
        ScriptedPeer sharesNothing = relay.extended("mia");
        ScriptedPeer base = relay.base("base");
        sharing(kim);

        send(kim, new FileExchange.FindRequest(LEE, F1, "red key"));

        assertThat(files(kim)).containsExactly(new FileExchange.FindEnd(KIM, F1, 0, OptionalLong.of(2)));
        assertThat(files(lee)).containsExactly(new FileExchange.FindRequest(KIM, F1, "red key"));
        assertThat(files(leesOther)).isEmpty();
        assertThat(files(sharesNothing)).containsExactly(new FileExchange.FindRequest(KIM, F1, "red key"));
        assertThat(base.baseBarrier()).noneMatch(text -> text.startsWith("2."));
    }

    @Test
    void hitsGoToTheSessionThatHasAsked() throws IOException {
        start(TrafficLimits.DEFAULT);
        ScriptedPeer kimsOther = relay.extended("kim");
        send(kim, new FileExchange.FindRequest(KIM, F1, "key"));
        kim.barrier();
        FileMessage hit = new FileExchange.FindHit(
                KIM, "a key.txt", F1, OptionalLong.of(3), OptionalLong.empty(), Optional.empty());

        send(lee, hit);
        send(lee, new FileExchange.FindEnd(KIM, F1, 7));
        lee.barrier();

        assertThat(files(kim))
                .containsExactly(
                        new FileExchange.FindHit(
                                LEE, "a key.txt", F1, OptionalLong.of(3), OptionalLong.empty(), Optional.empty()),
                        new FileExchange.FindEnd(LEE, F1, 7));
        assertThat(files(kimsOther)).isEmpty();
    }

    @Test
    void tooManySearchesAndOffersAreRefusedAndTooManyHitsLeftOut() throws IOException {
        start(TrafficLimits.DEFAULT
                .with(TrafficClass.FIND, Optional.of(new TrafficLimits.Rate(1, 1)))
                .with(TrafficClass.OFFER, Optional.of(new TrafficLimits.Rate(1, 1)))
                .with(TrafficClass.HIT, Optional.of(new TrafficLimits.Rate(1, 1))));
        for (int i = 0; i < 2; i++) {
            send(kim, new FileExchange.FindRequest(KIM, F1, "key"));
            send(kim, new FileExchange.Offer(LEE, "a", F1, 1, 1, "a"));
            send(
                    lee,
                    new FileExchange.FindHit(
                            KIM, "a", F1, OptionalLong.empty(), OptionalLong.empty(), Optional.empty()));
        }
        lee.barrier();

        List<RelayMessage> toKim = kim.barrier();
        assertThat(toKim.stream().filter(RelayMessage.Error.class::isInstance))
                .hasSize(2)
                .allMatch(error -> ((RelayMessage.Error) error).code() == ErrorCode.BUSY
                        && ((RelayMessage.Error) error).id().equals("f1"));
        assertThat(toKim.stream().filter(RelayMessage.File.class::isInstance)).hasSize(2);
        assertThat(relay.counters().throttled(TrafficClass.HIT)).isEqualTo(1);
    }

    @Test
    void anOfferGoesToAllExtendedSessionsAndItsAnswerBack() throws IOException {
        start(TrafficLimits.DEFAULT);
        ScriptedPeer leesOther = relay.extended("lee");
        FileExchange.Offer offer = new FileExchange.Offer(LEE, "pictures", F1, 2, 4096, "pictures/a.png");

        send(kim, offer);

        FileExchange.Offer seen = new FileExchange.Offer(KIM, "pictures", F1, 2, 4096, "pictures/a.png");
        kim.barrier();
        assertThat(files(lee)).containsExactly(seen);
        assertThat(files(leesOther)).containsExactly(seen);

        send(leesOther, new FileExchange.OfferReply(KIM, F1, OfferAnswer.ACCEPTED));
        leesOther.barrier();
        assertThat(files(kim)).containsExactly(new FileExchange.OfferReply(LEE, F1, OfferAnswer.ACCEPTED));
        send(kim, new FileExchange.Cancel(LEE, F1));
        kim.barrier();
        assertThat(files(lee)).containsExactly(new FileExchange.Cancel(KIM, F1));
    }

    @Test
    void baseClientsNeitherSendNorGetAnyOfThese() throws IOException {
        start(TrafficLimits.DEFAULT);
        ScriptedPeer base = relay.base("base");
        send(kim, new FileExchange.Offer(UserName.of("base"), "a", F1, 1, 1, "a"));
        send(kim, new FileExchange.Cancel(UserName.of("base"), F1));
        send(kim, new FileExchange.FindEnd(UserName.of("base"), F1, 1));
        assertThat(kim.skipTo(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.UNKNOWN_USER);
        base.send("\2\10kim\0\2\11kim a\0\2\14kim a\0");

        assertThat(base.baseBarrier()).noneMatch(text -> text.startsWith("2."));
        assertThat(files(kim)).isEmpty();
        assertThat(relay.drops(DropReason.UNKNOWN_FRAME)).isEqualTo(3);
    }

    @Test
    void theRequestersAddressIsAddedToARequestWhateverTheRequesterWrote() throws IOException {
        start(TrafficLimits.DEFAULT);
        kim.send("\2\4lee a.txt\037f1\037\037\037192.0.2.1\037tomorrow\0");
        kim.barrier();

        assertThat(lee.expectText(2, 4)).isEqualTo("kim a.txt\037f1\037\037\037127.0.0.1\037tomorrow");
    }
}
