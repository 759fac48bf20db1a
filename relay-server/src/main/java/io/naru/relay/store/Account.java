package io.naru.relay.store;

import java.time.Instant;
import java.util.Objects;

/**
 * Somebody who may log in.
 *
 * @param canonicalName the name as it is compared, unique in the store
 * @param displayName the name as it is shown
 * @param role what the account may do; {@value #USER} for everybody so far
 * @param passwordHash a PHC string, or empty when the account can't log in with a password
 * @param createdAt when the account was made, kept in milliseconds
 */
public record Account(String canonicalName, String displayName, String role, String passwordHash, Instant createdAt) {

    /** The role of an ordinary user. */
    public static final String USER = "user";

    public Account {
        Objects.requireNonNull(canonicalName, "canonicalName");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(passwordHash, "passwordHash");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** Without the hash, which belongs in no log. */
    @Override
    public String toString() {
        return "Account[" + displayName + ", " + role + "]";
    }
}
