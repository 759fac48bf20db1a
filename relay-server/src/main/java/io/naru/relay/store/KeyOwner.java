package io.naru.relay.store;

import java.util.Objects;

/**
 * Whom a key belongs to.
 *
 * @param account the account that it logs in to
 * @param key the key
 */
public record KeyOwner(Account account, BoundKey key) {
    public KeyOwner {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(key, "key");
    }
}
