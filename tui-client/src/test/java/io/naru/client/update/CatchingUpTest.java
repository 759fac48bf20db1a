package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.state.Line;
import io.naru.client.state.Line.Delivery;
import io.naru.client.state.Room;
import io.naru.client.testkit.AppHarness;
import io.naru.common.message.MessageId;
import io.naru.common.message.Role;
import io.naru.common.message.RoomName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Breaks of the link: what was missed, and what wasn't sent yet. */
class CatchingUpTest {
    private final AppHarness app = new AppHarness().connected().present("bob").entered("#lobby", 0, 0);

    private void lost() {
        app.deliver(new EngineEvent.LinkLost("The relay is gone.", Duration.ofSeconds(2)));
    }

    private void back(long lastSeq, long readSeq) {
        app.deliver(new EngineEvent.LinkUp(
                AppHarness.user("alice"), "lab:7411", "lab", Role.MEMBER, Optional.empty(), true, 16384));
        app.present("alice", "bob").entered("#lobby", lastSeq, readSeq);
    }

    private void caughtUp(long missed) {
        app.deliver(new RoomEvent.CaughtUp(RoomName.LOBBY, missed));
    }

    private MessageId sent(int index) {
        return app.effects(Effect.SendChat.class).get(index).id();
    }

    private List<String> said() {
        return app.lines().stream()
                .filter(line -> line.startsWith("CHAT") || line.startsWith("MARK"))
                .toList();
    }

    @Test
    void whatWasMissedComesQuietlyWithTheCountAndNewAboveIt() {
        app.says("#lobby", 1, "bob", "before");
        lost();
        back(4, 1);
        app.forget();
        app.replays("#lobby", 2, "bob", "alice, where are you?").replays("#lobby", 3, "bob", "well");
        assertThat(app.tabs()).containsExactly("[#lobby 2!]");
        app.replays("#lobby", 4, "bob", "bye");
        caughtUp(3);
        assertThat(said())
                .containsExactly(
                        "CHAT bob before",
                        "CHAT bob alice, where are you?",
                        "CHAT bob well",
                        "CHAT bob bye",
                        "MARK caught up: 3 messages");
        assertThat(app.effects(Effect.RingBell.class)).isEmpty();
        Room lobby = app.state().room();
        assertThat(lobby.lines().get(lobby.unreadFrom().orElseThrow()).seq()).isEqualTo(OptionalLong.of(2));
        assertThat(app.tabs()).as("it is looked at").containsExactly("[#lobby]");
        assertThat(app.effects(RoomEffect.MarkRead.class)).containsExactly(new RoomEffect.MarkRead(RoomName.LOBBY, 4));
    }

    @Test
    void whatWasReadElsewhereIsNotNew() {
        back(3, 2);
        app.replays("#lobby", 1, "bob", "one")
                .replays("#lobby", 2, "bob", "two")
                .replays("#lobby", 3, "bob", "three");
        Room lobby = app.state().room();
        assertThat(lobby.unread()).isOne();
        assertThat(lobby.news().seq()).isEqualTo(OptionalLong.of(3));
    }

    @Test
    void atTheStartWhatThereIsToSayStandsBehindTheHistory() {
        app.replays("#lobby", 1, "bob", "one").replays("#lobby", 2, "bob", "two");
        caughtUp(0);
        assertThat(app.lines())
                .containsExactly(
                        "CHAT bob one", "CHAT bob two", "LOCAL Connected to lab:7411 as alice. F1 shows the keys.");
    }

    @Test
    void afterABreakWhatStoodBeforeTheFirstMessageStaysThere() {
        back(0, 0);
        caughtUp(0);
        app.says("#lobby", 1, "bob", "one");
        List<String> before = app.lines();
        lost();
        back(2, 1);
        app.replays("#lobby", 2, "bob", "two");
        caughtUp(1);
        assertThat(before).first().asString().contains("F1 shows the keys");
        assertThat(before).endsWith("CHAT bob one");
        assertThat(app.lines())
                .startsWith(before.toArray(String[]::new))
                .endsWith("CHAT bob two", "MARK caught up: 1 message");
    }

