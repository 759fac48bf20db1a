package io.naru.relay.session;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.control.ModerationOrder;
import io.naru.relay.hub.Member;
import io.naru.relay.hub.Refusal;
import io.naru.relay.store.Ban;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a user does about others, and what others have done about it: one request at a time, and nothing more is read
 * from the client until it is answered.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Moderating {
    private final Session session;
    private final Environment environment;
    private final Member member;
    private LongAnswer answer;

    Moderating(Session session, Environment environment, Member member) {
        this.session = session;
        this.environment = environment;
        this.member = member;
    }

    /**
     * Why the user may not say something, if so.
     *
     * @param id of the message or request, or empty
     */
    Optional<Refusal> silence(String id) {
        return mute().map(mute -> new Refusal(ErrorCode.MUTED, BanWords.silence(mute), id));
    }

    /** What others may see of what the user says of itself: a status is said, too. */
    ClientMessage.Presence heard(ClientMessage.Presence presence) {
        return presence.status().isEmpty() || mute().isEmpty()
                ? presence
                : new ClientMessage.Presence(
                        presence.state(),
                        presence.sharedFiles(),
                        presence.sharedOctets(),
                        "",
                        presence.isSharingHidden());
    }

    private Optional<Ban> mute() {
        return environment.bans().muteOf(member.name(), environment.loop().nowMillis());
    }

    void onModerate(ClientMessage.Moderate moderate) {
        ModerationOrder order = new ModerationOrder(
                moderate.verb(), moderate.target(), moderate.seconds(), moderate.role(), moderate.reason());
        session.brake().press();
        environment.moderation().act(new Actor(Optional.of(member)), order, new Moderation.Reply() {
            @Override
            public void onDone(RelayMessage.Moderated done) {
                answer(new RelayMessage.Moderated(
                        done.verb(),
                        Optional.of(moderate.request()),
                        done.target(),
                        done.seconds(),
                        done.role(),
                        done.reason(),
                        done.by()));
            }

            @Override
            public void onRefused(ErrorCode code, String sentence) {
                answer(new RelayMessage.Error(sentence, code, moderate.request().value()));
            }
        });
    }

    private void answer(RelayMessage message) {
        session.connection().guard(() -> {
            session.tell(message);
            session.brake().release();
        });
    }

    void onBans(ClientMessage.Bans bans) {
        RequestId request = bans.request();
        if (!Rights.mayEver(member.role())) {
            session.tell(new Refusal(ErrorCode.NOT_PERMITTED, Rights.MEMBERS_MAY_NOT, request.value()));
            return;
        }
        List<RelayMessage> messages = new ArrayList<>();
        for (Ban ban : environment.bans().active(environment.loop().nowMillis())) {
            messages.add(entry(ban, request));
        }
        messages.add(new RelayMessage.BansEnd(request));
        session.brake().press();
        answer = new LongAnswer(session, messages.iterator(), this::onTold);
        answer.begin();
    }

    private void onTold() {
        answer = null;
        session.brake().release();
    }

    /** Less waits for the client than before. */
    void onDrained() {
        if (answer != null) {
            answer.onDrained();
        }
    }

    private static RelayMessage entry(Ban ban, RequestId request) {
        Optional<Instant> until = ban.until();
        return new RelayMessage.BanEntry(
                request,
                ban.kind() == Ban.Kind.BAN ? ModerationVerb.BAN : ModerationVerb.MUTE,
                ban.target(),
                ban.by(),
                ban.since().toEpochMilli(),
                until.isPresent() ? OptionalLong.of(until.get().toEpochMilli()) : OptionalLong.empty(),
                ban.reason());
    }
}
