package io.naru.relay;

import static io.naru.relay.Asking.REQUEST;
import static io.naru.relay.Asking.chat;
import static io.naru.relay.Asking.enter;
import static io.naru.relay.Asking.invite;
import static io.naru.relay.Asking.join;
import static io.naru.relay.Asking.joinPrivate;
import static io.naru.relay.Asking.leave;
import static io.naru.relay.Asking.say;
import static io.naru.relay.Asking.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.MessageId;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.RoomRequest;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.session.TrafficLimits;
import io.naru.relay.store.Rooms;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is in which room, and who is told of it. */
final class MembershipTest {
    private static final RoomName GARDEN = RoomName.of("#garden");
    private static final UserName ALICE = UserName.of("alice");
    private static final UserName BOB = UserName.of("bob");

    private SteppedRelay relay;
    private ScriptedPeer alice;
    private ScriptedPeer bob;

    @BeforeEach
    void start() throws IOException {
        relay = new SteppedRelay(
                RelayConfig.temporary().withSessions(SessionLimits.DEFAULT.withTraffic(TrafficLimits.OFF)));
        alice = relay.extended("alice");
        bob = relay.extended("bob");
        alice.barrier();
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private static ErrorCode refusal(ScriptedPeer peer) throws IOException {
        RelayMessage.Error error = peer.skipTo(RelayMessage.Error.class);
        assertThat(error.id()).isEqualTo(REQUEST.value());
        return error.code();
    }

    @Test
    void theLobbyIsToldBehindWhoIsOnline() throws IOException {
        ScriptedPeer carol = relay.hello();
        carol.send(SteppedRelay.credentials("carol", "secret"));

        carol.expect(RelayMessage.Welcome.class);
        for (int i = 0; i < 3; i++) {
            carol.expect(RelayMessage.Presence.class);
        }
        RoomNews.Entered lobby = carol.expect(RoomNews.Entered.class);
        assertThat(lobby.user()).isEqualTo(UserName.of("carol"));
        assertThat(lobby.room()).isEqualTo(RoomName.LOBBY);
        assertThat(lobby.request()).isEmpty();
        assertThat(lobby.lastSeq()).isZero();
        assertThat(lobby.oldestSeq()).isEqualTo(1);
        assertThat(carol.barrier()).isEmpty();
    }

    @Test
    void whoEntersARoomAndWhoIsInItLearnOfEachOther() throws IOException {
        RoomNews.Entered made = enter(alice, "#garden");
        assertThat(made.room()).isEqualTo(GARDEN);
        assertThat(made.request()).contains(REQUEST);

        bob.send(join("#garden"));

        assertThat(bob.expect(RoomNews.Entered.class).epoch()).isEqualTo(made.epoch());
        bob.expect(new RoomNews.Joined(ALICE, GARDEN));
        alice.expect(new RoomNews.Joined(BOB, GARDEN));
        assertThat(bob.barrier()).isEmpty();
    }

    @Test
    void whatIsSaidInARoomItsMembersHearAlone() throws IOException {
        ScriptedPeer carol = relay.extended("carol");
        ScriptedPeer dave = relay.base("dave");
        enter(alice, "#garden");
        enter(bob, "#garden");
        carol.barrier();

        RelayMessage.Chat receipt = say(alice, "#garden", "hi", "m1");

        assertThat(receipt.room()).contains(GARDEN);
        assertThat(receipt.seq()).hasValue(1);
        assertThat(bob.skipTo(RelayMessage.Chat.class)).isEqualTo(receipt);
        assertThat(carol.barrier()).isEmpty();
        assertThat(dave.baseBarrier()).isEmpty();
    }

    @Test
    void eachRoomCountsItsOwnMessages() throws IOException {
        enter(alice, "#garden");

        assertThat(say(alice, "#garden", "hi", "m1").seq()).hasValue(1);
        assertThat(say(alice, "#lobby", "hi", "m2").seq()).hasValue(1);
        assertThat(say(alice, "#garden", "hi", "m3").seq()).hasValue(2);
    }

    @Test
    void whoIsNotInARoomIsToldTheSameWhetherThereIsOne() throws IOException {
        bob.send(joinPrivate("#garden"));
        bob.barrier();

        alice.send(chat("#garden", "hi", "m1"));
        RelayMessage.Error one = alice.expect(RelayMessage.Error.class);
        alice.send(chat("#nowhere", "hi", "m1"));
        RelayMessage.Error other = alice.expect(RelayMessage.Error.class);

        assertThat(one.code()).isEqualTo(ErrorCode.UNKNOWN_ROOM);
        assertThat(one.id()).isEqualTo("m1");
        assertThat(other.text()).isEqualTo(one.text().replace("#garden", "#nowhere"));
        alice.send(topic("#garden", "spring"));
        assertThat(refusal(alice)).isEqualTo(ErrorCode.UNKNOWN_ROOM);
        alice.send(invite("#garden", "alice"));
        assertThat(refusal(alice)).isEqualTo(ErrorCode.UNKNOWN_ROOM);
        alice.send(leave("#garden"));
        assertThat(refusal(alice)).isEqualTo(ErrorCode.UNKNOWN_ROOM);
        alice.send(Asking.newest("#garden", 10));
        assertThat(refusal(alice)).isEqualTo(ErrorCode.UNKNOWN_ROOM);
        assertThat(bob.barrier()).isEmpty();
    }

    @Test
    void whoLeavesHearsNothingMore() throws IOException {
        enter(alice, "#garden");
        enter(bob, "#garden");
        alice.barrier();

        bob.send(leave("#garden"));

        bob.expect(new RoomNews.Left(BOB, GARDEN, Optional.of(REQUEST)));
        alice.expect(new RoomNews.Left(BOB, GARDEN, Optional.empty()));
        say(alice, "#garden", "hi", "m1");
        assertThat(bob.barrier()).isEmpty();
        bob.send(chat("#garden", "hi", "m2"));
        assertThat(bob.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.UNKNOWN_ROOM);
    }

    @Test
    void nobodyLeavesTheLobby() throws IOException {
        alice.send(leave("#lobby"));
        assertThat(refusal(alice)).isEqualTo(ErrorCode.NOT_ALLOWED);
    }

    @Test
    void roomsAreKeptForWhoIsOffline() throws IOException {
        enter(alice, "#garden");
        enter(bob, "#garden");
        say(bob, "#garden", "one", "m1");
        alice.close();
        bob.skipTo(RelayMessage.Presence.class);
        say(bob, "#garden", "two", "m2");

        ScriptedPeer back = relay.hello();
        back.send(SteppedRelay.credentials("alice", "secret"));

        back.skipTo(RoomNews.Entered.class);
        RoomNews.Entered garden = back.expect(RoomNews.Entered.class);
        assertThat(garden.room()).isEqualTo(GARDEN);
        assertThat(garden.lastSeq()).isEqualTo(2);
        back.expect(new RoomNews.Joined(BOB, GARDEN));
        assertThat(bob.barrier()).contains(new RoomNews.Joined(ALICE, GARDEN));
        say(bob, "#garden", "three", "m3");
        assertThat(back.skipTo(RelayMessage.Chat.class).seq()).hasValue(3);
    }

    @Test
    void allSessionsOfAUserAreInTheSameRooms() throws IOException {
        ScriptedPeer desk = relay.extended("alice");
        alice.send(join("#garden"));

        assertThat(alice.skipTo(RoomNews.Entered.class).request()).contains(REQUEST);
        RoomNews.Entered told = desk.skipTo(RoomNews.Entered.class);
        assertThat(told.room()).isEqualTo(GARDEN);
        assertThat(told.request()).isEmpty();
        desk.send(leave("#garden"));
        alice.expect(new RoomNews.Left(ALICE, GARDEN, Optional.empty()));
        desk.expect(new RoomNews.Left(ALICE, GARDEN, Optional.of(REQUEST)));
        assertThat(bob.barrier()).isEmpty();
    }

    @Test
    void whoIsInARoomIsToldToAllSessionsOfAUserThatEntersIt() throws IOException {
        enter(bob, "#garden");
        ScriptedPeer desk = relay.extended("alice");

        enter(alice, "#garden");

        assertThat(desk.skipTo(RoomNews.Entered.class).room()).isEqualTo(GARDEN);
        desk.expect(new RoomNews.Joined(BOB, GARDEN));
        assertThat(desk.barrier()).isEmpty();
    }

    @Test
    void ofARoomWithManyAllAreToldToTheOtherSessionAndOneThatLeavesMeanwhileIsNot() throws IOException {
        List<ScriptedPeer> crowd = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            crowd.add(relay.extended("guest" + i));
            enter(crowd.get(i), "#garden");
        }
        ScriptedPeer desk = relay.extended("alice");
        desk.barrier();

        enter(alice, "#garden");
        crowd.get(149).send(leave("#garden")).skipTo(RoomNews.Left.class);

        Set<UserName> inside = new HashSet<>();
        for (RelayMessage told : desk.barrier()) {
            if (told instanceof RoomNews.Joined joined) {
                inside.add(joined.user());
            } else if (told instanceof RoomNews.Left left) {
                inside.remove(left.user());
            }
        }
        assertThat(inside).hasSize(149).doesNotContain(UserName.of("guest149"));
    }

