package io.naru.relay.session;

import io.naru.common.log.LimitedLog;
import io.naru.common.log.LogEvent;
import io.naru.common.message.Endpoint;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.UserName;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.net.EventLoop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Logs what becomes of sessions. What comes from users who are in and from those who aren't is limited each
 * for itself, so that a flood of failed logins doesn't hide who comes and goes.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Journal {
    private static final int LINES_AT_ONCE = 100;
    private static final int LINES_A_SECOND = 20;
    private static final Set<DropReason> REFUSALS = EnumSet.of(
            DropReason.LOGIN_REFUSED,
            DropReason.BANNED,
            DropReason.RELAY_FULL,
            DropReason.DRAINING,
            DropReason.LOGIN_UNAVAILABLE);
    private static final Logger LOGGER = System.getLogger(Journal.class.getName());

    private final EventLoop loop;
    private final LimitedLog strangers;
    private final LimitedLog users;

    Journal(EventLoop loop) {
        this.loop = loop;
        this.strangers = new LimitedLog(LOGGER, LINES_AT_ONCE, LINES_A_SECOND, loop.nowNanos());
        // A whole room may come back at once after a restart.
        this.users = new LimitedLog(LOGGER, 10 * LINES_AT_ONCE, 10 * LINES_A_SECOND, loop.nowNanos());
    }

    void onLogin(Session session, Verdict.Accepted accepted) {
        LogEvent event = about(session, "login")
                .with("user", accepted.account().name())
                .with("way", accepted.how().label())
                .with("level", word(session.level()))
                .with("tls", session.connection().isEncrypted() ? "yes" : "no")
                .withPresent("key", session.key());
        users.log(Level.INFO, event, loop.nowNanos());
    }

    /** The client may go on with a password, so this isn't the end. */
    void onKeyUnknown(Session session, UserName user) {
        LogEvent event = about(session, "login-key-unknown").with("user", user).withPresent("key", session.key());
        strangers.log(Level.INFO, event, loop.nowNanos());
    }

    /**
     * A session ends.
     *
     * @param wanted whom a login was for that is under way
     */
    void onEnd(Session session, Optional<UserName> wanted, DropReason reason) {
        if (session.member().isPresent()) {
            LogEvent event = about(session, "left")
                    .with("user", session.member().get().name())
                    .with("reason", reason.label());
            if (reason == DropReason.SLOW_READER || reason == DropReason.MEMORY_LIMIT) {
                event.with("queued", session.connection().queuedOctets());
            }
            users.log(Level.INFO, event, loop.nowNanos());
            return;
        }
        LogEvent event = about(session, REFUSALS.contains(reason) ? "login-refused" : "closed-before-login")
                .withPresent("user", wanted)
                .with("reason", reason.label());
        boolean isOrdinary = reason == DropReason.CLIENT_LEFT || reason == DropReason.STOPPING;
        strangers.log(isOrdinary ? Level.DEBUG : Level.INFO, event, loop.nowNanos());
    }

    /** Somebody was kicked, banned, muted, or given a role, or that was undone. */
    void onModerated(RelayMessage.Moderated done) {
        LogEvent event = LogEvent.of(done.verb().name().toLowerCase(Locale.ROOT))
                .with("target", done.target())
                .with("by", done.by().map(UserName::display).orElse("ctl"))
                .withPresent("role", done.role().map(Journal::word));
        done.seconds().ifPresent(seconds -> event.with("seconds", seconds));
        if (!done.reason().isEmpty()) {
            event.with("reason", done.reason());
        }
        users.log(Level.INFO, event, loop.nowNanos());
    }

    private static LogEvent about(Session session, String name) {
        return LogEvent.of(name)
                .with("address", Endpoint.host(session.connection().remote().getAddress()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
