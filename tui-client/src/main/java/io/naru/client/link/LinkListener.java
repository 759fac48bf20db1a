package io.naru.client.link;

import io.naru.client.event.PeerTrust;
import io.naru.common.message.FileMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomNews;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.net.InetAddress;
import java.util.Optional;

/** What chat, share, transfers and trust hear of the link, beside the events; on the agent's thread. */
public interface LinkListener {
    /**
     * The two ends of a link.
     *
     * @param me who is logged in
     * @param local this machine's address on the connection
     * @param relay the relay's
     * @param relayPort the port that the relay listens on
     * @param ownKey the key that this install has shown, if the link is encrypted
     * @param relayKey the key that the relay has proven
     * @param relayName {@code host:port} as the user wrote it
     * @param chatTextOctets the longest text of a chat message that the relay takes
     */
    record Ends(
            UserName me,
            InetAddress local,
            InetAddress relay,
            int relayPort,
            Optional<Fingerprint> ownKey,
            Optional<Fingerprint> relayKey,
            String relayName,
            int chatTextOctets) {}

    /** Logged in. */
    void onUp(Ends ends);

    /** The link is gone, for now or for good. */
    void onDown();

    /** Somebody's message about files. */
    void onFile(FileMessage message);

    /** Somebody said something, now or before. */
    void onChat(RelayMessage.Chat chat);

    /** The relay tells of rooms. */
    void onRoom(RoomNews news);

    /** All that the relay says by itself behind a login has been said. */
    void onSnapshotEnd();

    /** The relay refused something that carries an id. */
    void onRefused(String id, ErrorCode code, String text);

    /**
     * Somebody came, changed or went.
     *
     * @param key of the user's connection
     * @return what is known of it
     */
    PeerTrust onPresence(UserName user, PresenceState state, Optional<Fingerprint> key);
}
