package io.naru.relay.session;

import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.hub.Member;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.store.Account;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks now and then whether the command line has changed the store: whoever is logged in to an account that is gone is
 * sent away, and another role is in force.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class AccountWatch {
    private static final Logger LOGGER = System.getLogger(AccountWatch.class.getName());
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Environment environment;
    /** Something has changed since the accounts were last compared; the store tells of each change only once. */
    private boolean isDue;

    AccountWatch(Environment environment) {
        this.environment = environment;
    }

    /** Begins to look. */
    void start() {
        environment.loop().schedule(environment.loop().nowNanos() + INTERVAL_NANOS, this::look);
    }

    private void look() {
        environment.store().hasChangedElsewhere(environment.loop(), then(hasChanged -> {
            isDue |= hasChanged;
            if (isDue) {
                compare();
            }
        }));
        if (!environment.sessions().isStopping()) {
            start();
        }
    }

    private void compare() {
        environment.moderation().onAccountsChanged();
        environment.store().accounts().list(environment.loop(), then(this::compare));
    }

    private void compare(List<Account> accounts) {
        isDue = false;
        Map<UserName, Account> byName = new HashMap<>();
        accounts.forEach(account -> byName.put(account.name(), account));
        environment.rooms().doubt(user -> !byName.containsKey(user));
        for (Member member : environment.sessions().members()) {
            compare(member.name(), Optional.ofNullable(byName.get(member.name())));
        }
    }

    /** Looks after one user, who may be online. */
    void look(UserName name) {
        environment.rooms().doubt(name::equals);
        environment.moderation().onAccountsChanged();
        environment.store().accounts().find(name, environment.loop(), then(account -> compare(name, account)));
    }

    private void compare(UserName name, Optional<Account> account) {
        if (account.isEmpty()) {
            environment.splices().end(name, DropReason.ACCOUNT_REMOVED);
            for (Session orphan : environment.sessions().granted(name)) {
                orphan.end(ErrorCode.LOGIN_REFUSED, "Your account was removed.", DropReason.ACCOUNT_REMOVED);
            }
        } else {
            environment
                    .hub()
                    .find(name)
                    .ifPresent(member -> environment
                            .moderation()
                            .applyRole(member, account.get().role()));
        }
    }

    private static <T> Consumer<Outcome<T>> then(Consumer<T> next) {
        return outcome -> outcome.accept(new Outcome.Handler<T>() {
            @Override
            public void onDone(T value) {
                next.accept(value);
            }

            @Override
            public void onBusy() {
                LOGGER.log(Level.DEBUG, "The accounts weren't looked at, because too much waits to be stored");
            }

            @Override
            public void onFailed(IOException cause) {
                LOGGER.log(Level.DEBUG, "The accounts could not be looked at", cause);
            }
        });
    }
}
