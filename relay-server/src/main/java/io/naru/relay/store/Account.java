package io.naru.relay.store;

import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import java.time.Instant;
import java.util.Objects;

/**
 * Somebody who may log in.
 *
 * @param name unique in the store in its canonical form
 * @param role what the account may do
 * @param passwordHash a PHC string
 * @param createdAt when the account was made; kept in milliseconds
 */
public record Account(UserName name, Role role, String passwordHash, Instant createdAt) {

    public Account {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(passwordHash, "passwordHash");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** Without the hash, which belongs in no log. */
    @Override
    public String toString() {
        return "Account[" + name + ", " + role + "]";
    }
}
