package io.naru.relay.crypto;

import io.naru.common.message.Password;
import java.io.IOException;

/**
 * The arithmetic of passwords, on the calling thread: tens of milliseconds a call, so never on an event loop. The
 * relay uses it through {@link PasswordHasher}; a command with nothing else to do may call it directly.
 *
 * <p>Threading: may be used by several threads at once.
 */
public interface PasswordFunction {

    /** Argon2id, with the parameters of {@code cost} for new hashes. */
    static PasswordFunction argon2id(PasswordCost cost) {
        return new Argon2id(cost);
    }

    /** Hashes with a new random salt and returns a PHC string. The password isn't wiped. */
    String hash(Password password);

    /**
     * Whether {@code password} is the one that {@code phc} was made of, at the cost that {@code phc} states. The
     * password isn't wiped.
     *
     * @throws IOException if {@code phc} is damaged or asks for more than this program grants
     */
    boolean matches(Password password, String phc) throws IOException;

    /**
     * A well-formed hash at the cost of new ones that no password matches, for the users who don't exist. It is
     * different with every call.
     */
    String unmatchable();
}
