package io.naru.relay.session;

import io.naru.common.message.ModerationTarget;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.relay.store.Ban;
import java.util.Locale;

/**
 * What is said about kicks, bans, mutes and roles: to whom it concerns, to the room, and to who isn't let in. What a
 * stranger is told names nobody.
 */
final class BanWords {
    /** Signs that may end words and end no sentence. */
    private static final String CLOSING = ")]}\"'%";

    private BanWords() {}

    /** To whom a ban keeps out. */
    static String refusal(Ban ban) {
        String whoIs = ban.target().accept(new ModerationTarget.Handler<>() {
            @Override
            public String onUser(ModerationTarget.User user) {
                return "You are";
            }

            @Override
            public String onKey(ModerationTarget.Key key) {
                return "Your key is";
            }

            @Override
            public String onNet(ModerationTarget.Net net) {
                return "Your address is";
            }
        });
        return with(ban.reason(), whoIs + " banned here" + until(ban));
    }

    /** To whoever is muted and says something. */
    static String silence(Ban mute) {
        return with(mute.reason(), "You are muted" + until(mute));
    }

    private static String until(Ban ban) {
        return ban.until().map(end -> " until " + Spans.until(end)).orElse("");
    }

    /** To whom it concerns. */
    static String toConcerned(RelayMessage.Moderated done) {
        return with(
                done.reason(),
                switch (done.verb()) {
                    case KICK -> "You were kicked" + by(done);
                    case BAN -> "You were banned" + by(done) + span(done);
                    case UNBAN -> "You aren't banned any more";
                    case MUTE -> "You were muted" + by(done) + span(done);
                    case UNMUTE -> "You may speak again";
                    case ROLE ->
                        "You are " + withArticle(done.role().orElseThrow()) + " now"
                                + (done.by().isEmpty() ? "" : "," + by(done));
                });
    }

    /** To the room. */
    static String toRoom(RelayMessage.Moderated done) {
        String who = done.target().toString();
        return with(
                done.reason(),
                switch (done.verb()) {
                    case KICK -> who + " was kicked" + by(done);
                    case BAN -> who + " was banned" + by(done) + span(done);
                    case UNBAN -> who + "'s ban was lifted" + by(done);
                    case MUTE -> who + " was muted" + by(done) + span(done);
                    case UNMUTE -> who + " was unmuted" + by(done);
                    case ROLE -> who + " was made " + withArticle(done.role().orElseThrow()) + by(done);
                });
    }

    /** {@code an operator}. */
    static String withArticle(Role role) {
        String word = role.name().toLowerCase(Locale.ROOT);
        return (role == Role.MEMBER ? "a " : "an ") + word;
    }

    private static String by(RelayMessage.Moderated done) {
        return done.by().map(name -> " by " + name).orElse("");
    }

    private static String span(RelayMessage.Moderated done) {
        return done.seconds().isEmpty()
                ? ""
                : " for " + Spans.span(done.seconds().getAsLong());
    }

    /** People write reasons with and without the full stop that a sentence has. */
    private static String ended(String reason) {
        int last = reason.codePointBefore(reason.length());
        return Character.isLetterOrDigit(last) || CLOSING.indexOf(last) >= 0 ? reason + "." : reason;
    }

    private static String with(String reason, String sentence) {
        return reason.isEmpty() ? sentence + "." : sentence + ": " + ended(reason);
    }
}
