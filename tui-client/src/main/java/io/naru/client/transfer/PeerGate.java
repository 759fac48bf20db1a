package io.naru.client.transfer;

import io.naru.common.message.UserName;
import java.util.Optional;

/** Says with whom files may be exchanged; on the agent's thread. */
@FunctionalInterface
public interface PeerGate {
    /** With everybody. */
    PeerGate OPEN = user -> Optional.empty();

    /** Why no files may go to or come from somebody, and what to do about it; empty if they may. */
    Optional<String> obstacle(UserName user);
}
