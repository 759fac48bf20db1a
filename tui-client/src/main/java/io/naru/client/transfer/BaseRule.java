package io.naru.client.transfer;

import io.naru.client.event.TransferLimits;
import java.net.InetAddress;
import java.util.Optional;

/**
 * With which base clients files are exchanged: they encrypt nothing, and prove nothing.
 *
 * <p>Threading: stateless.
 */
final class BaseRule {
    private BaseRule() {}

    /** Why not with one at an address, to stand behind the user's name; empty if so. */
    static Optional<String> obstacle(TransferLimits.BasePeers allowed, InetAddress at) {
        return switch (allowed) {
            case ALWAYS -> Optional.empty();
            case LOOPBACK ->
                at.isLoopbackAddress()
                        ? Optional.empty()
                        : Optional.of("'s client encrypts nothing, and isn't on this machine. "
                                + "/set base-peers always allows that.");
            case NEVER -> Optional.of("'s client encrypts nothing. /set base-peers loopback allows that.");
        };
    }
}
