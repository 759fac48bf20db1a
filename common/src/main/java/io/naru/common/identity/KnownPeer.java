package io.naru.common.identity;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.time.Instant;
import java.util.Objects;

/**
 * A key by which a user of a relay is known.
 *
 * @param relay the relay's own key; another relay may have another user of that name
 * @param user whose key it is
 * @param fingerprint of the user's key
 * @param firstSeen when it was seen first, or accepted
 * @param isVerified whether safety numbers were compared
 */
public record KnownPeer(
        Fingerprint relay, UserName user, Fingerprint fingerprint, Instant firstSeen, boolean isVerified) {
    public KnownPeer {
        Objects.requireNonNull(relay);
        Objects.requireNonNull(user);
        Objects.requireNonNull(fingerprint);
        Objects.requireNonNull(firstSeen);
    }
}
