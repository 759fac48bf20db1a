package io.naru.relay.session;

import io.naru.common.message.ModerationTarget;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.hub.Member;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.store.Ban;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What follows from something that is kept now: sessions end, whom it concerns is told, and the room is.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class ModerationEffects {
    private final Moderation moderation;
    private final Actor actor;
    private final RelayMessage.Moderated done;

    ModerationEffects(Moderation moderation, Actor actor, RelayMessage.Moderated done) {
        this.moderation = moderation;
        this.actor = actor;
        this.done = done;
    }

    void apply() {
        switch (done.verb()) {
            case KICK -> kick();
            case BAN -> ban();
            case UNBAN -> unban();
            case MUTE, UNMUTE -> mute();
            case ROLE -> role();
        }
    }

    private Optional<Member> member() {
        return named().flatMap(user -> moderation.hub().find(user.name()));
    }

    private Optional<ModerationTarget.User> named() {
        return done.target() instanceof ModerationTarget.User user ? Optional.of(user) : Optional.empty();
    }

    private void kick() {
        moderation.sessions().endSplices(done.target(), DropReason.KICKED);
        for (Session kicked : moderation.sessions().hitBy(done.target())) {
            kicked.end(ErrorCode.KICKED, BanWords.toConcerned(done), DropReason.KICKED);
        }
        moderation.announce(BanWords.toRoom(done), Optional.empty());
    }

    /** Of a key or a net the room learns only whom it has met. */
    private void ban() {
        moderation.sessions().endSplices(done.target(), DropReason.BANNED);
        Set<ModerationTarget> met = new LinkedHashSet<>();
        named().ifPresent(met::add);
        for (Session session : moderation.sessions().hitBy(done.target())) {
            session.member().ifPresent(member -> met.add(new ModerationTarget.User(member.name())));
            session.turnAway(new Verdict.Refused(ErrorCode.BANNED, sentence(session), DropReason.BANNED));
        }
        for (ModerationTarget user : met) {
            moderation.announce(
                    BanWords.toRoom(new RelayMessage.Moderated(
                            done.verb(),
                            Optional.empty(),
                            user,
                            done.seconds(),
                            done.role(),
                            done.reason(),
                            done.by())),
                    Optional.empty());
        }
    }

    /** Who hasn't logged in is a stranger, whom nobody's name is told. */
    private String sentence(Session session) {
        return session.member().isPresent()
                ? BanWords.toConcerned(done)
                : moderation
                        .bans()
                        .find(Ban.Kind.BAN, done.target(), moderation.loop().nowMillis())
                        .map(BanWords::refusal)
                        .orElseThrow();
    }

    private void unban() {
        if (named().isPresent()) {
            moderation.announce(BanWords.toRoom(done), Optional.empty());
        }
    }

    private void mute() {
        Optional<Member> member = member();
        member.filter(muted -> moderation
                        .bans()
                        .muteOf(muted.name(), moderation.loop().nowMillis())
                        .isPresent())
                .ifPresent(moderation.hub()::clearStatus);
        tell(member);
    }

    private void role() {
        Optional<Member> member = member();
        moderation.onAccountsChanged();
        member.ifPresent(user -> moderation.applyRole(user, done.role().orElseThrow()));
        tell(member);
    }

    /** Who does it to itself gets the confirmation alone. */
    private void tell(Optional<Member> concerned) {
        concerned.filter(member -> !actor.is(member.name())).ifPresent(member -> member.tell(done));
        moderation.announce(BanWords.toRoom(done), concerned);
    }
}
