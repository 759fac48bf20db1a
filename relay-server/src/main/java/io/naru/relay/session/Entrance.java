package io.naru.relay.session;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.Facts;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.store.Account;
import java.net.InetAddress;
import java.util.Optional;

/**
 * From HELLO and CRED to the room. While credentials are looked up nothing more is read, so that what a client sends
 * right behind its login is handled after it.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Entrance implements Verdict.Handler {
    private static final int PROTOCOL_VERSION = 1;

    private final Session session;
    private final Environment environment;

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

    void onCredentials(ClientMessage.Credentials credentials) {
        if (!environment.attempts().isAllowed(address(), environment.loop().nowNanos())) {
            credentials.password().wipe();
            session.refuse(
                    ErrorCode.BUSY,
                    "Too many failed logins from your address; try again in a minute.",
                    DropReason.LOGIN_REFUSED);
            return;
        }
        if (environment.hub().isFull()
                && environment.hub().find(credentials.user()).isEmpty()) {
            credentials.password().wipe();
            refuseFull();
            return;
        }
        session.brake().press();
        environment.authenticator().judge(credentials, verdict -> session.whileLoggingIn(() -> verdict.accept(this)));
    }

    void onKeyLogin(ClientMessage.KeyLogin login) {
        session.tell(new RelayMessage.Error(
                "This key isn't bound to " + login.user() + "'s account; log in with the password.",
                ErrorCode.KEY_UNKNOWN,
                ""));
    }

    @Override
    public void onRefused(Verdict.Refused refused) {
        if (refused.reason() == DropReason.LOGIN_REFUSED) {
            environment.attempts().onFailed(address(), environment.loop().nowNanos());
        }
        session.refuse(refused.code(), refused.sentence(), refused.reason());
    }

    @Override
    public void onAccepted(Account account) {
        Optional<Session> older = environment.sessions().granted(account.name());
        if (older.isEmpty()) {
            enter(account);
        } else {
            older.get()
                    .takeover()
                    .ask(answers -> session.whileLoggingIn(() -> onOlderAsked(account, older.get(), answers)));
        }
    }

    private void onOlderAsked(Account account, Session older, boolean answers) {
        if (answers) {
            session.refuse(
                    ErrorCode.ALREADY_ONLINE,
                    account.name() + " is online already, and answers; leave there first.",
                    DropReason.ALREADY_ONLINE);
            return;
        }
        older.end(ErrorCode.REPLACED, "This user has logged in from elsewhere.", DropReason.REPLACED);
        enter(account);
    }

    private void enter(Account account) {
        if (environment.sessions().granted(account.name()).isPresent()) {
            onOlderAsked(account, session, true);
        } else if (environment.hub().isFull()) {
            refuseFull();
        } else {
            session.grant(account);
        }
    }

    private InetAddress address() {
        return session.connection().remote().getAddress();
    }

    private void refuseFull() {
        int users = environment.limits().maxUsers();
        session.refuse(
                ErrorCode.RELAY_FULL,
                "The relay is full (" + users + (users == 1 ? " user" : " users") + "); try again later.",
                DropReason.RELAY_FULL);
    }
}
