package io.naru.relay.store;

import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody who may log in.
 *
 * @param name unique in the store in its canonical form
 * @param role what the account may do
 * @param passwordHash a PHC string
 * @param createdAt when the account was made; kept in milliseconds
 * @param lastLoginAt about when it was last used; see {@link #isNoteDue}
 */
public record Account(UserName name, Role role, String passwordHash, Instant createdAt, Optional<Instant> lastLoginAt) {
    /** How old the note of a login may get before another one is written: one write a day, not one a login. */
    static final Duration NOTE_INTERVAL = Duration.ofDays(1);

    public Account {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(passwordHash, "passwordHash");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(lastLoginAt, "lastLoginAt");
    }

    /** An account that hasn't been used yet. */
    public Account(UserName name, Role role, String passwordHash, Instant createdAt) {
        this(name, role, passwordHash, createdAt, Optional.empty());
    }

    /** Whether a login at {@code now} is to be told to {@link Accounts#noteLogin}. */
    public boolean isLoginNoteDue(Instant now) {
        return isNoteDue(lastLoginAt, now);
    }

    /** Also when the clock was set back behind the last note. */
    static boolean isNoteDue(Optional<Instant> last, Instant now) {
        return last.isEmpty() || Duration.between(last.get(), now).abs().compareTo(NOTE_INTERVAL) >= 0;
    }

    /** Without the hash, which belongs in no log. */
    @Override
    public String toString() {
        return "Account[" + name + ", " + role + "]";
    }
}
