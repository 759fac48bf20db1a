package io.naru.relay.session;

import io.naru.common.message.ClientMessage.Credentials;
import io.naru.common.message.LoginMode;
import io.naru.common.message.Registration;
import io.naru.common.message.Role;
import io.naru.common.time.Clock;
import io.naru.common.time.TokenBucket;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.crypto.PasswordHasher;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.store.Account;
import io.naru.relay.store.Accounts;
import io.naru.relay.store.Accounts.Admission;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * From credentials to a verdict: the account is looked up, the password hashed, all of it elsewhere. An unknown user
 * and a wrong password cost the same hash and get the same words.
 *
 * <pre>
 *     find --known--> verify --------------------> accepted, or refused
 *       \---unknown, open registration--> hash --> register --> accepted
 *        \--unknown, closed-------------> verify against nothing --> refused
 * </pre>
 *
 * <p>Threading: confined to the relay's loop, where the answers come too.
 */
public final class Authenticator {
    private static final Logger LOGGER = System.getLogger(Authenticator.class.getName());
    /** Then one a second: whoever tries to log in while the disk is full mustn't fill it with the log. */
    private static final int COMPLAINTS_AT_ONCE = 5;

    private final Accounts accounts;
    private final PasswordHasher hasher;
    private final Registration registration;
    private final Executor loop;
    private final Clock clock;
    private final TokenBucket complaints;

    /** An authenticator that is answered in a loop. */
    public Authenticator(
            Accounts accounts, PasswordHasher hasher, Registration registration, Executor loop, Clock clock) {
        this.accounts = accounts;
        this.hasher = hasher;
        this.registration = registration;
        this.loop = loop;
        this.clock = clock;
        this.complaints = new TokenBucket(COMPLAINTS_AT_ONCE, 1, clock.nanos());
    }

    Registration registration() {
        return registration;
    }

    /** Judges credentials, whose password is wiped by it; answers once, unless the relay stops before. */
    void judge(Credentials credentials, Consumer<Verdict> answer) {
        boolean registers = credentials.mode() == LoginMode.REGISTER;
        if (registers && registration != Registration.OPEN) {
            credentials.password().wipe();
            answer.accept(new Verdict.Refused(
                    ErrorCode.REGISTRATION_REFUSED,
                    "This relay takes no registrations; ask whoever runs it for an account.",
                    DropReason.LOGIN_REFUSED));
            return;
        }
        accounts.find(
                credentials.user(),
                loop,
                outcome -> outcome.accept(new Step<Optional<Account>>(credentials, answer) {
                    @Override
                    public void onDone(Optional<Account> found) {
                        if (found.isEmpty() && registration == Registration.OPEN) {
                            register(credentials, answer);
                        } else if (found.isPresent() && registers) {
                            credentials.password().wipe();
                            answer.accept(nameTaken());
                        } else {
                            verify(credentials, found, answer);
                        }
                    }
                }));
    }

    private void verify(Credentials credentials, Optional<Account> found, Consumer<Verdict> answer) {
        Optional<String> hash = found.map(Account::passwordHash);
        hasher.verify(
                credentials.password(),
                hash,
                loop,
                outcome -> outcome.accept(new Step<Boolean>(credentials, answer) {
                    @Override
                    public void onDone(Boolean isRight) {
                        answer.accept(
                                isRight && found.isPresent()
                                        ? new Verdict.Accepted(found.get())
                                        : new Verdict.Refused(
                                                ErrorCode.LOGIN_REFUSED,
                                                "Wrong user name or password.",
                                                DropReason.LOGIN_REFUSED));
                    }
                }));
    }

    private void register(Credentials credentials, Consumer<Verdict> answer) {
        hasher.hash(
                credentials.password(),
                loop,
                outcome -> outcome.accept(new Step<String>(credentials, answer) {
                    @Override
                    public void onDone(String hash) {
                        create(new Account(credentials.user(), Role.MEMBER, hash, clock.now()), credentials, answer);
                    }
                }));
    }

    private void create(Account account, Credentials credentials, Consumer<Verdict> answer) {
        accounts.register(
                account,
                Optional.empty(),
                Optional.empty(),
                loop,
                outcome -> outcome.accept(new Step<Admission>(credentials, answer) {
                    @Override
                    public void onDone(Admission admission) {
                        answer.accept(admission == Admission.CREATED ? new Verdict.Accepted(account) : nameTaken());
                    }
                }));
    }

    private static Verdict nameTaken() {
        return new Verdict.Refused(
                ErrorCode.REGISTRATION_REFUSED,
                "That name is taken; choose another one, or log in with its password.",
                DropReason.LOGIN_REFUSED);
    }

    /** A step of the way; how each of them can fail is the same. */
    private abstract class Step<T> implements Outcome.Handler<T> {
        private final Credentials credentials;
        private final Consumer<Verdict> answer;

        private Step(Credentials credentials, Consumer<Verdict> answer) {
            this.credentials = credentials;
            this.answer = answer;
        }

        @Override
        public void onBusy() {
            credentials.password().wipe();
            answer.accept(new Verdict.Refused(
                    ErrorCode.BUSY,
                    "Too many logins at once; try again in a few seconds.",
                    DropReason.LOGIN_UNAVAILABLE));
        }

        @Override
        public void onFailed(IOException cause) {
            credentials.password().wipe();
            if (complaints.tryTake(1, clock.nanos())) {
                LOGGER.log(Level.WARNING, "A login could not be checked: {0}", cause.getMessage());
            }
            answer.accept(new Verdict.Refused(
                    ErrorCode.INTERNAL,
                    "The relay can't check logins at the moment; try again later.",
                    DropReason.LOGIN_UNAVAILABLE));
        }
    }
}
