package io.naru.relay.hub;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import java.util.Objects;
import java.util.Optional;

/**
 * Who comes in, as the session knows it; nothing of it is the client's word.
 *
 * @param name as the account has it
 * @param role what the user may do
 * @param address numeric, told to those who download from this user
 * @param fingerprint of the key that the user's client has proven to have
 */
public record Newcomer(UserName name, Role role, String address, Optional<Fingerprint> fingerprint) {
    public Newcomer {
        Objects.requireNonNull(name);
        Objects.requireNonNull(role);
        Objects.requireNonNull(address);
        Objects.requireNonNull(fingerprint);
    }
}
