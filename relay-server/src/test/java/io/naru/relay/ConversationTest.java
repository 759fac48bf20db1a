package io.naru.relay;

import static io.naru.relay.Asking.chat;
import static io.naru.relay.Asking.enter;
import static io.naru.relay.Asking.join;
import static io.naru.relay.Asking.leave;
import static io.naru.relay.Asking.newest;
import static io.naru.relay.Asking.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.StoreException;
import io.naru.relay.testkit.ScriptedPeer;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one user says to another one alone. */
final class ConversationTest {
    private final HeldStore store = new HeldStore();
    private SteppedRelay relay;
    private ScriptedPeer alice;

    @BeforeEach
    void start() throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary(), store);
        alice = relay.extended("alice");
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private static RelayMessage.Chat heard(ScriptedPeer peer) throws IOException {
        return peer.skipTo(RelayMessage.Chat.class);
    }

    @Test
    void eachSideKnowsItByTheOthersName() throws IOException {
        ScriptedPeer bob = relay.extended("bob");
        ScriptedPeer desk = relay.extended("alice");
        ScriptedPeer carol = relay.extended("carol");
        bob.barrier();

        RelayMessage.Chat receipt = say(alice, "@bob", "psst", "m1");

        assertThat(receipt.room()).contains(RoomName.of("@bob"));
        assertThat(receipt.seq()).hasValue(1);
        assertThat(desk.skipTo(RoomNews.Entered.class).room()).isEqualTo(RoomName.of("@bob"));
        assertThat(heard(desk)).isEqualTo(receipt);
        RoomNews.Entered begun = bob.skipTo(RoomNews.Entered.class);
        assertThat(begun.room()).isEqualTo(RoomName.of("@alice"));
        assertThat(begun.lastSeq()).isZero();
        RelayMessage.Chat told = heard(bob);
        assertThat(told.room()).contains(RoomName.of("@alice"));
        assertThat(told.sender()).isEqualTo(UserName.of("alice"));
        assertThat(told.seq()).hasValue(1);
        assertThat(say(bob, "@alice", "yes?", "m1").seq()).hasValue(2);
        assertThat(heard(alice).room()).contains(RoomName.of("@bob"));
        assertThat(carol.barrier()).isEmpty();
    }

    @Test
    void itIsKeptForWhoIsOffline() throws IOException {
        relay.extended("bob").close();
        alice.skipTo(RelayMessage.Presence.class, presence -> presence.user().equals(UserName.of("bob")));
        say(alice, "@bob", "call me", "m1");

        ScriptedPeer bob = relay.hello();
        bob.send(SteppedRelay.credentials("bob", "secret"));

        RoomNews.Entered told =
                bob.skipTo(RoomNews.Entered.class, entered -> entered.room().isDirect());
        assertThat(told.room()).isEqualTo(RoomName.of("@alice"));
        assertThat(told.lastSeq()).isEqualTo(1);
        assertThat(Asking.ask(bob, newest("@alice", 10)).texts()).containsExactly("call me");
    }

    @Test
    void aBaseClientIsToldByANotice() throws IOException {
        ScriptedPeer bob = relay.base("bob");
        ScriptedPeer carol = relay.base("carol");

        say(alice, "@bob", "one\ntwo", "m1");

        assertThat(bob.baseBarrier()).containsExactly("0 * alice says to you alone: one two");
        assertThat(carol.baseBarrier()).isEmpty();
    }

    @Test
    void aBaseClientIsNotToldWhatAnotherOneShows() throws IOException {
        ScriptedPeer plain = relay.base("bob");
        ScriptedPeer bob = relay.extended("bob");

        say(alice, "@bob", "psst", "m1");

        assertThat(heard(bob).text()).isEqualTo("psst");
        assertThat(plain.baseBarrier()).isEmpty();
    }

    @Test
    void thereIsNoneWithWhoHasNoAccount() throws IOException {
        alice.send(chat("@nobody", "hello?", "m1"));
        RelayMessage.Error refusal = alice.skipTo(RelayMessage.Error.class);
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_USER);
        assertThat(refusal.id()).isEqualTo("m1");

        alice.send(join("@nobody"));
        assertThat(alice.skipTo(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.UNKNOWN_USER);
    }

    @Test
    void notesToOneselfAreToldToOneselfAlone() throws IOException {
        ScriptedPeer bob = relay.extended("bob");
        assertThat(say(alice, "@alice", "buy milk", "m1").room()).contains(RoomName.of("@alice"));
        assertThat(say(alice, "@alice", "and bread", "m2").seq()).hasValue(2);
        assertThat(bob.barrier()).isEmpty();
    }

    @Test
    void whoOnlyLooksIsNotNoticed() throws IOException {
        ScriptedPeer bob = relay.extended("bob");

        assertThat(enter(alice, "@bob").room()).isEqualTo(RoomName.of("@bob"));
        assertThat(bob.barrier()).isEmpty();

        say(alice, "@bob", "psst", "m1");
        bob.skipTo(RoomNews.Entered.class);
        assertThat(heard(bob).text()).isEqualTo("psst");
    }

    @Test
    void itComesBackWhenSomethingIsSaid() throws IOException {
        ScriptedPeer bob = relay.extended("bob");
        say(alice, "@bob", "one", "m1");
        heard(bob);
        bob.send(leave("@alice"));
        bob.expect(RoomNews.Left.class);
        assertThat(alice.barrier()).noneMatch(RoomNews.Left.class::isInstance);

        say(alice, "@bob", "two", "m2");

        assertThat(bob.skipTo(RoomNews.Entered.class).lastSeq()).isEqualTo(1);
        assertThat(heard(bob).seq()).hasValue(2);
    }

    @Test
    void itComesBackAlthoughItWasPutAwayMeanwhile() throws IOException {
        ScriptedPeer bob = relay.extended("bob");
        say(alice, "@bob", "one", "m1");
        heard(bob);
        store.hold();
        bob.send(leave("@alice"));
        relay.until("bob leaves", () -> store.held() == 1);
        alice.send(chat("@bob", "two", "m2"));
        relay.until("it is on its way", () -> store.held() == 2);

        store.release();

        bob.expect(RoomNews.Left.class);
        assertThat(bob.expect(RoomNews.Entered.class).lastSeq()).isEqualTo(2);
        assertThat(heard(alice).seq()).hasValue(2);
    }

    @Test
    void whatIsSaidBehindTheFirstMessageStaysBehindIt() throws IOException {
        ScriptedPeer bob = relay.extended("bob");
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            alice.send(chat("@bob", "text " + i, "m" + i));
            said.add("text " + i);
        }

        List<String> heard = new ArrayList<>();
        while (heard.size() < said.size()) {
            heard.add(heard(bob).text());
        }
        assertThat(heard).isEqualTo(said);
    }

    @Test
    void aConversationHasNoTopicAndNobodyIsInvited() throws IOException {
        relay.extended("bob");
        enter(alice, "@bob");
        alice.send(Asking.topic("@bob", "us"));
        assertThat(alice.skipTo(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.NOT_ALLOWED);
        alice.send(Asking.invite("@bob", "bob"));
        assertThat(alice.skipTo(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.UNKNOWN_ROOM);
    }

    @Test
    void anotherSessionOfTheAuthorSeesItToo() throws IOException {
        relay.extended("bob");
        enter(alice, "@bob");
        ScriptedPeer desk = relay.hello();
        desk.send(SteppedRelay.credentials("alice", "secret"));
        assertThat(desk.skipTo(RoomNews.Entered.class, entered -> entered.room().isDirect())
                        .request())
                .isEqualTo(Optional.empty());
        assertThat(say(alice, "@bob", "psst", "m1")).isEqualTo(heard(desk));
    }

    private void removeBob() {
        AuditEntry entry = AuditEntry.ofCommandLine(Instant.EPOCH, AuditEntry.Action.ACCOUNT_REMOVE, "bob", "");
        store.accounts().remove(UserName.of("bob"), entry, Runnable::run, outcome -> {});
    }

    private void sendBobAway() throws IOException {
        removeBob();
        relay.relay().control().onAccountRemoved(UserName.of("bob"));
        alice.skipTo(
                RelayMessage.Presence.class,
                presence -> presence.user().equals(UserName.of("bob")) && presence.state() == PresenceState.OFFLINE);
    }

    @Test
    void whoRegistersANameAgainHasAConversationOfItsOwn() throws IOException {
        ScriptedPeer desk = relay.extended("alice");
        ScriptedPeer first = relay.extended("bob");
        say(alice, "@bob", "for the first one", "m1");
        String epoch = desk.skipTo(RoomNews.Entered.class).epoch();
        heard(first);
        heard(desk);
        sendBobAway();
        ScriptedPeer second = relay.extended("bob");

        RelayMessage.Chat receipt = say(alice, "@bob", "for the second one", "m2");

        assertThat(receipt.seq()).hasValue(1);
        RoomNews.Entered begun = desk.skipTo(RoomNews.Entered.class);
        assertThat(begun.epoch()).isNotEqualTo(epoch);
        assertThat(begun.lastSeq()).isZero();
        assertThat(heard(desk)).isEqualTo(receipt);
        assertThat(second.skipTo(RoomNews.Entered.class).epoch()).isEqualTo(begun.epoch());
        assertThat(heard(second).text()).isEqualTo("for the second one");
        assertThat(say(second, "@alice", "hello", "m1").seq()).hasValue(2);
        assertThat(heard(alice).text()).isEqualTo("hello");
        assertThat(Asking.ask(second, newest("@alice", 10)).texts()).containsExactly("for the second one", "hello");
        assertThat(Asking.ask(alice, newest("@bob", 10)).texts()).containsExactly("for the second one", "hello");
    }

    @Test
    void whoRegistersANameAgainAndLeavesFindsWhatWasSaidMeanwhile() throws IOException {
        relay.extended("bob");
        say(alice, "@bob", "for the first one", "m1");
        sendBobAway();
        relay.extended("bob").close();
        alice.skipTo(RelayMessage.Presence.class, presence -> presence.state() == PresenceState.OFFLINE);

        assertThat(say(alice, "@bob", "for the second one", "m2").seq()).hasValue(1);

        ScriptedPeer second = relay.extended("bob");
        assertThat(Asking.ask(second, newest("@alice", 10)).texts()).containsExactly("for the second one");
    }

    @Test
    void nothingIsSaidToWhoIsGoneAndWhatWasSaidMayBeRead() throws IOException {
        relay.extended("bob");
        say(alice, "@bob", "one", "m1");
        sendBobAway();

        alice.send(chat("@bob", "two", "m2"));

        RelayMessage.Error refusal = alice.skipTo(RelayMessage.Error.class);
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_USER);
        assertThat(refusal.id()).isEqualTo("m2");
        assertThat(Asking.ask(alice, newest("@bob", 10)).texts()).containsExactly("one");
    }

    @Test
    void thatSomebodyIsGoneShowsAtTheLatestWhenSomethingIsSaid() throws IOException {
        relay.extended("bob");
        say(alice, "@bob", "one", "m1");
        removeBob();

        alice.send(chat("@bob", "two", "m2"));
        assertThat(alice.skipTo(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.NOT_STORED);
        alice.send(chat("@bob", "two", "m2"));
        assertThat(alice.skipTo(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.UNKNOWN_USER);
        assertThat(Asking.ask(alice, newest("@bob", 10)).texts()).containsExactly("one");
    }

    @Test
    void aFailureOfTheStoreDoesNotEndAConversation() throws IOException {
        ScriptedPeer bob = relay.extended("bob");
        say(alice, "@bob", "one", "m1");
        store.answerAppends(Optional.of(new Outcome.Failed<>(new StoreException("The disk is full"))));
        alice.send(chat("@bob", "lost", "m2"));
        assertThat(alice.skipTo(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.NOT_STORED);
        store.answerAppends(Optional.empty());

        assertThat(say(alice, "@bob", "two", "m3").seq()).hasValue(2);
        assertThat(heard(bob).text()).isEqualTo("one");
        assertThat(heard(bob).text()).isEqualTo("two");
    }
}
