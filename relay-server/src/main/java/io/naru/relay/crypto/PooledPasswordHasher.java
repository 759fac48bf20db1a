package io.naru.relay.crypto;

import io.naru.common.message.Password;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Computes hashes on the threads of a {@link CryptoPool}.
 *
 * <p>Threading: may be called by any thread.
 */
public final class PooledPasswordHasher implements PasswordHasher {

    private final CryptoPool pool;
    private final PasswordFunction function;
    private final String unmatchable;

    /** The pool stays the caller's to close. */
    public PooledPasswordHasher(CryptoPool pool, PasswordFunction function) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.function = Objects.requireNonNull(function, "function");
        this.unmatchable = function.unmatchable();
    }

    @Override
    public void hash(Password password, Executor owner, Consumer<Outcome<String>> answer) {
        pool.submit(
                () -> {
                    try {
                        return function.hash(password);
                    } finally {
                        password.wipe();
                    }
                },
                wiping(password, owner, answer));
    }

    @Override
    public void verify(
            Password password, Optional<String> storedHash, Executor owner, Consumer<Outcome<Boolean>> answer) {
        String phc = storedHash.orElse(unmatchable);
        pool.submit(
                () -> {
                    try {
                        return function.matches(password, phc) && storedHash.isPresent();
                    } finally {
                        password.wipe();
                    }
                },
                wiping(password, owner, answer));
    }

    /** Wipes the password also where the work was never begun. */
    private static <T> Asker<T> wiping(Password password, Executor owner, Consumer<Outcome<T>> answer) {
        return new Asker<>(owner, outcome -> {
            password.wipe();
            answer.accept(outcome);
        });
    }
}
