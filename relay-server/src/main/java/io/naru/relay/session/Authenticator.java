package io.naru.relay.session;

import io.naru.common.message.ClientMessage.Credentials;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.KeyStanding;
import io.naru.common.message.LoginMode;
import io.naru.common.message.Registration;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Level;
import io.naru.relay.crypto.PasswordHasher;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.LoginOutcome;
import io.naru.relay.store.Account;
import io.naru.relay.store.KeyOwner;
import io.naru.relay.store.Store;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * From what a client says of itself to a verdict: the account is looked up, the password hashed, all of it elsewhere. An
 * unknown user and a wrong password cost the same hash and get the same words.
 *
 * <pre>
 *     find --known--> verify --right--> whose key? --> accepted
 *       |                \---wrong--------------------> refused
 *       |---unknown, open registration--> {@link Registrar}
 *        \--unknown, otherwise--> verify against nothing --> refused
 *
 *     key --whose?--> this account's --> accepted
 *             \-----> anybody else's, nobody's --> key unknown
 * </pre>
 *
 * A login by key is one look-up and never waits for a hash; the account isn't looked at unless the key is its own, so
 * the time that it takes says nothing about who has an account.
 *
 * <p>Threading: confined to the relay's loop, where the answers come too.
 */
public final class Authenticator {
    private static final Logger LOGGER = System.getLogger(Authenticator.class.getName());
    private static final String WRONG = "Wrong user name or password.";

    private final Store store;
    private final PasswordHasher hasher;
    private final Registration registration;
    private final Executor loop;
    private final Clock clock;
    private final Steps steps;
    private final Registrar registrar;

    /** An authenticator that is answered in a loop. */
    public Authenticator(Store store, PasswordHasher hasher, Registration registration, Executor loop, Clock clock) {
        this.store = store;
        this.hasher = hasher;
        this.registration = registration;
        this.loop = loop;
        this.clock = clock;
        this.steps = Steps.ofLogins(clock);
        this.registrar = new Registrar(store, hasher, registration, loop, clock, steps);
    }

    Registration registration() {
        return registration;
    }

    /**
     * Judges credentials, whose password is wiped by it; answers once, unless the relay stops before.
     *
     * @param key what the connection has proven to have
     * @param level what the client speaks
     */
    void judge(Credentials credentials, Optional<Fingerprint> key, Level level, Consumer<Verdict> answer) {
        Attempt attempt = new Attempt(credentials, key, level, answer);
        if (credentials.mode() == LoginMode.REGISTER) {
            registrar.register(attempt);
            return;
        }
        store.accounts().find(credentials.user(), loop, steps.<Optional<Account>>then(attempt::fail, found -> {
            if (found.isEmpty() && registration == Registration.OPEN) {
                registrar.admit(attempt, Optional.empty());
            } else {
                verify(attempt, found);
            }
        }));
    }

    private void verify(Attempt attempt, Optional<Account> found) {
        hasher.verify(
                attempt.credentials().password(),
                found.map(Account::passwordHash),
                loop,
                steps.<Boolean>then(attempt::fail, isRight -> {
                    if (isRight && found.isPresent()) {
                        accept(attempt, found.get());
                    } else {
                        attempt.refuse(new Verdict.Refused(
                                ErrorCode.LOGIN_REFUSED, wrong(attempt.level()), DropReason.LOGIN_REFUSED));
                    }
                }));
    }

    /** The same for who mistyped a password and for who has no account. A base client can't say any invite. */
    private String wrong(Level level) {
        return level == Level.BASE && registration == Registration.INVITE
                ? WRONG + " Newcomers need an invite here, and a client that can send it."
                : WRONG;
    }

    private void accept(Attempt attempt, Account account) {
        note(account, Optional.empty());
        if (attempt.key().isEmpty()) {
            attempt.answer().accept(new Verdict.Accepted(account, KeyStanding.NONE, LoginOutcome.PASSWORD));
            return;
        }
        store.keys().find(attempt.key().get(), loop, steps.<Optional<KeyOwner>>then(attempt::fail, owner -> {
            boolean isBound = owner.isPresent() && owner.get().account().name().equals(account.name());
            KeyStanding standing = isBound ? KeyStanding.BOUND : KeyStanding.UNBOUND;
            attempt.answer().accept(new Verdict.Accepted(account, standing, LoginOutcome.PASSWORD));
        }));
    }

    /** Judges a login by the key that the connection has proven to have, if it has; answers as {@link #judge} does. */
    void judgeKey(UserName user, Optional<Fingerprint> key, Consumer<Verdict> answer) {
        if (key.isEmpty()) {
            answer.accept(new Verdict.KeyUnknown());
            return;
        }
        store.keys().find(key.get(), loop, steps.<Optional<KeyOwner>>then(failing(answer), owner -> {
            if (owner.isPresent() && owner.get().account().name().equals(user)) {
                note(owner.get().account(), Optional.of(owner.get()));
                answer.accept(new Verdict.Accepted(owner.get().account(), KeyStanding.BOUND, LoginOutcome.KEY));
            } else {
                answer.accept(new Verdict.KeyUnknown());
            }
        }));
    }

    /** Looks the account up again, for something about accounts has changed since it was opened. */
    void judgeAgain(Verdict.Accepted accepted, Consumer<Verdict> answer) {
        store.accounts()
                .find(
                        accepted.account().name(),
                        loop,
                        steps.<Optional<Account>>then(
                                failing(answer),
                                found -> answer.accept(
                                        found.isPresent()
                                                ? new Verdict.Accepted(found.get(), accepted.standing(), accepted.how())
                                                : new Verdict.Refused(
                                                        ErrorCode.LOGIN_REFUSED, WRONG, DropReason.LOGIN_REFUSED))));
    }

    private static BiConsumer<ErrorCode, String> failing(Consumer<Verdict> answer) {
        return (code, sentence) -> answer.accept(new Verdict.Refused(code, sentence, DropReason.LOGIN_UNAVAILABLE));
    }

    /** Nobody waits for it, and a login doesn't fail because of it. */
    private void note(Account account, Optional<KeyOwner> used) {
        boolean isDue = account.isLoginNoteDue(clock.now())
                || used.map(owner -> owner.key().isUseNoteDue(clock.now())).orElse(false);
        if (isDue) {
            Optional<Fingerprint> key = used.map(owner -> owner.key().binding().fingerprint());
            store.accounts()
                    .noteLogin(account.name(), key, clock.now(), loop, outcome -> outcome.accept(new NotedLogin()));
        }
    }

    private static final class NotedLogin implements Outcome.Handler<Boolean> {
        @Override
        public void onDone(Boolean isKnown) {}

        @Override
        public void onBusy() {
            LOGGER.log(Logger.Level.DEBUG, "A login wasn't noted, because too much waits to be stored");
        }

        @Override
        public void onFailed(IOException cause) {
            LOGGER.log(Logger.Level.DEBUG, "A login wasn't noted", cause);
        }
    }
}
