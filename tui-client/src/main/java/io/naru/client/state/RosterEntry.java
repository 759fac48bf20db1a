package io.naru.client.state;

import io.naru.client.event.PeerTrust;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.PresenceState;
import io.naru.common.message.Role;
import io.naru.common.text.SafeText;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Somebody who is online.
 *
 * @param person who
 * @param state {@link PresenceState#ONLINE} or {@link PresenceState#AWAY}
 * @param status why away; may be empty
 * @param sharedFiles how many files are shared, where told
 * @param sharedOctets how large they are together, where told
 * @param since when this user came, where told
 * @param role what this user may do
 * @param fingerprint of the key of this user's connection
 * @param trust what is known of that key
 * @param isMe whether it's this user
 * @param isKnown whether the link stands, so that this is how it is; otherwise how it was
 */
public record RosterEntry(
        Person person,
        PresenceState state,
        SafeText status,
        OptionalLong sharedFiles,
        OptionalLong sharedOctets,
        Optional<Instant> since,
        Role role,
        Optional<Fingerprint> fingerprint,
        PeerTrust trust,
        boolean isMe,
        boolean isKnown) {
    public RosterEntry {
        Objects.requireNonNull(person);
        Objects.requireNonNull(state);
        Objects.requireNonNull(status);
        Objects.requireNonNull(sharedFiles);
        Objects.requireNonNull(sharedOctets);
        Objects.requireNonNull(since);
        Objects.requireNonNull(role);
        Objects.requireNonNull(fingerprint);
        Objects.requireNonNull(trust);
    }

    /** The same, when the link is lost: nobody knows whether it still holds. */
    public RosterEntry unknown() {
        return new RosterEntry(
                person, state, status, sharedFiles, sharedOctets, since, role, fingerprint, trust, isMe, false);
    }

    /** The same, with something else known of the key. */
    public RosterEntry withTrust(PeerTrust newTrust) {
        return new RosterEntry(
                person, state, status, sharedFiles, sharedOctets, since, role, fingerprint, newTrust, isMe, isKnown);
    }
}
