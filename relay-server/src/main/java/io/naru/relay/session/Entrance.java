package io.naru.relay.session;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.Facts;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.LoginOutcome;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * From HELLO and CRED to the room. While a login is looked up nothing more is read, so that what a client sends right
 * behind it is handled after it.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Entrance implements Verdict.Handler {
    private static final int PROTOCOL_VERSION = 1;
    /** A key can't be guessed; this keeps a connection from having the store look for it again and again. */
    private static final int KEY_LOGINS = 3;

    private final Session session;
    private final Environment environment;
    private int keyLogins;
    /** Whom the last login was for; null before there was one. */
    private UserName wanted;

    private long accountChanges;

    Entrance(Session session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    void onHello() {
        Facts limits = Facts.NONE
                .with("frame", environment.frameLimits().frameOctets())
                .with("chat", environment.frameLimits().chatTextOctets());
        session.tell(new RelayMessage.Hello(
                PROTOCOL_VERSION,
                environment.relayName(),
                environment.authenticator().registration(),
                limits));
    }

    /** Whom the last login was for, if there was one. */
    Optional<UserName> wanted() {
        return Optional.ofNullable(wanted);
    }

    void onCredentials(ClientMessage.Credentials credentials) {
        wanted = credentials.user();
        if (!environment.attempts().isAllowed(address(), environment.loop().nowNanos())) {
            credentials.password().wipe();
            refuse(
                    LoginOutcome.TOO_FAST,
                    new Verdict.Refused(
                            ErrorCode.BUSY,
                            "Too many failed logins from your address; try again in a minute.",
                            DropReason.LOGIN_REFUSED));
            return;
        }
        if (isFullFor(credentials.user())) {
            credentials.password().wipe();
            refuseFull();
            return;
        }
        lookUp(answer -> environment.authenticator().judge(credentials, session.key(), session.level(), answer));
    }

    /** Neither the address's failed passwords nor the passwords that wait to be hashed are in the way of a key. */
    void onKeyLogin(ClientMessage.KeyLogin login) {
        wanted = login.user();
        if (++keyLogins > KEY_LOGINS) {
            refuse(
                    LoginOutcome.TOO_FAST,
                    new Verdict.Refused(
                            ErrorCode.LOGIN_REFUSED,
                            "Too many logins by key; connect again, and log in with the password.",
                            DropReason.LOGIN_REFUSED));
            return;
        }
        lookUp(answer -> environment.authenticator().judgeKey(login.user(), session.key(), answer));
    }

    private void lookUp(Consumer<Consumer<Verdict>> question) {
        accountChanges = environment.moderation().accountChanges();
        session.brake().press();
        question.accept(verdict -> session.whileLoggingIn(() -> verdict.accept(this)));
    }

    @Override
    public void onRefused(Verdict.Refused refused) {
        boolean hasFailed = refused.reason() == DropReason.LOGIN_REFUSED;
        if (hasFailed) {
            environment.attempts().onFailed(address(), environment.loop().nowNanos());
        }
        refuse(hasFailed ? LoginOutcome.REFUSED : LoginOutcome.UNAVAILABLE, refused);
    }

    private void refuse(LoginOutcome outcome, Verdict.Refused refused) {
        environment.counters().onLogin(outcome);
        session.turnAway(refused);
    }

    @Override
    public void onKeyUnknown() {
        environment.sessions().journal().onKeyUnknown(session, wanted);
        environment.counters().onLogin(LoginOutcome.KEY_UNKNOWN);
        session.tell(new RelayMessage.Error(
                "This key doesn't open " + wanted + "'s account; log in with the password.",
                ErrorCode.KEY_UNKNOWN,
                ""));
        session.brake().release();
    }

    @Override
    public void onAccepted(Verdict.Accepted accepted) {
        UserName name = accepted.account().name();
        Optional<Verdict.Refused> refusal = environment.door().refusal(session, Optional.of(name));
        if (refusal.isPresent()) {
            boolean isBanned = refusal.get().reason() == DropReason.BANNED;
            refuse(isBanned ? LoginOutcome.BANNED : LoginOutcome.UNAVAILABLE, refusal.get());
        } else if (accountChanges != environment.moderation().accountChanges()) {
            // A role was given, or an account removed, while this one was looked up.
            accountChanges = environment.moderation().accountChanges();
            environment
                    .authenticator()
                    .judgeAgain(accepted, verdict -> session.whileLoggingIn(() -> verdict.accept(this)));
        } else if (isFullFor(name)) {
            refuseFull();
        } else {
            environment.sessions().makePlace(name);
            session.grant(accepted);
        }
    }

    /** Who is online already takes no further place. */
    private boolean isFullFor(UserName name) {
        return environment.hub().isFull() && environment.hub().find(name).isEmpty();
    }

    private InetAddress address() {
        return session.connection().remote().getAddress();
    }

    private void refuseFull() {
        int users = environment.limits().maxUsers();
        refuse(
                LoginOutcome.RELAY_FULL,
                new Verdict.Refused(
                        ErrorCode.RELAY_FULL,
                        "The relay is full (" + users + (users == 1 ? " user" : " users") + "); try again later.",
                        DropReason.RELAY_FULL));
    }
}
