package io.naru.client.link;

import io.naru.client.event.PeerTrust;
import io.naru.common.message.FileMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.PresenceState;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.net.InetAddress;
import java.util.Optional;

/** What share, transfers and trust hear of the link, beside the events; on the agent's thread. */
public interface LinkListener {
    /**
     * The two ends of a link.
     *
     * @param me who is logged in
     * @param local this machine's address on the connection
     * @param relay the relay's
     * @param ownKey the key that this install has shown, if the link is encrypted
     * @param relayKey the key that the relay has proven
     */
    record Ends(
            UserName me,
            InetAddress local,
            InetAddress relay,
            Optional<Fingerprint> ownKey,
            Optional<Fingerprint> relayKey) {}

    /** Logged in. */
    void onUp(Ends ends);

    /** The link is gone, for now or for good. */
    void onDown();

    /** Somebody's message about files. */
    void onFile(FileMessage message);

    /** The relay refused something that carries an id and is no chat message. */
    void onRefused(String id, ErrorCode code, String text);

    /**
     * Somebody came, changed or went.
     *
     * @param key of the user's connection
     * @return what is known of it
     */
    PeerTrust onPresence(UserName user, PresenceState state, Optional<Fingerprint> key);
}