    @Test
    void whatIsSaidWithoutALinkWaitsAndIsShownOnce() {
        lost();
        app.enter("hello").enter("anybody?");
        assertThat(app.effects(Effect.SendChat.class)).hasSize(2);
        app.deliver(new RoomEvent.Pending(
                sent(0),
                RoomName.LOBBY,
                "hello",
                OptionalLong.empty(),
                app.now().instant(),
                false));
        assertThat(said()).containsExactly("CHAT alice hello", "CHAT alice anybody?");
        assertThat(app.lastLine().delivery()).isEqualTo(Delivery.SENDING);
        assertThat(String.join("\n", app.screen())).contains("anybody?  (waits for the link)");
        back(1, 0);
        app.replays("#lobby", 1, "bob", "said before you");
        caughtUp(1);
        app.receipt("#lobby", 2, sent(0), "hello").receipt("#lobby", 3, sent(1), "anybody?");
        assertThat(said())
                .containsExactly(
                        "CHAT bob said before you",
                        "MARK caught up: 1 message",
                        "CHAT alice hello",
                        "CHAT alice anybody?");
        assertThat(app.lastLine().delivery()).isEqualTo(Delivery.SENT);
    }

    @Test
    void aReceiptThatComesByCatchingUpDoublesNothing() {
        app.enter("hello");
        lost();
        assertThat(app.lastLine().delivery()).isEqualTo(Delivery.SENDING);
        back(2, 0);
        app.replays("#lobby", 1, "bob", "one");
        app.deliver(new EngineEvent.ChatReceived(
                AppHarness.user("alice"),
                "hello",
                Optional.of(sent(0)),
                app.now().instant(),
                true,
                RoomName.LOBBY,
                OptionalLong.of(2),
                OptionalLong.empty(),
                true));
        caughtUp(1);
        app.receipt("#lobby", 2, sent(0), "hello");
        assertThat(said()).containsExactly("CHAT bob one", "CHAT alice hello", "MARK caught up: 1 message");
        assertThat(app.state().room().pending()).isEmpty();
    }

    @Test
    void whatWaitsForTheLinkCanBeDroppedButNotWhatIsUnderWay() {
        app.enter("ferry?");
        assertThat(app.enter("/drop").effects(RoomEffect.Drop.class)).isEmpty();
        assertThat(app.hint()).contains("Nothing here waits");
        lost();
        assertThat(app.enter("/drop").effects(RoomEffect.Drop.class)).containsExactly(new RoomEffect.Drop(sent(0)));
        assertThat(app.state().room().pending()).isEmpty();
    }

    @Test
    void whatIsHeldIsSentAgainOrDropped() {
        app.deliver(new RoomEvent.Pending(
                new MessageId("old-1"),
                RoomName.LOBBY,
                "first",
                OptionalLong.empty(),
                app.now().instant(),
                true));
        app.deliver(new RoomEvent.Pending(
                new MessageId("old-2"),
                RoomName.LOBBY,
                "/me waves",
                OptionalLong.empty(),
                app.now().instant(),
                true));
        assertThat(String.join("\n", app.screen())).contains("first  (not sent: Alt+s resends, Alt+x drops)");
        app.enter("/resend 1");
        assertThat(app.effects(RoomEffect.Resend.class)).containsExactly(new RoomEffect.Resend(new MessageId("old-1")));
        assertThat(app.state().room().pending())
                .extracting(Line::delivery)
                .containsExactly(Delivery.SENDING, Delivery.NOT_SENT);
        app.press("Alt+x");
        assertThat(app.effects(RoomEffect.Drop.class)).containsExactly(new RoomEffect.Drop(new MessageId("old-2")));
        assertThat(app.state().room().pending()).hasSize(1);
        assertThat(app.press("Up").composer()).isEqualTo("/me waves|");
        app.deliver(new RoomEvent.Dropped(new MessageId("old-2")));
        assertThat(app.press("Ctrl+U", "Alt+x").hint()).contains("Nothing here waits");
    }

    private void held(String id, String text) {
        app.deliver(new RoomEvent.Pending(
                new MessageId(id),
                RoomName.LOBBY,
                text,
                OptionalLong.empty(),
                app.now().instant(),
                true));
    }

