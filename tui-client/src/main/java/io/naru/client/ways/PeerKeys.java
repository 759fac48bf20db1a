package io.naru.client.ways;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.util.Optional;

/**
 * What is known of other users' keys.
 *
 * <p>Threading: the agent's.
 */
public interface PeerKeys {
    /** Why no files may go to or come from somebody, and what to do about it; empty if they may. */
    Optional<String> obstacle(UserName user);

    /** Why no files may go to or come from somebody who comes with that key; empty if they may. */
    Optional<String> obstacle(UserName user, Fingerprint key);

    /** Whether the user is known to have a key, so that what comes without one isn't from there. */
    boolean hasKey(UserName user);
}
