package io.naru.client.state;

import io.naru.common.message.Role;
import io.naru.common.text.SafeText;
import io.naru.common.wire.Limits;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How the connection to the relay stands.
 *
 * @param phase where it stands
 * @param relay {@code host:port} as the person wrote it; empty before the first attempt
 * @param relayName what the relay calls itself; may be empty
 * @param me this user, from the first login on
 * @param role what this user may do
 * @param isEncrypted whether the link is
 * @param isLocal whether the relay is on this machine, so that nobody else sees an unencrypted link
 * @param chatTextOctets the longest text of a message that the relay takes
 * @param lag how long the last PING took
 * @param attempt which attempt this is, from 1
 * @param sentence why there is no link; may be empty
 * @param retryAtNanos when the next attempt is made, by {@link Moment#nanos()}; while {@link Phase#WAITING}
 */
public record Link(
        Phase phase,
        SafeText relay,
        SafeText relayName,
        Optional<Person> me,
        Role role,
        boolean isEncrypted,
        boolean isLocal,
        int chatTextOctets,
        Optional<Duration> lag,
        int attempt,
        SafeText sentence,
        long retryAtNanos) {
    /** Where the link stands. */
    public enum Phase {
        /** The program starts. */
        STARTING,
        /** A connection is being made. */
        CONNECTING,
        /** Logged in. */
        UP,
        /** Lost; the next attempt comes after a pause. */
        WAITING,
        /** Gone for good. */
        ENDED
    }

    /** Before anything happened. */
    public static final Link STARTING = new Link(
            Phase.STARTING,
            SafeText.of(""),
            SafeText.of(""),
            Optional.empty(),
            Role.MEMBER,
            false,
            false,
            Limits.DEFAULT.chatTextOctets(),
            Optional.empty(),
            0,
            SafeText.of(""),
            0);

    public Link {
        Objects.requireNonNull(phase);
        Objects.requireNonNull(relay);
        Objects.requireNonNull(relayName);
        Objects.requireNonNull(me);
        Objects.requireNonNull(role);
        Objects.requireNonNull(lag);
        Objects.requireNonNull(sentence);
    }

    /** Whether messages can be sent. */
    public boolean isUp() {
        return phase == Phase.UP;
    }

    /** Whether others can read along. */
    public boolean isExposed() {
        return !isEncrypted && !isLocal;
    }

    /** The same, with another role of this user. */
    public Link withRole(Role newRole) {
        return new Link(
                phase,
                relay,
                relayName,
                me,
                newRole,
                isEncrypted,
                isLocal,
                chatTextOctets,
                lag,
                attempt,
                sentence,
                retryAtNanos);
    }

    /** How long until the next attempt; zero when it's due or none will be made. */
    public Duration retryIn(Moment now) {
        long nanos = phase == Phase.WAITING ? Math.max(0, retryAtNanos - now.nanos()) : 0;
        return Duration.ofNanos(nanos);
    }

    /** A connection is being made. */
    public Link connecting(SafeText newRelay, int newAttempt) {
        return new Link(
                Phase.CONNECTING,
                newRelay,
                relayName,
                me,
                role,
                isEncrypted,
                isLocal,
                chatTextOctets,
                Optional.empty(),
                newAttempt,
                sentence,
                0);
    }

    /** The last PING took so long. */
    public Link withLag(Duration newLag) {
        return new Link(
                phase,
                relay,
                relayName,
                me,
                role,
                isEncrypted,
                isLocal,
                chatTextOctets,
                Optional.of(newLag),
                attempt,
                sentence,
                retryAtNanos);
    }

    /** It's gone; the next attempt is made then. */
    public Link lost(SafeText newSentence, long newRetryAtNanos) {
        return without(Phase.WAITING, newSentence, newRetryAtNanos);
    }

    /** It's gone for good. */
    public Link ended(SafeText newSentence) {
        return without(Phase.ENDED, newSentence, 0);
    }

    private Link without(Phase newPhase, SafeText newSentence, long newRetryAtNanos) {
        return new Link(
                newPhase,
                relay,
                relayName,
                me,
                role,
                isEncrypted,
                isLocal,
                chatTextOctets,
                Optional.empty(),
                attempt,
                newSentence,
                newRetryAtNanos);
    }
}