    @Test
    void whereAMessageIsMarkedThatOneIsMeantAndNoOther() {
        app.replays("#lobby", 1, "bob", "hi");
        held("old-1", "first");
        held("old-2", "second");
        held("old-3", "third");

        app.press("Alt+Up", "Alt+Up").enter("/resend");
        assertThat(app.effects(RoomEffect.Resend.class)).containsExactly(new RoomEffect.Resend(new MessageId("old-2")));
        assertThat(app.state().room().marked()).isEmpty();
        app.forget().press("Alt+Up").enter("/drop");
        assertThat(app.effects(RoomEffect.Drop.class)).containsExactly(new RoomEffect.Drop(new MessageId("old-3")));

        app.forget().press("Alt+Up", "Alt+Up", "Alt+Up");
        assertThat(app.enter("/drop").hint()).contains("marked message isn't one");
        assertThat(app.effects(RoomEffect.Drop.class)).isEmpty();
        app.press("Esc").enter("/drop");
        assertThat(app.effects(RoomEffect.Drop.class)).containsExactly(new RoomEffect.Drop(new MessageId("old-1")));
    }

    @Test
    void theKeysThatSendAgainAndDropMeanTheMarkedMessageToo() {
        app.replays("#lobby", 1, "bob", "hi");
        held("old-1", "first");
        held("old-2", "second");
        held("old-3", "third");

        app.press("Alt+Up", "Up", "Alt+s");
        assertThat(app.effects(RoomEffect.Resend.class)).containsExactly(new RoomEffect.Resend(new MessageId("old-2")));
        assertThat(app.state().room().marked()).isEmpty();
        app.press("Alt+Up", "Alt+x");
        assertThat(app.effects(RoomEffect.Drop.class)).containsExactly(new RoomEffect.Drop(new MessageId("old-3")));
        assertThat(app.press("Alt+Up", "Up", "Up", "Alt+s").hint()).contains("marked message isn't one");
    }

    @Test
    void aRefusalIsSaidWhereThePersonLooks() {
        app.entered("#dev", 0, 0).press("Alt+2").enter("hello").press("Alt+1");
        app.deliver(new EngineEvent.ChatRefused(sent(0), "You may not write there."));
        assertThat(app.lines()).last().isEqualTo("ERROR #dev: You may not write there.");
        app.press("Alt+2", "Alt+s");
        assertThat(app.effects(RoomEffect.Resend.class)).containsExactly(new RoomEffect.Resend(sent(0)));
    }

    @Test
    void aMissingPartIsMarkedAndLoadedWhenOneScrollsThere() {
        app.says("#lobby", 1, "bob", "m1");
        lost();
        back(1_000, 1);
        app.deliver(new RoomEvent.Gap(RoomName.LOBBY, 2, 700, false));
        for (long seq = 701; seq <= 1_000; seq++) {
            app.replays("#lobby", seq, "bob", "m" + seq);
        }
        caughtUp(999);
        assertThat(said()).contains("MARK 699 messages are not shown; scroll up to here and they are loaded.");
        assertThat(app.forget().effects(RoomEffect.AskPast.class)).isEmpty();
        while (app.effects(RoomEffect.AskPast.class).isEmpty()) {
            app.press("PgUp");
        }
        assertThat(app.effects(RoomEffect.AskPast.class).get(0).before()).isEqualTo(OptionalLong.of(701));
        String shown = top();
        app.past("#lobby", 501, 700, true, true);
        assertThat(top()).isEqualTo(shown);
        assertThat(said()).contains("MARK 499 messages are not shown; scroll up to here and they are loaded.");
        fill();
        assertThat(said()).noneMatch(line -> line.contains("not shown"));
        assertContiguous(1, 1_000);
    }

    private void fill() {
        for (int page = 0; page < 100; page++) {
            app.forget().press("PgUp");
            if (!app.effects(RoomEffect.AskPast.class).isEmpty()) {
                long before =
                        app.effects(RoomEffect.AskPast.class).get(0).before().orElseThrow();
                app.past("#lobby", Math.max(1, before - 200), before - 1, before > 201, true);
            }
        }
    }

    private String top() {
        Room room = app.state().room();
        return room.lines().get(room.scroll().topLine()).text().value();
    }

    private void assertContiguous(long from, long to) {
        long next = from;
        Room room = app.state().room();
        for (long number = room.lines().first(); number < room.lines().end(); number++) {
            OptionalLong seq = room.lines().get(number).seq();
            if (seq.isPresent()) {
                assertThat(seq.getAsLong()).isEqualTo(next);
                next++;
            }
        }
        assertThat(next).isEqualTo(to + 1);
    }

