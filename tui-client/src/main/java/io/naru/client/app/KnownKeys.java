package io.naru.client.app;

import io.naru.client.trust.Peers;
import io.naru.client.ways.PeerKeys;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.util.Optional;

/**
 * What lines need to know of the keys of users.
 *
 * <p>Threading: the agent's.
 */
record KnownKeys(Peers peers) implements PeerKeys {
    @Override
    public Optional<String> obstacle(UserName user) {
        return peers.obstacle(user);
    }

    @Override
    public Optional<String> obstacle(UserName user, Fingerprint key) {
        return peers.obstacle(user, key);
    }

    @Override
    public boolean hasKey(UserName user) {
        return peers.hasKey(user);
    }
}