    @Test
    void aPrivateRoomTakesWhoWasInvited() throws IOException {
        alice.send(joinPrivate("#garden"));
        assertThat(alice.expect(RoomNews.Entered.class).isPrivate()).isTrue();
        bob.send(join("#garden"));
        assertThat(refusal(bob)).isEqualTo(ErrorCode.NOT_PERMITTED);

        alice.send(invite("#garden", "BOB"));

        alice.expect(new RoomNews.Invited(BOB, GARDEN, ALICE, Optional.of(REQUEST)));
        bob.expect(new RoomNews.Invited(BOB, GARDEN, ALICE, Optional.empty()));
        enter(bob, "#garden");
        alice.expect(new RoomNews.Joined(BOB, GARDEN));
    }

    @Test
    void nobodyIsInvitedWhoHasNoAccount() throws IOException {
        alice.send(joinPrivate("#garden"));
        alice.expect(RoomNews.Entered.class);
        alice.send(invite("#garden", "nobody"));
        assertThat(refusal(alice)).isEqualTo(ErrorCode.UNKNOWN_USER);
    }

    @Test
    void theListHasPublicRoomsAndOnesOwn() throws IOException {
        enter(alice, "#open");
        say(alice, "#open", "hi", "m1");
        alice.send(joinPrivate("#closed"));
        alice.skipTo(RoomNews.Entered.class);

        assertThat(listed(alice)).contains("#open 1 true", "#closed 1 true");
        assertThat(listed(bob)).contains("#open 1 false").noneMatch(line -> line.startsWith("#closed"));
    }

