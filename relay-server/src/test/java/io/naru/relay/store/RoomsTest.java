package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.relay.store.Rooms.Change;
import io.naru.relay.store.Rooms.Conversation;
import io.naru.relay.store.Rooms.Entry;
import io.naru.relay.store.Rooms.Listing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomsTest extends StoreContract {
    private Talking talking;

    @BeforeEach
    void createAccounts() {
        talking = new Talking(store);
        talking.createAccounts("Alice", "bob", "carol");
    }

    @Test
    void everybodyWithAnAccountIsInTheLobby() {
        Membership lobby = talking.roomsOf("alice").get(0);

        assertThat(lobby.room().name()).isEqualTo(RoomName.LOBBY);
        assertThat(lobby.room().lastSeq()).isZero();
        assertThat(lobby.room().oldestSeq()).isEqualTo(1);
        assertThat(lobby.room().epoch()).matches("[0-9a-f]{32}");
        assertThat(lobby.readSeq()).isZero();
        assertThat(talking.roomsOf("nobody")).isEmpty();
    }

    @Test
    void roomIsMadeByWhoeverEntersItFirst() {
        Entry first = talking.enter("alice", "#Ferry", false);
        Entry again = talking.enter("alice", "#ferry", true);
        Entry second = talking.enter("bob", "#ferry", true);

        StoredRoom room = ((Entry.Entered) first).membership().room();
        assertThat(room.name().display()).isEqualTo("#Ferry");
        assertThat(room.isPrivate()).isFalse();
        assertThat(first).isEqualTo(new Entry.Entered(new Membership(room, 0), true));
        assertThat(again).isEqualTo(new Entry.Entered(new Membership(room, 0), false));
        assertThat(second).isEqualTo(new Entry.Entered(new Membership(room, 0), true));
        assertThat(room.epoch()).isNotEqualTo(talking.lobby("alice").epoch());
    }

    @Test
    void lobbyIsEnteredByNobodyAndLeftByNobody() {
        assertThat(talking.enter("alice", "#lobby", true))
                .isEqualTo(new Entry.Entered(talking.roomsOf("alice").get(0), false));
        assertThat(talking.leave("alice", "#lobby")).isFalse();
        assertThat(talking.roomNamesOf("alice")).containsExactly("#lobby");
    }

    @Test
    void nobodyEntersAnythingWithoutAnAccount() {
        assertThat(talking.enter("nobody", "#ferry", false)).isEqualTo(new Entry.NotInvited());
        assertThat(talking.list("alice")).hasSize(1);
    }

    @Test
    void privateRoomIsEnteredByInvitationOnly() {
        talking.enter("alice", "#crew", true);

        assertThat(talking.enter("bob", "#crew", false)).isEqualTo(new Entry.NotInvited());
        assertThat(talking.invite("carol", "bob", "#crew")).isEqualTo(Change.NOT_MEMBER);
        assertThat(talking.invite("alice", "nobody", "#crew")).isEqualTo(Change.UNKNOWN_USER);
        assertThat(talking.invite("alice", "bob", "#crew")).isEqualTo(Change.DONE);
        assertThat(talking.invite("alice", "bob", "#crew")).isEqualTo(Change.DONE);
        assertThat(talking.roomNamesOf("bob")).containsExactly("#lobby");
        assertThat(((Entry.Entered) talking.enter("bob", "#crew", false)).isNew())
                .isTrue();
        assertThat(talking.invite("alice", "bob", "#crew")).isEqualTo(Change.DONE);
        assertThat(talking.roomNamesOf("bob")).containsExactly("#lobby", "#crew");
    }

    @Test
    void whoLeavesAPrivateRoomMustBeInvitedAgain() {
        talking.enter("alice", "#crew", true);
        talking.invite("alice", "bob", "#crew");
        talking.enter("bob", "#crew", false);

        assertThat(talking.leave("bob", "#crew")).isTrue();
        assertThat(talking.leave("bob", "#crew")).isFalse();
        assertThat(talking.enter("bob", "#crew", false)).isEqualTo(new Entry.NotInvited());
    }

    @Test
    void privateRoomGoesWithItsLastMemberAndItsHistoryToo() {
        StoredRoom room = ((Entry.Entered) talking.enter("alice", "#crew", true))
                .membership()
                .room();
        talking.invite("alice", "bob", "#crew");
        talking.say(room, "alice", "1", "secret");

        talking.leave("alice", "#crew");

        assertThat(talking.newest(room, 10).room()).isEmpty();
        StoredRoom other = ((Entry.Entered) talking.enter("bob", "#crew", false))
                .membership()
                .room();
        assertThat(other.id()).isNotEqualTo(room.id());
        assertThat(other.epoch()).isNotEqualTo(room.epoch());
        assertThat(talking.texts(other)).isEmpty();
        assertThat(talking.found("bob", "secret")).isEmpty();
        talking.prune(History.Retention.EVERYTHING, Talking.NOW);
        assertThat(talking.prune(History.Retention.EVERYTHING, Talking.NOW)).isZero();
    }

    @Test
    void publicRoomStaysWithWhatWasSaidInIt() {
        StoredRoom room = talking.entered("alice", "#ferry");
        talking.say(room, "alice", "1", "ahoy");
        talking.leave("alice", "#ferry");

        assertThat(talking.texts(talking.entered("bob", "#ferry"))).containsExactly("ahoy");
    }

    @Test
    void publicRoomInWhichNothingWasSaidGoesWithItsLastMember() {
        StoredRoom room = talking.entered("alice", "#ferry");
        talking.leave("alice", "#ferry");

        assertThat(talking.list("bob")).hasSize(1);
        assertThat(talking.entered("bob", "#ferry").id()).isNotEqualTo(room.id());
    }

    @Test
    void roomsAreToldByNameAndConversationsByWhatWasSaidLast() {
        talking.enter("alice", "#zebra", false);
        talking.enter("alice", "#Ape", false);
        StoredRoom bob = talking.converse("alice", "bob").orElseThrow().own().room();
        StoredRoom carol =
                talking.converse("alice", "carol").orElseThrow().own().room();
        talking.say(carol, "alice", "1", "hi");
        talking.say(Talking.message(bob, "alice", "2", "hi", Talking.NOW.plusMillis(1)));

        assertThat(talking.roomNamesOf("alice")).containsExactly("#lobby", "#Ape", "#zebra", "@bob", "@carol");
    }

    @Test
    void conversationIsOneRoomUnderTwoNames() {
        Conversation begun = talking.converse("alice", "bob").orElseThrow();
        Conversation back = talking.converse("bob", "ALICE").orElseThrow();

        assertThat(begun.own().room().name().display()).isEqualTo("@bob");
        assertThat(begun.others().room().name().display()).isEqualTo("@Alice");
        assertThat(back.own()).isEqualTo(begun.others());
        assertThat(back.others()).isEqualTo(begun.own());
        assertThat(begun.own().room().id()).isEqualTo(begun.others().room().id());
        assertThat(begun.own().room().isPrivate()).isFalse();
        assertThat(talking.converse("alice", "nobody")).isEmpty();
        assertThat(talking.converse("nobody", "alice")).isEmpty();
    }

    @Test
    void conversationIsToldToTheOtherOnceSomethingIsSaid() {
        StoredRoom room = talking.converse("alice", "bob").orElseThrow().own().room();
        assertThat(talking.roomNamesOf("alice")).containsExactly("#lobby", "@bob");
        assertThat(talking.roomNamesOf("bob")).containsExactly("#lobby");

        talking.say(room, "alice", "1", "ahoy");

        assertThat(talking.roomNamesOf("bob")).containsExactly("#lobby", "@Alice");
        assertThat(talking.texts(talking.membership("bob", "@alice").room())).containsExactly("ahoy");
    }

    @Test
    void conversationThatIsPutAwayComesBackWhenSomethingIsSaid() {
        StoredRoom room = talking.converse("alice", "bob").orElseThrow().own().room();
        talking.say(room, "alice", "1", "ahoy");

        assertThat(talking.leave("bob", "@alice")).isTrue();
        assertThat(talking.leave("bob", "@alice")).isFalse();
        assertThat(talking.roomNamesOf("bob")).containsExactly("#lobby");
        assertThat(talking.found("bob", "ahoy")).containsExactly("ahoy");
        talking.say(room, "alice", "2", "are you there?");

        assertThat(talking.roomNamesOf("bob")).containsExactly("#lobby", "@Alice");
    }

    @Test
    void notesToOneselfAreAConversationToo() {
        Conversation notes = talking.converse("alice", "alice").orElseThrow();
        talking.say(notes.own().room(), "alice", "1", "buy rope");

        assertThat(notes.others()).isEqualTo(notes.own());
        assertThat(talking.roomNamesOf("alice")).containsExactly("#lobby", "@Alice");
        assertThat(talking.converse("alice", "alice").orElseThrow().own().room().lastSeq())
                .isEqualTo(1);
        assertThat(talking.found("bob", "rope")).isEmpty();
    }

    @Test
    void conversationsAreNotEnteredAsRooms() {
        assertThatThrownBy(() -> talking.enter("alice", "@bob", false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyMembersSayWhatARoomIsAbout() {
        talking.enter("alice", "#ferry", false);

        assertThat(talking.setTopic("bob", "#ferry", "no")).isEqualTo(Change.NOT_MEMBER);
        assertThat(talking.setTopic("bob", "#nowhere", "no")).isEqualTo(Change.NOT_MEMBER);
        assertThat(talking.setTopic("alice", "#ferry", "boats")).isEqualTo(Change.DONE);
        assertThat(talking.setTopic("bob", "#lobby", "hello")).isEqualTo(Change.DONE);

        StoredRoom room = talking.membership("alice", "#ferry").room();
        assertThat(room.topic()).isEqualTo("boats");
        assertThat(room.topicBy()).contains(UserName.of("alice"));
        assertThat(room.topicAt()).contains(Talking.NOW);
        assertThat(talking.lobby("alice").topic()).isEqualTo("hello");
    }

    @Test
    void listTellsWhatAUserMaySee() {
        talking.enter("alice", "#ferry", false);
        talking.enter("bob", "#ferry", false);
        talking.enter("alice", "#crew", true);
        talking.enter("alice", "#secret", true);
        talking.invite("alice", "carol", "#crew");
        talking.converse("alice", "carol");

        assertThat(talking.list("carol"))
                .extracting(listing -> listing.room().name().display(), Listing::members, Listing::isMember)
                .containsExactly(tuple("#crew", 1L, false), tuple("#ferry", 2L, false), tuple("#lobby", 3L, true));
        assertThat(talking.list("alice")).hasSize(4);
        assertThat(talking.list("nobody")).isEmpty();
    }

    @Test
    void userIsInABoundedNumberOfRooms() {
        for (int i = 0; i < Rooms.MAX_FOR_USER; i++) {
            talking.enter("alice", "#room" + i, false);
        }

        assertThat(talking.enter("alice", "#one-more", false)).isEqualTo(new Entry.Full(Rooms.Limit.ENTERED));
        assertThat(talking.enter("alice", "#room7", false)).isInstanceOf(Entry.Entered.class);
        talking.leave("alice", "#room7");
        assertThat(talking.enter("alice", "#one-more", false)).isInstanceOf(Entry.Entered.class);
        assertThat(talking.converse("alice", "bob")).isPresent();
    }

    @Test
    void userWhoLeavesRoomsBehindMakesABoundedNumberOfThem() {
        for (int i = 0; i < Rooms.MAX_FOR_USER; i++) {
            talking.say(talking.entered("alice", "#room" + i), "alice", "", "mine");
            talking.leave("alice", "#room" + i);
        }

        assertThat(talking.enter("alice", "#one-more", false)).isEqualTo(new Entry.Full(Rooms.Limit.MADE));
        assertThat(talking.enter("alice", "#room7", false)).isInstanceOf(Entry.Entered.class);
        assertThat(talking.enter("bob", "#one-more", false)).isInstanceOf(Entry.Entered.class);
    }

    @Test
    void readMarkNeverGoesBackNorBehindTheNewestMessage() {
        StoredRoom lobby = talking.lobby("alice");
        talking.say(lobby, "bob", "1", "one");
        talking.say(lobby, "bob", "2", "two");

        assertThat(talking.markRead("alice", lobby.id(), 1)).isTrue();
        assertThat(talking.markRead("alice", lobby.id(), 1)).isFalse();
        assertThat(talking.markRead("alice", lobby.id(), 99)).isTrue();
        assertThat(talking.markRead("alice", lobby.id(), 1)).isFalse();

        assertThat(talking.membership("alice", "#lobby").readSeq()).isEqualTo(2);
        assertThat(talking.membership("bob", "#lobby").readSeq()).isZero();
    }

    @Test
    void nobodyMarksWhatOneMayNotRead() {
        StoredRoom room = talking.entered("alice", "#ferry");
        talking.say(room, "alice", "1", "one");

        assertThat(talking.markRead("bob", room.id(), 1)).isFalse();
        assertThat(talking.markRead("nobody", room.id(), 1)).isFalse();
        assertThat(talking.markRead("alice", 999, 1)).isFalse();
        assertThat(talking.markRead("alice", room.id(), 0)).isFalse();
        assertThat(talking.markRead("alice", room.id(), 1)).isTrue();
    }

    @Test
    void whoRegistersAFreedNameReadsNothingOfTheFormerOnes() {
        StoredRoom room = talking.converse("alice", "bob").orElseThrow().own().room();
        talking.say(room, "alice", "1", "our secret");
        talking.say(talking.membership("bob", "@alice").room(), "bob", "1", "is safe");
        talking.enter("bob", "#ferry", false);
        talking.enter("bob", "#crew", true);
        remove("bob");
        assertThat(talking.roomNamesOf("alice")).containsExactly("#lobby", "@bob");
        assertThat(talking.texts(talking.membership("alice", "@bob").room())).containsExactly("our secret", "is safe");

        talking.createAccounts("bob");

        assertThat(talking.roomNamesOf("bob")).containsExactly("#lobby");
        assertThat(talking.found("bob", "secret")).isEmpty();
        assertThat(talking.enter("bob", "#crew", false)).isInstanceOf(Entry.Entered.class);
        StoredRoom other = talking.converse("alice", "bob").orElseThrow().own().room();
        assertThat(other.id()).isNotEqualTo(room.id());
        assertThat(talking.texts(other)).isEmpty();
        assertThat(talking.roomNamesOf("alice")).containsExactly("#lobby", "@bob");
        assertThat(talking.membership("alice", "@bob").room().id()).isEqualTo(other.id());
        assertThat(talking.say(talking.lobby("bob"), "bob", "1", "the same id").isRepeated())
                .isFalse();
    }

    @Test
    void formerOwnNotesAreNotReadByWhoeverRegistersTheName() {
        talking.say(talking.converse("alice", "alice").orElseThrow().own().room(), "alice", "1", "buy rope");
        remove("alice");
        talking.createAccounts("alice");

        assertThat(talking.roomNamesOf("alice")).containsExactly("#lobby");
        assertThat(talking.texts(
                        talking.converse("alice", "alice").orElseThrow().own().room()))
                .isEmpty();
    }

    @Test
    void messagesOfRemovedAccountsKeepTheirAuthorsName() {
        talking.say(talking.lobby("alice"), "Alice", "1", "good-bye");
        remove("alice");

        assertThat(talking.newest(talking.lobby("bob"), 1).messages())
                .extracting(message -> message.author().display())
                .containsExactly("Alice");
        assertThat(talking.list("bob")).extracting(Listing::members).containsExactly(2L);
    }
}
