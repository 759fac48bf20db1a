package io.naru.relay;

import static io.naru.relay.Asking.after;
import static io.naru.relay.Asking.ask;
import static io.naru.relay.Asking.before;
import static io.naru.relay.Asking.enter;
import static io.naru.relay.Asking.newest;
import static io.naru.relay.Asking.read;
import static io.naru.relay.Asking.say;
import static io.naru.relay.Asking.search;
import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.RoomRequest;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.metrics.TrafficClass;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.session.TrafficLimits;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages of what was said, searches, and how far users have read. */
final class HistoryRequestTest {
    private final HeldStore store = new HeldStore();
    private SteppedRelay relay;
    private ScriptedPeer alice;
    private ScriptedPeer bob;

    @BeforeEach
    void start() throws IOException {
        relay = new SteppedRelay(
                RelayConfig.temporary().withSessions(SessionLimits.DEFAULT.withTraffic(TrafficLimits.OFF)), store);
        alice = relay.extended("alice");
        bob = relay.extended("bob");
        for (int i = 1; i <= 10; i++) {
            say(alice, "#lobby", "text " + i, "m" + i);
        }
        bob.barrier();
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private static List<Long> seqs(Asking.Page page) {
        return page.messages().stream().map(chat -> chat.seq().getAsLong()).toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void pagesGoForwards() throws IOException {
        Asking.Page first = ask(bob, after("#lobby", 0, 4));
        assertThat(seqs(first)).isEqualTo(range(1, 4));
        assertThat(first.end().at()).isEqualTo(4);
        assertThat(first.end().hasMore()).isTrue();
        assertThat(first.messages()).allMatch(chat -> chat.room().equals(Optional.of(RoomName.LOBBY)));

        Asking.Page last = ask(bob, after("#lobby", 8, 4));
        assertThat(seqs(last)).isEqualTo(range(9, 10));
        assertThat(last.end().hasMore()).isFalse();

        Asking.Page none = ask(bob, after("#lobby", 10, 4));
        assertThat(none.messages()).isEmpty();
        assertThat(none.end().at()).isEqualTo(10);
        assertThat(none.end().hasMore()).isFalse();
    }

    @Test
    void pagesGoBackwards() throws IOException {
        Asking.Page newest = ask(bob, newest("#lobby", 4));
        assertThat(seqs(newest)).isEqualTo(range(7, 10));
        assertThat(newest.end().at()).isEqualTo(7);
        assertThat(newest.end().hasMore()).isTrue();

        assertThat(seqs(ask(bob, before("#lobby", 7, 4)))).isEqualTo(range(3, 6));
        Asking.Page oldest = ask(bob, before("#lobby", 3, 4));
        assertThat(seqs(oldest)).isEqualTo(range(1, 2));
        assertThat(oldest.end().hasMore()).isFalse();
        assertThat(oldest.end().oldestSeq()).isEqualTo(1);
    }

    @Test
    void whatIsSaidMeanwhileComesLive() throws IOException {
        store.hold();
        bob.send(newest("#lobby", 4));
        relay.until("the page is asked for", () -> store.held() == 1);
        alice.send(Asking.chat("#lobby", "text 11", "m11"));
        relay.until("it is on its way", () -> store.held() == 2);
        store.release();

        List<RelayMessage> all = bob.barrier();
        while (all.stream().noneMatch(RelayMessage.Chat.class::isInstance)
                || all.stream().noneMatch(RoomNews.HistoryEnd.class::isInstance)) {
            all = bob.barrier();
        }
        assertThat(all)
                .filteredOn(message -> message instanceof RelayMessage.Chat chat
                        && chat.request().isEmpty())
                .hasSize(1);
    }

    @Test
    void longPagesDoNotOverflowTheQueueOfWhoAsks() throws IOException {
        enter(alice, "#long");
        for (int i = 0; i < 200; i++) {
            say(alice, "#long", "x".repeat(10_000), "long" + i);
        }
        ScriptedPeer carol = relay.loggedIn(relay.connect(4096), "carol");
        enter(carol, "#long");
        long after = 0;
        int seen = 0;
        boolean hasMore = true;
        while (hasMore) {
            Asking.Page page = ask(carol, after("#long", after, 200));
            seen += page.messages().size();
            after = page.end().at();
            hasMore = page.end().hasMore();
        }
        assertThat(seen).isEqualTo(200);
    }

    @Test
    void searchesFindWhatTheUserMayRead() throws IOException {
        enter(alice, "#garden");
        say(alice, "#garden", "the red rose", "g1");
        say(alice, "#lobby", "a red house", "l1");
        say(alice, "@bob", "red, alone", "d1");
        ScriptedPeer carol = relay.extended("carol");

        assertThat(ask(alice, search(Optional.empty(), "red")).texts())
                .containsExactly("red, alone", "a red house", "the red rose");
        assertThat(ask(bob, search(Optional.empty(), "red")).messages())
                .extracting(chat -> chat.room().orElseThrow().display())
                .containsExactly("@alice", "#lobby");
        assertThat(ask(carol, search(Optional.empty(), "red")).texts()).containsExactly("a red house");
        Asking.Page inRoom = ask(alice, search(Optional.of("#garden"), "RED ROSE"));
        assertThat(inRoom.texts()).containsExactly("the red rose");
        assertThat(inRoom.end().room()).contains(RoomName.of("#garden"));
        assertThat(inRoom.end().epoch()).isNotEmpty();
        carol.send(search(Optional.of("#garden"), "red"));
        assertThat(carol.skipTo(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.UNKNOWN_ROOM);
    }

    private static RoomRequest searchOn(long at) {
        return new RoomRequest.History(
                Optional.empty(), new RequestId("on"), OptionalLong.empty(), OptionalLong.of(at), 2, "red");
    }

    @Test
    void aSearchInAllRoomsGoesOnAtANumberThatTellsNothing() throws IOException {
        for (int i = 1; i <= 6; i++) {
            say(alice, "#lobby", "red " + i, "l" + i);
        }
        List<String> found = new ArrayList<>();
        Asking.Page page = ask(bob, search(Optional.empty(), "red", 2));
        found.addAll(page.texts());
        while (page.end().hasMore()) {
            assertThat(page.end().at()).isGreaterThan(1_000);
            page = ask(bob, searchOn(page.end().at()));
            found.addAll(page.texts());
        }

        assertThat(found).containsExactly("red 6", "red 5", "red 4", "red 3", "red 2", "red 1");
        bob.send(searchOn(3));
        assertThat(bob.skipTo(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.NOT_FOUND);
        ask(bob, search(Optional.empty(), "red", 2));
    }

    @Test
    void whatWasReadIsKnownToAllSessionsOfTheUser() throws IOException {
        ScriptedPeer desk = relay.extended("bob");

        bob.send(read("#lobby", 7));

        desk.skipTo(RoomNews.Read.class, news -> news.equals(new RoomNews.Read(RoomName.LOBBY, 7)));
        assertThat(bob.barrier()).noneMatch(RoomNews.Read.class::isInstance);
        assertThat(alice.barrier()).noneMatch(RoomNews.Read.class::isInstance);
        // A mark that lies before the one that is known is none, and nothing is further than it.
        bob.send(read("#lobby", 5)).send(read("#lobby", 6)).barrier();
        assertThat(desk.barrier()).noneMatch(RoomNews.Read.class::isInstance);
        bob.send(read("#lobby", 999));
        desk.skipTo(RoomNews.Read.class, news -> news.equals(new RoomNews.Read(RoomName.LOBBY, 10)));
        ScriptedPeer third = relay.hello();
        third.send(SteppedRelay.credentials("bob", "secret"));
        assertThat(third.skipTo(RoomNews.Entered.class).readSeq()).isEqualTo(10);
    }

    @Test
    void readingIsNotedTogetherWhileTheStoreIsBusy() throws IOException {
        store.hold();
        for (int i = 1; i <= 9; i++) {
            bob.send(read("#lobby", i));
        }
        bob.barrier();
        assertThat(store.held()).isEqualTo(1);
        store.releaseOne();
        relay.until("the last one is noted", () -> store.held() == 1);
        store.release();

        bob.close();
        alice.skipTo(RelayMessage.Presence.class);
        ScriptedPeer back = relay.hello();
        back.send(SteppedRelay.credentials("bob", "secret"));
        assertThat(back.skipTo(RoomNews.Entered.class).readSeq()).isEqualTo(9);
    }

    @Test
    void whoAsksForALotOfHistoryIsReadMoreSlowly() throws IOException {
        try (SteppedRelay limited = new SteppedRelay(RelayConfig.temporary())) {
            ScriptedPeer carol = limited.extended("carol");
            for (int i = 0; i < 600; i++) {
                carol.send(newest("#lobby", 1));
            }
            limited.until("carol has to wait", () -> limited.counters().throttled(TrafficClass.HISTORY) > 0);
        }
    }
}
