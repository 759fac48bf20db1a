package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.RoomEvent;
import io.naru.client.state.Room;
import io.naru.client.testkit.AppHarness;
import io.naru.common.message.RoomName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Tabs, what is unread in them, and the commands about rooms. */
class RoomsTest {
    private static final RoomName DEV = RoomName.of("#dev");
    private static final RoomName WITH_BOB = RoomName.of("@bob");

    private final AppHarness app = new AppHarness()
            .connected()
            .present("bob", "carol")
            .entered("#lobby", 0, 0)
            .entered("#dev", 0, 0)
            .entered("@bob", 0, 0);

    private Room dev() {
        return room("#dev");
    }

    private Room room(String name) {
        return app.state().rooms().stream()
                .filter(room -> room.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> users() {
        return app.state().roster().visible().stream()
                .map(entry -> entry.person().name().value())
                .toList();
    }

    @Test
    void whatIsSaidStandsInItsRoomAndIsCountedThere() {
        app.says("#dev", 1, "bob", "one").says("#dev", 2, "carol", "two").says("#lobby", 1, "bob", "here");
        assertThat(app.tabs()).containsExactly("[#lobby]", "#dev 2", "@bob");
        assertThat(app.lines()).last().isEqualTo("CHAT bob here");
        app.press("Alt+2");
        assertThat(app.tabs()).containsExactly("#lobby", "[#dev]", "@bob");
        assertThat(app.lines()).containsExactly("CHAT bob one", "CHAT carol two");
    }

    @Test
    void beingNamedAndConversationsAreMarkedAndRing() {
        app.says("#dev", 1, "bob", "alice: look");
        assertThat(app.tabs()).containsExactly("[#lobby]", "#dev 1!", "@bob");
        assertThat(app.effects(Effect.RingBell.class)).hasSize(1);
        app.advance(Duration.ofSeconds(10)).says("@bob", 1, "bob", "psst");
        assertThat(app.tabs()).containsExactly("[#lobby]", "#dev 1!", "@bob 1!");
        assertThat(app.effects(Effect.RingBell.class)).hasSize(2);
        app.press("Alt+3").advance(Duration.ofSeconds(10)).forget().says("@bob", 2, "bob", "seen at once");
        assertThat(app.effects(Effect.RingBell.class)).isEmpty();
    }

    @Test
    void keysGoFromRoomToRoom() {
        assertThat(app.press("Alt+Right").tabs()).contains("[#dev]");
        assertThat(app.press("Ctrl+N").tabs()).contains("[@bob]");
        assertThat(app.press("Alt+Right").tabs()).contains("[#lobby]");
        assertThat(app.press("Alt+Left").tabs()).contains("[@bob]");
        assertThat(app.press("Ctrl+P", "Esc", "1").tabs()).contains("[#lobby]");
        assertThat(app.press("Alt+9").hint()).contains("There is no room 9");
    }

    @Test
    void theNextRoomWithActivityIsTheOneWhereThePersonIsNamed() {
        assertThat(app.press("Alt+a").hint()).contains("Nothing new");
        app.says("#dev", 1, "bob", "one").says("@bob", 1, "bob", "two");
        assertThat(app.press("Alt+a").tabs()).containsExactly("#lobby", "#dev 1", "[@bob]");
        assertThat(app.press("Alt+a").tabs()).containsExactly("#lobby", "[#dev]", "@bob");
    }

    @Test
    void eachRoomKeepsWhatIsBeingWrittenThere() {
        app.type("for all").press("Alt+2").type("for dev");
        assertThat(app.press("Alt+1").composer()).isEqualTo("for all|");
        assertThat(app.press("Alt+2").composer()).isEqualTo("for dev|");
        app.press("Enter");
        assertThat(app.effects(Effect.SendChat.class))
                .extracting(Effect.SendChat::room)
                .containsExactly(DEV);
        assertThat(app.press("Alt+1", "Alt+2").composer()).isEqualTo("|");
    }

    @Test
    void onlyARoomThatWasAskedForIsShown() {
        app.entered("#ops", 0, 0);
        assertThat(app.tabs()).containsExactly("[#lobby]", "#dev", "@bob", "#ops");
        app.enter("/join lab");
        assertThat(app.effects(RoomEffect.Join.class)).containsExactly(new RoomEffect.Join(RoomName.of("#lab"), false));
        app.deliver(new RoomEvent.Entered(
                RoomName.of("#lab"), true, true, "measuring", Optional.of(AppHarness.user("bob")), 0, 0));
        assertThat(app.tabs()).last().isEqualTo("[#lab]");
        assertThat(app.state().room().topic().value()).isEqualTo("measuring");
        assertThat(app.forget().enter("/join #dev").tabs()).contains("[#dev]");
        assertThat(app.effects(RoomEffect.Join.class)).isEmpty();
    }

    @Test
    void aRoomThatIsLeftGoesAndTheOneBeforeIsShown() {
        app.press("Alt+2").enter("/leave");
        assertThat(app.effects(RoomEffect.Leave.class)).containsExactly(new RoomEffect.Leave(DEV));
        app.deliver(new RoomEvent.Left(DEV));
        assertThat(app.tabs()).containsExactly("[#lobby]", "@bob");
        assertThat(app.enter("/leave").lines()).last().asString().contains("/bye leaves");
        app.deliver(new RoomEvent.Left(RoomName.LOBBY));
        assertThat(app.tabs()).containsExactly("[#lobby]", "@bob");
    }

    @Test
    void aRoomWithUnsentMessagesIsNotLeft() {
        app.press("Alt+2").enter("hello").enter("/leave");
        assertThat(app.effects(RoomEffect.Leave.class)).isEmpty();
        assertThat(app.lines()).anyMatch(line -> line.contains("isn't sent yet"));
    }

    @Test
    void aMessageToOneUserOpensATabAndLeavesTheRoomShown() {
        app.enter("/msg carol hi there");
        Effect.SendChat sent = app.effects(Effect.SendChat.class).get(0);
        assertThat(sent.room()).isEqualTo(RoomName.of("@carol"));
        assertThat(sent.text()).isEqualTo("hi there");
        assertThat(app.tabs()).containsExactly("[#lobby]", "#dev", "@bob", "@carol");
        assertThat(app.hint()).contains("Alt+4");
        assertThat(app.composer()).isEqualTo("|");
        app.press("Alt+4");
        assertThat(app.lines()).containsExactly("CHAT alice hi there");
    }

    @Test
    void aQueryShowsTheConversationAtOnce() {
        app.enter("/query carol");
        assertThat(app.tabs()).last().isEqualTo("[@carol]");
        assertThat(app.effects(RoomEffect.Join.class))
                .containsExactly(new RoomEffect.Join(RoomName.of("@carol"), false));
        assertThat(users()).containsExactlyInAnyOrder("alice", "carol");
    }

    @Test
    void aRelayWithoutHistoryHasTheLobbyAlone() {
        AppHarness old = new AppHarness().connected().present("bob");
        assertThat(old.enter("/msg bob hi").lines()).last().asString().contains("the lobby and no other room");
        assertThat(old.enter("/query bob").tabs()).containsExactly("[#lobby]");
        assertThat(old.effects(Effect.SendChat.class)).isEmpty();
        assertThat(old.says("bob", "hi").effects(RoomEffect.MarkRead.class)).isEmpty();
    }

    @Test
    void theUsersAreThoseOfTheRoom() {
        app.deliver(new RoomEvent.MemberSeen(DEV, AppHarness.user("bob"), false));
        assertThat(dev().lines().isEmpty()).as("he was there before").isTrue();
        app.deliver(new RoomEvent.CaughtUp(DEV, 0));
        assertThat(users()).containsExactlyInAnyOrder("alice", "bob", "carol");
        app.press("Alt+2");
        assertThat(users()).containsExactlyInAnyOrder("alice", "bob");
        app.deliver(new RoomEvent.MemberSeen(DEV, AppHarness.user("carol"), false));
        assertThat(users()).containsExactlyInAnyOrder("alice", "bob", "carol");
        app.deliver(new RoomEvent.MemberLeft(DEV, AppHarness.user("bob")));
        assertThat(users()).containsExactlyInAnyOrder("alice", "carol");
        assertThat(app.lines()).last().isEqualTo("PRESENCE carol joined, bob left");
        assertThat(app.goes("carol").lines()).last().isEqualTo("PRESENCE bob left, carol came and went");
        assertThat(users()).containsExactly("alice");
        app.comes("carol").deliver(new RoomEvent.MemberSeen(DEV, AppHarness.user("carol"), true));
        assertThat(app.lines()).last().isEqualTo("PRESENCE carol joined, bob left");
        assertThat(app.goes("carol").press("Alt+3").lines()).isEmpty();
        assertThat(users()).containsExactlyInAnyOrder("alice", "bob");
        assertThat(app.press("Alt+1").lines()).last().isEqualTo("PRESENCE carol left");
    }

    @Test
    void aTopicIsToldAndSet() {
        app.press("Alt+2").enter("/topic");
        assertThat(app.lines()).last().asString().contains("#dev has no topic");
        app.enter("/topic shipping it");
        assertThat(app.effects(RoomEffect.SetTopic.class)).containsExactly(new RoomEffect.SetTopic(DEV, "shipping it"));
        app.deliver(new RoomEvent.TopicSet(
                DEV, "shipping\u001b it", AppHarness.user("bob"), app.now().instant()));
        assertThat(app.lines()).last().asString().startsWith("NOTICE bob set the topic: shipping");
        assertThat(dev().topic().value()).doesNotContain("\u001b");
        assertThat(app.enter("/topic").lines()).last().asString().contains("(by bob)");
    }

    @Test
    void theListOfRoomsIsShownAndEnterGoesIntoOne() {
        app.enter("/rooms");
        assertThat(app.effects(RoomEffect.ListRooms.class)).hasSize(1);
        app.deliver(new RoomEvent.RoomsListed(List.of(
                new RoomEvent.ListedRoom(RoomName.LOBBY, 3, "", false, true),
                new RoomEvent.ListedRoom(RoomName.of("#zoo"), 12, "animals", false, false))));
        app.press("Down", "Enter");
        assertThat(app.effects(RoomEffect.Join.class)).containsExactly(new RoomEffect.Join(RoomName.of("#zoo"), false));
        assertThat(app.state().overlay()).isEmpty();
        assertThat(app.type("/join #z").press("Tab").composer()).isEqualTo("/join #zoo |");
    }

    @Test
    void invitationsAreSaidWhereThePersonLooks() {
        app.press("Alt+2").enter("/invite carol");
        assertThat(app.effects(RoomEffect.Invite.class))
                .containsExactly(new RoomEffect.Invite(DEV, AppHarness.user("carol")));
        app.deliver(new RoomEvent.Invited(RoomName.of("#ops"), AppHarness.user("alice"), AppHarness.user("bob")));
        assertThat(app.lines()).last().asString().contains("bob invites you into #ops. /join #ops");
        assertThat(app.press("Alt+1").enter("/invite bob").lines())
                .last()
                .asString()
                .startsWith("ERROR");
    }

    @Test
    void namesOfRoomsAndUsersAreCompletedInMessages() {
        assertThat(app.type("see #d").press("Tab").composer()).isEqualTo("see #dev |");
        assertThat(app.type("@ca").press("Tab").composer()).isEqualTo("see #dev @carol |");
        assertThat(app.press("Ctrl+U").type("/leave ").press("Tab").composer()).startsWith("/leave #lobby");
    }

    @Test
    void whatIsSeenIsToldToTheRelayOnceAndOnlyThen() {
        app.caughtUp("#lobby").caughtUp("#dev");
        app.says("#lobby", 1, "bob", "one");
        assertThat(app.effects(RoomEffect.MarkRead.class)).containsExactly(new RoomEffect.MarkRead(RoomName.LOBBY, 1));
        app.forget()
                .says("#dev", 1, "bob", "one")
                .advance(Duration.ofMinutes(3))
                .says("#lobby", 2, "bob", "two");
        assertThat(app.effects(RoomEffect.MarkRead.class)).isEmpty();
        app.press("a");
        assertThat(app.effects(RoomEffect.MarkRead.class)).containsExactly(new RoomEffect.MarkRead(RoomName.LOBBY, 2));
        app.press("Alt+2");
        assertThat(app.effects(RoomEffect.MarkRead.class)).last().isEqualTo(new RoomEffect.MarkRead(DEV, 1));
    }

    @Test
    void thatSomebodyReadsItLaterIsSaidOnlyWhereThereIsSuchAUser() {
        app.enter("/query nobody");
        assertThat(app.screen().get(1)).contains("@nobody · not online").doesNotContain("later");
        app.entered("@nobody", 0, 0);
        assertThat(app.screen().get(1)).contains("@nobody · not online, reads it later");
    }

    @Test
    void whatIsReadElsewhereIsNotUnreadHere() {
        app.says("#dev", 1, "bob", "one").says("#dev", 2, "bob", "alice?").says("#dev", 3, "bob", "three");
        app.deliver(new RoomEvent.ReadElsewhere(DEV, 2));
        assertThat(app.tabs()).contains("#dev 1");
        assertThat(dev().news().seq()).isEqualTo(OptionalLong.of(3));
        app.deliver(new RoomEvent.ReadElsewhere(DEV, 3));
        assertThat(app.tabs()).contains("#dev");
        assertThat(dev().unreadFrom()).isEmpty();
    }

    @Test
    void manyRoomsShareWhatCanBeKept() {
        for (int i = 0; i < 48; i++) {
            app.entered("#r" + i, 0, 0);
        }
        for (long seq = 1; seq <= 2_000; seq++) {
            for (int i = 0; i < 3; i++) {
                app.says("#r" + i, seq, "bob", "x" + seq);
            }
        }
        assertThat(room("#r0").lines().size()).isBetween(150, 260);
        assertThat(room("#r0").unread()).isEqualTo(2_000);
        assertThat(room("#r0").reach().hasOlder()).isTrue();
        assertThat(room("#r0").lastSeq()).isEqualTo(2_000);
    }

    @Test
    void conversationsAreThoseWithTheirUser() {
        assertThat(app.comes("dave").press("Alt+3").lines()).isEmpty();
        app.goes("bob");
        assertThat(app.lines()).containsExactly("PRESENCE bob left");
        assertThat(room("@bob").id()).isEqualTo(WITH_BOB);
    }
}
