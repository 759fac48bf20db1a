package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.metrics.AppendOutcome;
import io.naru.relay.store.StoreException;
import io.naru.relay.testkit.ScriptedPeer;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message is kept before anybody gets it, and whatever the store does, nothing of it is lost silently. */
final class KeptMessagesTest {
    private final HeldStore store = new HeldStore();
    private SteppedRelay relay;
    private ScriptedPeer alice;
    private ScriptedPeer bob;

    @BeforeEach
    void start() throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary(), store);
        alice = relay.extended("alice");
        bob = relay.extended("bob");
        alice.barrier();
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private static ClientMessage chat(String text, String id) {
        return new ClientMessage.Chat(text, Optional.of(new MessageId(id)), Optional.empty());
    }

    private static List<String> texts(List<RelayMessage> messages) {
        return messages.stream()
                .filter(RelayMessage.Chat.class::isInstance)
                .map(message -> ((RelayMessage.Chat) message).text())
                .toList();
    }

    private RelayMessage.Chat heard(ScriptedPeer peer) throws IOException {
        return peer.skipTo(RelayMessage.Chat.class);
    }

    @Test
    void nobodyHearsAnythingBeforeItIsKept() throws IOException {
        store.hold();
        alice.send(chat("hi", "m1"));
        relay.until("it is on its way", () -> store.held() == 1);

        assertThat(alice.barrier()).isEmpty();
        assertThat(bob.barrier()).isEmpty();
        store.release();

        assertThat(heard(bob).seq()).hasValue(1);
        RelayMessage.Chat receipt = heard(alice);
        assertThat(receipt.seq()).hasValue(1);
        assertThat(receipt.id()).contains(new MessageId("m1"));
    }

    @Test
    void whatWasTakenIsDeliveredAlthoughItsAuthorHasGone() throws IOException {
        store.hold();
        alice.send(chat("last words", "m1"));
        relay.until("it is on its way", () -> store.held() == 1);
        alice.reset();
        bob.skipTo(RelayMessage.Presence.class);

        store.release();

        assertThat(heard(bob).text()).isEqualTo("last words");
    }

    @Test
    void aRepetitionIsAnsweredToWhoRepeatsAlone() throws IOException {
        alice.send(chat("once", "m1"));
        RelayMessage.Chat receipt = heard(alice);
        ScriptedPeer again = relay.extended("alice");
        heard(bob);

        again.send(chat("another text under the same id", "m1"));

        assertThat(heard(again)).isEqualTo(receipt);
        assertThat(texts(alice.barrier())).isEmpty();
        assertThat(texts(bob.barrier())).isEmpty();
        assertThat(relay.counters().snapshot().appends()).containsEntry(AppendOutcome.REPEATED, 1L);
    }

    @Test
    void theSameIdOfAnotherAuthorIsAnotherMessage() throws IOException {
        alice.send(chat("mine", "m1"));
        heard(bob);
        bob.send(chat("mine, too", "m1"));

        assertThat(heard(bob).seq()).hasValue(2);
    }

    @Test
    void whatCannotBeKeptIsRefusedWithItsIdAndReadingGoesOn() throws IOException {
        store.answerAppends(Optional.of(new Outcome.Failed<>(new StoreException("The disk is full"))));
        alice.send(chat("lost", "m1"));

        RelayMessage.Error refusal = alice.skipTo(RelayMessage.Error.class);
        assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_STORED);
        assertThat(refusal.id()).isEqualTo("m1");
        store.answerAppends(Optional.empty());
        alice.send(chat("kept", "m2"));

        RelayMessage.Chat kept = heard(bob);
        assertThat(kept.text()).isEqualTo("kept");
        assertThat(kept.seq()).hasValue(1);
    }

    @Test
    void aBaseAuthorIsToldWhatCannotBeKept() throws IOException {
        ScriptedPeer carol = relay.base("carol");
        store.answerAppends(Optional.of(new Outcome.Failed<>(new StoreException("The disk is full"))));

        carol.send("\0lost\0");

        assertThat(carol.expectText(0)).isEqualTo("* The relay can't keep messages at the moment; this wasn't taken.");
    }

    @Test
    void aStoreThatHasTooMuchToDoIsSaid() throws IOException {
        store.answerAppends(Optional.of(new Outcome.Busy<>()));
        alice.send(chat("too much", "m1"));

        RelayMessage.Error refusal = alice.skipTo(RelayMessage.Error.class);
        assertThat(refusal.code()).isEqualTo(ErrorCode.BUSY);
        assertThat(refusal.id()).isEqualTo("m1");
        assertThat(texts(bob.barrier())).isEmpty();
    }

    @Test
    void whoSaysMoreThanIsKeptIsReadMoreSlowlyAndNothingIsLost() throws IOException {
        store.hold();
        int said = 150;
        List<String> expected =
                IntStream.range(0, said).mapToObj(i -> "text " + i).toList();
        for (int i = 0; i < said; i++) {
            alice.send(chat("text " + i, "m" + i));
        }
        for (int i = 0; i < 20; i++) {
            relay.step();
        }
        assertThat(store.held()).isEqualTo(64);
        assertThat(bob.barrier()).isEmpty();

        store.release();

        List<String> heard = new ArrayList<>();
        List<Long> seqs = new ArrayList<>();
        while (heard.size() < said) {
            RelayMessage.Chat chat = heard(bob);
            heard.add(chat.text());
            seqs.add(chat.seq().getAsLong());
        }
        assertThat(heard).isEqualTo(expected);
        assertThat(seqs)
                .isEqualTo(
                        IntStream.rangeClosed(1, said).mapToObj(i -> (long) i).toList());
    }

    @Test
    void whoComesInMeanwhileKnowsExactlyWhatIsBehindAndHearsTheRest() throws IOException {
        store.hold();
        alice.send(chat("before", "m1"));
        relay.until("it is on its way", () -> store.held() == 1);
        ScriptedPeer carol = relay.hello();
        carol.send(SteppedRelay.credentials("carol", "secret"));
        relay.until("the rooms are asked for", () -> store.held() == 2);
        alice.send(chat("after", "m2"));
        relay.until("it is on its way", () -> store.held() == 3);

        store.release();

        RoomNews.Entered lobby = carol.skipTo(RoomNews.Entered.class);
        assertThat(lobby.room()).isEqualTo(RoomName.LOBBY);
        assertThat(lobby.lastSeq()).isEqualTo(1);
        RelayMessage.Chat heard = heard(carol);
        assertThat(heard.text()).isEqualTo("after");
        assertThat(heard.seq()).hasValue(2);
    }

    @Test
    void nothingOfARoomComesBeforeTheSessionKnowsOfIt() throws IOException {
        store.hold();
        ScriptedPeer carol = relay.hello();
        carol.send(SteppedRelay.credentials("carol", "secret"));
        relay.until("the rooms are asked for", () -> store.held() == 1);
        alice.send(chat("hi", "m1"));
        relay.until("it is on its way", () -> store.held() == 2);
        carol.skipTo(RelayMessage.Presence.class);
        store.releaseOne();
        store.releaseOne();

        RelayMessage first = carol.nextMessage();
        while (first instanceof RelayMessage.Presence) {
            first = carol.nextMessage();
        }

        assertThat(first).isInstanceOf(RoomNews.Entered.class);
        assertThat(heard(carol).text()).isEqualTo("hi");
        store.release();
    }

    @Test
    void everySessionOfAUserGetsEverything() throws IOException {
        ScriptedPeer desk = relay.extended("alice");

        alice.send(chat("from the laptop", "m1"));
        assertThat(heard(desk)).isEqualTo(heard(alice));
        desk.send(chat("from the desk", "m2"));

        assertThat(heard(alice)).isEqualTo(heard(desk));
    }

    @Test
    void anAnswerPointsAtWhatItAnswers() throws IOException {
        alice.send(chat("where?", "m1"));
        heard(bob);
        bob.send(answer("m2", "here", ""));

        heard(alice);
        assertThat(heard(alice).replyTo()).hasValue(1);
    }

    private static ClientMessage answer(String id, String text, String epoch) {
        return new ClientMessage.Chat(
                text, Optional.of(new MessageId(id)), Optional.empty(), OptionalLong.of(1), epoch);
    }

    @Test
    void anAnswerToAMessageOfAnotherEpochPointsAtNone() throws IOException {
        ScriptedPeer carol = relay.hello();
        carol.send(SteppedRelay.credentials("carol", "secret"));
        String epoch = carol.skipTo(RoomNews.Entered.class).epoch();
        alice.send(chat("where?", "m1"));
        heard(alice);

        bob.send(answer("m2", "> alice: where?\nhere", epoch));
        assertThat(heard(alice).replyTo()).hasValue(1);
        bob.send(answer("m3", "> alice: where?\nhere", "another"));

        RelayMessage.Chat pointless = heard(alice);
        assertThat(pointless.replyTo()).isEmpty();
        assertThat(pointless.text()).isEqualTo("> alice: where?\nhere");
    }

    @Test
    void aBaseClientGetsQuoteAndAnswerAsTwoLinesOfTheirAuthor() throws IOException {
        ScriptedPeer base = relay.base("carol");
        alice.send(chat("where?", "m1"));
        while (!base.expectText(0).equals("alice: where?")) {
            // Welcomes and the like.
            continue;
        }

        bob.send(answer("m2", "> alice: where?\nhere\nand there", ""));
        bob.send(chat("> no answer\nat all", "m3"));
        bob.send(answer("m4", "> alice: where?\n \n", ""));

        assertThat(base.expectText(0)).isEqualTo("bob: > alice: where?");
        assertThat(base.expectText(0)).isEqualTo("bob: here and there");
        assertThat(base.expectText(0)).isEqualTo("bob: > no answer at all");
        assertThat(base.expectText(0).strip()).isEqualTo("bob: > alice: where?");
        bob.send(chat("behind it", "m5"));
        assertThat(base.expectText(0)).isEqualTo("bob: behind it");
    }
}
