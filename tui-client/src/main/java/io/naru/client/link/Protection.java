package io.naru.client.link;

import io.naru.common.message.Fingerprint;
import java.util.Objects;
import java.util.Optional;

/**
 * How a connection to a relay is protected.
 *
 * @param isPlain whether it isn't: the user said so
 * @param pin the relay's key, where the user or an invite named it; otherwise the list of known relays does
 */
public record Protection(boolean isPlain, Optional<Fingerprint> pin) {
    /** None: everybody on the way can read along. */
    public static final Protection PLAIN = new Protection(true, Optional.empty());

    /** TLS with the key that is known of the relay. */
    public static final Protection TLS = new Protection(false, Optional.empty());

    public Protection {
        Objects.requireNonNull(pin);
        if (isPlain && pin.isPresent()) {
            throw new IllegalArgumentException("there is no key without TLS");
        }
    }

    /** TLS with this key and no other. */
    public static Protection pinned(Fingerprint pin) {
        return new Protection(false, Optional.of(pin));
    }

    /** This one, with a key if it is TLS without one. */
    Protection or(Optional<Fingerprint> otherPin) {
        return isPlain || pin.isPresent() ? this : new Protection(false, otherPin);
    }
}