    private static List<String> listed(ScriptedPeer peer) throws IOException {
        peer.send(new RoomRequest.Rooms(REQUEST));
        List<RelayMessage> messages = new ArrayList<>();
        while (messages.isEmpty() || !(messages.get(messages.size() - 1) instanceof RoomNews.ListedEnd)) {
            messages.add(peer.nextMessage());
        }
        return messages.stream()
                .filter(RoomNews.Listed.class::isInstance)
                .map(RoomNews.Listed.class::cast)
                .map(room -> room.room() + " " + room.members() + " " + room.isMember())
                .toList();
    }

    @Test
    void everybodyInARoomLearnsItsTopic() throws IOException {
        enter(alice, "#garden");
        enter(bob, "#garden");
        alice.barrier();
        alice.send(topic("#garden", "spring"));

        RoomNews.TopicChanged answer = alice.expect(RoomNews.TopicChanged.class);
        assertThat(answer.request()).contains(REQUEST);
        RoomNews.TopicChanged told = bob.expect(RoomNews.TopicChanged.class);
        assertThat(told.text()).isEqualTo("spring");
        assertThat(told.by()).isEqualTo(ALICE);
        assertThat(told.request()).isEmpty();
        assertThat(enter(relay.extended("carol"), "#garden").topic()).isEqualTo("spring");
    }

    @Test
    void thereAreAsManyRoomsForAUserAsThereMayBe() throws IOException {
        for (int i = 0; i < Rooms.MAX_FOR_USER; i++) {
            enter(alice, "#room" + i);
        }
        alice.send(join("#another"));
        assertThat(refusal(alice)).isEqualTo(ErrorCode.LIMIT_REACHED);
        alice.send(leave("#room7"));
        alice.skipTo(RoomNews.Left.class);
        enter(alice, "#another");
    }

    @Test
    void requestsThatComeTogetherAreAnsweredInTheirOrder() throws IOException {
        alice.send(join("#garden")).send(chat("#garden", "hi", "m1")).send(leave("#garden"));
        alice.send(chat("#garden", "hi", "m2"));

        alice.expect(RoomNews.Entered.class);
        RelayMessage left = alice.skipTo(RoomNews.Left.class);
        assertThat(left).isEqualTo(new RoomNews.Left(ALICE, GARDEN, Optional.of(REQUEST)));
        RelayMessage.Error refused = alice.skipTo(RelayMessage.Error.class);
        assertThat(refused.id()).isEqualTo(new MessageId("m2").value());
    }
}
