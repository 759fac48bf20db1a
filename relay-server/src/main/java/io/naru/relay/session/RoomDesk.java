package io.naru.relay.session;

import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.RoomRequest;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.hub.Member;
import io.naru.relay.hub.Refusal;
import io.naru.relay.hub.Seat;
import io.naru.relay.room.Place;
import io.naru.relay.store.Rooms;
import io.naru.relay.work.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a user asks about rooms in one session: one request at a time, and nothing more is read from the client until it is
 * answered. What has been done is told to the others whether or not who asked for it is there any more.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class RoomDesk implements RoomRequest.Handler {
    private final Session session;
    private final Environment environment;
    private final Seat seat;
    private final Moderating moderating;
    private final Conversing conversing;
    private final Reading reading;
    /** Null while no long answer is being told. */
    private LongAnswer answer;

    RoomDesk(Session session, Environment environment, Seat seat, Moderating moderating, Conversing conversing) {
        this.session = session;
        this.environment = environment;
        this.seat = seat;
        this.moderating = moderating;
        this.conversing = conversing;
        this.reading = new Reading(this, environment, seat);
    }

    /** What somebody is told who isn't in a room, whether there is one or not. */
    static String notIn(RoomName room) {
        return room.isDirect()
                ? "You have no conversation with " + Conversing.other(room) + " yet."
                : "You aren't in " + room + "; enter it first.";
    }

    @Override
    public void onJoin(RoomRequest.Join join) {
        session.brake().press();
        if (join.room().isDirect()) {
            conversing.begin(
                    name(),
                    join.room(),
                    Optional.of(seat),
                    Optional.of(join.request()),
                    (code, sentence) -> refuse(join.request(), code, sentence),
                    found -> {
                        if (found.isPresent()) {
                            session.brake().release();
                        } else {
                            UserName other = Conversing.other(join.room());
                            refuse(join.request(), ErrorCode.UNKNOWN_USER, "There is no account " + other + ".");
                        }
                    });
            return;
        }
        store().enter(
                        name(),
                        join.room(),
                        join.isPrivate(),
                        now(),
                        environment.loop(),
                        then(join.request(), entry -> onEntry(join, entry)));
    }

    private void onEntry(RoomRequest.Join join, Rooms.Entry entry) {
        if (entry instanceof Rooms.Entry.Entered entered) {
            Iterator<RelayMessage> company = environment
                    .rooms()
                    .enter(member(), entered.membership(), Optional.of(seat), Optional.of(join.request()))
                    .map(environment.rooms()::company)
                    .orElse(Collections.emptyIterator());
            tellAll(company);
        } else if (entry instanceof Rooms.Entry.NotInvited) {
            refuse(
                    join.request(),
                    ErrorCode.NOT_PERMITTED,
                    join.room() + " is private; somebody who is in it has to invite you.");
        } else if (entry instanceof Rooms.Entry.Full full) {
            refuse(join.request(), ErrorCode.LIMIT_REACHED, words(full.limit()));
        }
    }

    /** What somebody is told who meets a limit, and what may be done about it. */
    static String words(Rooms.Limit limit) {
        return switch (limit) {
            case ENTERED -> "You are in " + Rooms.MAX_FOR_USER + " rooms, and nobody may be in more; leave one first.";
            case MADE ->
                "You have made " + Rooms.MAX_FOR_USER
                        + " rooms, and nobody may make more, also where they were left; enter one"
                        + " that is there already.";
            case ROOMS -> "This relay has as many rooms as it may have; enter one that is there already.";
        };
    }

    @Override
    public void onLeave(RoomRequest.Leave leave) {
        Optional<Place> place = environment.rooms().place(member(), leave.room());
        if (place.isEmpty()) {
            session.tell(unknown(leave.room(), leave.request()));
        } else if (place.get().isLobby()) {
            String sentence = "Everybody is in " + place.get().name() + "; it isn't left.";
            session.tell(
                    new Refusal(ErrorCode.NOT_ALLOWED, sentence, leave.request().value()));
        } else {
            session.brake().press();
            RoomName room = place.get().name();
            store().leave(name(), room, environment.loop(), then(leave.request(), was -> {
                boolean isKnown = environment.rooms().place(member(), room).isPresent();
                environment.rooms().exit(member(), room, seat, leave.request());
                if (!isKnown) {
                    // Another session was faster.
                    reply(new RoomNews.Left(name(), room, Optional.of(leave.request())));
                }
                session.brake().release();
            }));
        }
    }

    @Override
    public void onRooms(RoomRequest.Rooms rooms) {
        session.brake().press();
        store().list(name(), environment.loop(), then(rooms.request(), listings -> {
            List<RelayMessage> messages = new ArrayList<>();
            for (Rooms.Listing listing : listings) {
                messages.add(new RoomNews.Listed(
                        listing.room().name(),
                        rooms.request(),
                        listing.members(),
                        listing.room().topic(),
                        listing.room().isPrivate(),
                        listing.isMember()));
            }
            messages.add(new RoomNews.ListedEnd(rooms.request()));
            tellAll(messages.iterator());
        }));
    }

    @Override
    public void onTopic(RoomRequest.Topic topic) {
        Optional<Refusal> silence = moderating.silence(topic.request().value());
        Optional<Place> place = environment.rooms().place(member(), topic.room());
        if (silence.isPresent()) {
            session.tell(silence.get());
        } else if (place.isEmpty()) {
            session.tell(unknown(topic.room(), topic.request()));
        } else if (topic.room().isDirect()) {
            session.tell(new Refusal(
                    ErrorCode.NOT_ALLOWED,
                    "A conversation has no topic.",
                    topic.request().value()));
        } else {
            session.brake().press();
            Instant at = now();
            store().setTopic(
                            name(),
                            place.get().name(),
                            topic.text(),
                            at,
                            environment.loop(),
                            then(topic.request(), change -> onTopicSet(place.get(), topic, at, change)));
        }
    }

    private void onTopicSet(Place place, RoomRequest.Topic topic, Instant at, Rooms.Change change) {
        if (change != Rooms.Change.DONE) {
            refuse(unknown(place.name(), topic.request()));
            return;
        }
        environment.rooms().tellRoom(place, seat, changed(place, topic, at, Optional.empty()));
        reply(changed(place, topic, at, Optional.of(topic.request())));
        session.brake().release();
    }

    private RoomNews changed(Place place, RoomRequest.Topic topic, Instant at, Optional<RequestId> request) {
        return new RoomNews.TopicChanged(topic.text(), place.name(), name(), at.toEpochMilli(), request);
    }

    @Override
    public void onInvite(RoomRequest.Invite invite) {
        Optional<Place> place = environment.rooms().place(member(), invite.room());
        if (place.isEmpty() || invite.room().isDirect()) {
            session.tell(unknown(invite.room(), invite.request()));
            return;
        }
        session.brake().press();
        RoomName room = place.get().name();
        store().invite(
                        name(),
                        invite.user(),
                        room,
                        now(),
                        environment.loop(),
                        then(invite.request(), change -> onInvited(invite, room, change)));
    }

    private void onInvited(RoomRequest.Invite invite, RoomName room, Rooms.Change change) {
        switch (change) {
            case NOT_MEMBER -> refuse(unknown(room, invite.request()));
            case UNKNOWN_USER ->
                refuse(invite.request(), ErrorCode.UNKNOWN_USER, "There is no account " + invite.user() + ".");
            case DONE -> {
                Optional<Member> invited = environment.hub().find(invite.user());
                UserName user = invited.map(Member::name).orElse(invite.user());
                invited.ifPresent(them -> them.tell(new RoomNews.Invited(user, room, name(), Optional.empty())));
                reply(new RoomNews.Invited(user, room, name(), Optional.of(invite.request())));
                session.brake().release();
            }
        }
    }

    @Override
    public void onHistory(RoomRequest.History history) {
        Optional<Place> place =
                history.room().flatMap(room -> environment.rooms().place(member(), room));
        if (history.room().isPresent() && place.isEmpty()) {
            session.tell(unknown(history.room().get(), history.request()));
            return;
        }
        session.brake().press();
        reading.read(history, place);
    }

    @Override
    public void onRead(RoomRequest.Read read) {
        Optional<Place> place = environment.rooms().place(member(), read.room());
        if (place.isPresent()) {
            environment.marks().read(place.get(), read.seq(), seat);
        } else {
            session.tell(new Refusal(ErrorCode.UNKNOWN_ROOM, notIn(read.room()), ""));
        }
    }

    // How requests end.

    /** Tells a long answer; then reading goes on. */
    void tellAll(Iterator<RelayMessage> messages) {
        if (!session.isOpen()) {
            return;
        }
        answer = new LongAnswer(session, messages, () -> {
            answer = null;
            session.brake().release();
        });
        answer.begin();
    }

    /** Less waits for the client than before. */
    void onDrained() {
        if (answer != null) {
            answer.onDrained();
        }
    }

    private void reply(RelayMessage message) {
        if (session.isOpen()) {
            session.tell(message);
        }
    }

    /** A request that was begun isn't done; reading goes on. */
    void refuse(RequestId request, ErrorCode code, String sentence) {
        refuse(new Refusal(code, sentence, request.value()));
    }

    private void refuse(Refusal refusal) {
        if (session.isOpen()) {
            session.tell(refusal);
            session.brake().release();
        }
    }

    static Refusal unknown(RoomName room, RequestId request) {
        return new Refusal(ErrorCode.UNKNOWN_ROOM, notIn(room), request.value());
    }

    /** What became of a request; a fault costs this session only. */
    <T> Consumer<Outcome<T>> then(RequestId request, Consumer<T> next) {
        return outcome -> session.atItsRisk(() -> environment
                .steps()
                .<T>then((code, sentence) -> refuse(request, code, sentence), next)
                .accept(outcome));
    }

    private Rooms store() {
        return environment.store().rooms();
    }

    private Member member() {
        return seat.member();
    }

    private UserName name() {
        return seat.member().name();
    }

    private Instant now() {
        return Instant.ofEpochMilli(environment.loop().nowMillis());
    }
}
