package io.naru.relay.session;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomRequest;
import io.naru.relay.hub.Hub;
import io.naru.relay.hub.Member;
import io.naru.relay.hub.Refusal;
import io.naru.relay.hub.Seat;
import io.naru.relay.metrics.LoginOutcome;
import io.naru.relay.metrics.TrafficClass;
import java.util.Optional;

/**
 * What a user who is logged in says, and how often: it is read more slowly from who sends more than the relay allows
 * ({@link Throttle}), and changes of presence are announced as often as {@link Attendance} allows.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Conversation {
    /** What a frame costs us beside its octets; else frames with next to nothing in them could fill all turns. */
    private static final int OCTETS_A_FRAME = 64;

    private final Session session;
    private final Environment environment;
    private final Hub hub;
    private final Seat seat;
    private final Attendance attendance;
    private final Moderating moderating;
    private final Talking talking;
    private final RoomDesk roomDesk;
    private final FileDesk fileDesk;
    private final KeyRing keyRing;
    private final Throttle throttle;

    Conversation(Session session, Environment environment, Seat seat, Attendance attendance, LoginOutcome how) {
        this.session = session;
        this.environment = environment;
        this.hub = environment.hub();
        this.seat = seat;
        this.attendance = attendance;
        Member member = seat.member();
        this.moderating = new Moderating(session, environment, member);
        Conversing conversing = new Conversing(environment);
        this.talking = new Talking(session, environment, seat, conversing);
        this.roomDesk = new RoomDesk(session, environment, seat, moderating, conversing);
        this.keyRing = new KeyRing(session, environment, member.name(), how == LoginOutcome.KEY);
        this.fileDesk = new FileDesk(session, environment, seat, attendance.budget());
        this.throttle = new Throttle(session, environment, attendance.budget());
    }

    void onChat(ClientMessage.Chat chat) {
        Optional<Refusal> silence =
                moderating.silence(chat.id().map(MessageId::value).orElse(""));
        if (silence.isPresent()) {
            session.tell(silence.get());
        } else {
            talking.onChat(chat);
        }
        throttle.onSent(TrafficClass.CHAT, 1);
    }

    void onFile(ClientMessage.File file) {
        fileDesk.onFile(file.envelope());
        throttle.onFile(file.envelope());
    }

    void onPresence(ClientMessage.Presence presence) {
        hub.onPresence(seat, moderating.heard(presence));
        throttle.onSent(TrafficClass.PRESENCE, 1);
        attendance.onPresence();
    }

    void onKeys(ClientMessage.Keys keys) {
        keyRing.onKeys(keys);
        throttle.onSent(TrafficClass.REQUEST, 1);
    }

    void onModerate(ClientMessage.Moderate moderate) {
        moderating.onModerate(moderate);
        throttle.onSent(TrafficClass.REQUEST, 1);
    }

    void onBans(ClientMessage.Bans bans) {
        moderating.onBans(bans);
        throttle.onSent(TrafficClass.REQUEST, 1);
    }

    void onRoom(RoomRequest request) {
        request.accept(roomDesk);
        throttle.onRoom(request);
    }

    /** Less waits for the client than before. */
    void onDrained() {
        moderating.onDrained();
        roomDesk.onDrained();
    }

    /** A frame came with so many octets in it, whatever it is. */
    void onFrame(int octets) {
        throttle.onSent(TrafficClass.OCTETS, (long) OCTETS_A_FRAME + octets);
    }
}
