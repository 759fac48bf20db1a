package io.naru.relay.session;

import io.naru.common.message.InvalidValueException;
import io.naru.common.message.InviteCode;
import io.naru.common.message.KeyStanding;
import io.naru.common.message.Registration;
import io.naru.common.message.Role;
import io.naru.common.time.Clock;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.crypto.PasswordHasher;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.LoginOutcome;
import io.naru.relay.store.Account;
import io.naru.relay.store.Accounts.Admission;
import io.naru.relay.store.Invites;
import io.naru.relay.store.KeyBinding;
import io.naru.relay.store.Store;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Makes accounts for those who come. An invite is looked at before the name is, so that nobody without one learns which
 * names are taken, and before anything is hashed; it is used up with the account that is made by it, or not at all.
 *
 * <pre>
 *     invite usable? --> name free? --> hash --> register (invite, account and key in one)
 * </pre>
 *
 * <p>Threading: confined to the relay's loop, where the answers come too.
 */
final class Registrar {
    private final Store store;
    private final PasswordHasher hasher;
    private final Registration registration;
    private final Executor loop;
    private final Clock clock;
    private final Steps steps;

    Registrar(Store store, PasswordHasher hasher, Registration registration, Executor loop, Clock clock, Steps steps) {
        this.store = store;
        this.hasher = hasher;
        this.registration = registration;
        this.loop = loop;
        this.clock = clock;
        this.steps = steps;
    }

    /** Somebody asks for an account. */
    void register(Attempt attempt) {
        switch (registration) {
            case CLOSED ->
                attempt.refuse(refused("This relay takes no registrations; ask whoever runs it for an account."));
            case OPEN -> checkName(attempt, Optional.empty());
            case INVITE -> checkInvite(attempt);
        }
    }

    private void checkInvite(Attempt attempt) {
        String written = attempt.credentials().invite();
        if (written.isEmpty()) {
            attempt.refuse(refused("Newcomers need an invite here; ask whoever runs this relay for one."));
            return;
        }
        InviteCode code;
        try {
            code = InviteCode.parse(written);
        } catch (InvalidValueException e) {
            attempt.refuse(inviteRefused());
            return;
        }
        store.invites().check(code, clock.now(), loop, steps.<Invites.State>then(attempt::fail, state -> {
            if (state == Invites.State.USABLE) {
                checkName(attempt, Optional.of(code));
            } else {
                attempt.refuse(inviteRefused());
            }
        }));
    }

    private void checkName(Attempt attempt, Optional<InviteCode> code) {
        store.accounts()
                .find(attempt.credentials().user(), loop, steps.<Optional<Account>>then(attempt::fail, found -> {
                    if (found.isPresent()) {
                        attempt.refuse(nameTaken());
                    } else {
                        admit(attempt, code);
                    }
                }));
    }

    /** Makes the account, unless somebody was quicker. */
    void admit(Attempt attempt, Optional<InviteCode> code) {
        hasher.hash(
                attempt.credentials().password(),
                loop,
                steps.<String>then(
                        attempt::fail,
                        hash -> create(
                                attempt,
                                new Account(attempt.credentials().user(), Role.MEMBER, hash, clock.now()),
                                code,
                                attempt.key().map(key -> new KeyBinding(key, "", clock.now())))));
    }

    private void create(Attempt attempt, Account account, Optional<InviteCode> code, Optional<KeyBinding> key) {
        store.accounts().register(account, code, key, loop, steps.<Admission>then(attempt::fail, admission -> {
            switch (admission) {
                case CREATED ->
                    attempt.answer()
                            .accept(new Verdict.Accepted(account, standing(attempt, key), LoginOutcome.REGISTERED));
                case NAME_TAKEN -> attempt.refuse(nameTaken());
                // One device may have several accounts; its key opens the first.
                case KEY_TAKEN -> create(attempt, account, code, Optional.empty());
                case INVITE_UNKNOWN, INVITE_EXPIRED, INVITE_USED_UP -> attempt.refuse(inviteRefused());
            }
        }));
    }

    private static KeyStanding standing(Attempt attempt, Optional<KeyBinding> bound) {
        if (attempt.key().isEmpty()) {
            return KeyStanding.NONE;
        }
        return bound.isPresent() ? KeyStanding.BOUND : KeyStanding.UNBOUND;
    }

    private static Verdict.Refused nameTaken() {
        return refused("That name is taken; choose another one, or log in with its password.");
    }

    private static Verdict.Refused refused(String sentence) {
        return new Verdict.Refused(ErrorCode.REGISTRATION_REFUSED, sentence, DropReason.LOGIN_REFUSED);
    }

    private static Verdict.Refused inviteRefused() {
        return new Verdict.Refused(
                ErrorCode.INVITE_REFUSED,
                "This invite isn't valid, or not any more; ask for another one.",
                DropReason.LOGIN_REFUSED);
    }
}