    @Test
    void messagesThatAreGoneAreSaidToBeGone() {
        app.says("#lobby", 1, "bob", "m1");
        lost();
        back(20, 1);
        app.deliver(new RoomEvent.Gap(RoomName.LOBBY, 2, 18, true));
        assertThat(said()).last().asString().contains("17 messages are missing here");
        assertThat(app.state().room().reach().holes()).isEmpty();
    }

    @Test
    void whatIsPassedOverIsCountedAsUnread() {
        app.entered("#dev", 0, 0);
        app.says("#dev", 1, "bob", "m1");
        app.deliver(new RoomEvent.Gap(RoomName.of("#dev"), 2, 2_500, false));
        app.replays("#dev", 2_501, "bob", "m2501");
        assertThat(app.tabs()).contains("#dev 2501");
    }

    @Test
    void anotherHistoryIsSaidAndNotMerged() {
        app.says("#lobby", 1, "bob", "old one").says("#lobby", 2, "bob", "old two");
        lost();
        back(1, 0);
        app.deliver(new RoomEvent.HistoryLost(RoomName.LOBBY, "The relay has lost what was said."));
        app.replays("#lobby", 1, "bob", "new one");
        caughtUp(1);
        assertThat(app.lines())
                .contains("CHAT bob old two", "ERROR The relay has lost what was said.", "CHAT bob new one");
        Room room = app.state().room();
        assertThat(room.firstSeq()).isEqualTo(1);
        List<String> placed = new ArrayList<>();
        for (long number = room.lines().first(); number < room.lines().end(); number++) {
            Line line = room.lines().get(number);
            line.seq().ifPresent(seq -> placed.add(seq + " " + line.text().value()));
        }
        assertThat(placed).containsExactly("1 new one");
        assertThat(app.forget().press("PgUp").effects(RoomEffect.AskPast.class)).isEmpty();
    }

    @Test
    void ofAnotherHistoryWhatWasReadElsewhereIsNotNew() {
        app.entered("#dev", 0, 0);
        app.says("#dev", 1, "bob", "old one");
        lost();
        back(0, 0);
        app.entered("#dev", 4, 3);
        app.deliver(new RoomEvent.HistoryLost(RoomName.of("#dev"), "The relay has lost what was said."));
        for (long seq = 1; seq <= 4; seq++) {
            app.replays("#dev", seq, "bob", "new " + seq);
        }
        Room dev = app.state().rooms().stream()
                .filter(room -> room.id().equals(RoomName.of("#dev")))
                .findFirst()
                .orElseThrow();
        assertThat(dev.unread()).isOne();
        assertThat(dev.news().seq()).isEqualTo(OptionalLong.of(4));
    }

    @Test
    void whatWasReadBeforeARestoreIsNotNewBehindIt() {
        app.entered("#dev", 0, 0);
        app.says("#dev", 1, "bob", "one").says("#dev", 2, "bob", "two");
        app.deliver(new RoomEvent.ReadElsewhere(RoomName.of("#dev"), 2));
        lost();
        back(0, 0);
        app.entered("#dev", 2, 2);
        app.deliver(new RoomEvent.HistoryLost(RoomName.of("#dev"), "The relay has lost what was said."));
        app.replays("#dev", 1, "bob", "one").replays("#dev", 2, "bob", "two");
        Room dev = app.state().rooms().stream()
                .filter(room -> room.id().equals(RoomName.of("#dev")))
                .findFirst()
                .orElseThrow();
        assertThat(dev.unread()).isZero();
    }

    @Test
    void oldLinesInSightAreNotTakenForReadOfAHistoryThatMayBeAnotherOne() {
        app.says("#lobby", 1, "bob", "old one").says("#lobby", 2, "bob", "old two");
        lost();
        app.forget();
        back(2, 0);
        assertThat(app.press("a").effects(RoomEffect.MarkRead.class)).isEmpty();
        app.deliver(new RoomEvent.HistoryLost(RoomName.LOBBY, "The relay has lost what was said."));
        assertThat(app.state().room().reach().readSeq()).isZero();
    }
}
