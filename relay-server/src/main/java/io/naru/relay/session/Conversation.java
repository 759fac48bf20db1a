package io.naru.relay.session;

import io.naru.common.message.ClientMessage;
import io.naru.common.time.TokenBucket;
import io.naru.relay.hub.Hub;
import io.naru.relay.hub.Member;
import io.naru.relay.hub.Refusal;
import java.util.Optional;

/**
 * What a user who is logged in says, and how often: chat is read more slowly from who talks more than the relay
 * allows, and changes of presence are announced at most once in an interval, the last of them winning.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Conversation {
    private final Session session;
    private final Environment environment;
    private final Hub hub;
    private final Member member;
    private final Moderating moderating;
    private final KeyRing keyRing;
    private final Optional<TokenBucket> chatBudget;
    private boolean isAnnouncementPlanned;
    private long announcementAllowedNanos;

    Conversation(Session session, Environment environment, Member member, boolean cameByKey) {
        this.session = session;
        this.environment = environment;
        this.hub = environment.hub();
        this.member = member;
        this.moderating = new Moderating(session, environment, member);
        this.keyRing = new KeyRing(session, environment, member.name(), cameByKey);
        SessionLimits limits = environment.limits();
        long now = environment.loop().nowNanos();
        this.chatBudget = limits.chatPerSecond() == 0
                ? Optional.empty()
                : Optional.of(new TokenBucket(limits.chatBurst(), limits.chatPerSecond(), now));
        this.announcementAllowedNanos = now;
    }

    void onChat(ClientMessage.Chat chat) {
        answer(moderating
                .silence(chat)
                .or(() -> hub.chat(member, chat, environment.loop().nowMillis())));
        chatBudget.ifPresent(this::spend);
    }

    private void spend(TokenBucket budget) {
        long now = environment.loop().nowNanos();
        budget.charge(1, now);
        long waitNanos = budget.nanosUntil(0, now);
        if (waitNanos > 0) {
            session.brake().press();
            session.connection().schedule(now + waitNanos, session.brake()::release);
        }
    }

    void onFile(ClientMessage.File file) {
        answer(hub.file(member, file.envelope()));
    }

    void onPresence(ClientMessage.Presence presence) {
        hub.onPresence(member, moderating.heard(presence));
        long now = environment.loop().nowNanos();
        if (isAnnouncementPlanned) {
            return;
        }
        if (now - announcementAllowedNanos >= 0) {
            announce();
        } else {
            isAnnouncementPlanned = true;
            session.connection().schedule(announcementAllowedNanos, this::announce);
        }
    }

    void onKeys(ClientMessage.Keys keys) {
        keyRing.onKeys(keys);
    }

    void onModerate(ClientMessage.Moderate moderate) {
        moderating.onModerate(moderate);
    }

    void onBans(ClientMessage.Bans bans) {
        moderating.onBans(bans);
    }

    /** Less waits for the client than before. */
    void onDrained() {
        moderating.onDrained();
    }

    private void announce() {
        isAnnouncementPlanned = false;
        announcementAllowedNanos = environment.loop().nowNanos()
                + environment.limits().presenceInterval().toNanos();
        hub.announce(member);
    }

    private void answer(Optional<Refusal> refusal) {
        refusal.ifPresent(session::tell);
    }
}
