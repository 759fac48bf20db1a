package io.naru.relay.ctl;

import java.util.List;
import java.util.Objects;

/**
 * What a relay is.
 *
 * @param version of the program
 * @param name what it calls itself
 * @param fingerprint of the key that clients know it by
 * @param addresses where it listens
 */
public record RelayFacts(String version, String name, String fingerprint, List<String> addresses) {
    public RelayFacts {
        Objects.requireNonNull(version);
        Objects.requireNonNull(name);
        Objects.requireNonNull(fingerprint);
        addresses = List.copyOf(addresses);
    }
}
