package io.naru.relay.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A key that logs in to an account.
 *
 * @param binding the key, its label, and since when
 * @param lastUsedAt about when it last logged in; see {@link #isUseNoteDue}
 */
public record BoundKey(KeyBinding binding, Optional<Instant> lastUsedAt) {
    public BoundKey {
        Objects.requireNonNull(binding, "binding");
        Objects.requireNonNull(lastUsedAt, "lastUsedAt");
    }

    /** Whether a login at {@code now} is to be told to {@link Accounts#noteLogin}. */
    public boolean isUseNoteDue(Instant now) {
        return Account.isNoteDue(lastUsedAt, now);
    }
}
