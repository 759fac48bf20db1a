package io.naru.relay.crypto;

import io.naru.common.message.Password;
import io.naru.relay.work.Outcome;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Makes and checks password hashes without ever blocking the caller.
 *
 * <p>A hash is a PHC string ({@code $argon2id$v=19$m=...,t=...,p=...$salt$hash}); its parameters decide how it is
 * checked, whatever cost new hashes get.
 *
 * <p>Every call wipes its {@code password}, whatever happens, and answers exactly once, through {@code owner}.
 *
 * <p>Threading: may be called by any thread; {@code answer} runs in {@code owner}.
 */
public interface PasswordHasher {

    /** Hashes {@code password} with a new random salt and yields the PHC string. */
    void hash(Password password, Executor owner, Consumer<Outcome<String>> answer);

    /**
     * Yields whether {@code password} is the one of {@code storedHash}.
     *
     * <p>Empty {@code storedHash} stands for a user who doesn't exist: the same work is done, and the outcome is
     * {@code false}. Callers pass it on rather than answering early, so that the time tells nothing.
     */
    void verify(Password password, Optional<String> storedHash, Executor owner, Consumer<Outcome<Boolean>> answer);
}
