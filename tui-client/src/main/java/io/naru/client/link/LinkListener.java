package io.naru.client.link;

import io.naru.common.message.FileMessage;
import io.naru.common.message.PresenceState;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.net.InetAddress;

/** What share and transfers hear of the link, beside the events; on the agent's thread. */
public interface LinkListener {
    /**
     * Logged in.
     *
     * @param local this machine's address on the connection
     * @param relay the relay's
     */
    void onUp(UserName me, InetAddress local, InetAddress relay);

    /** The link is gone, for now or for good. */
    void onDown();

    /** Somebody's message about files. */
    void onFile(FileMessage message);

    /** The relay refused something that carries an id and is no chat message. */
    void onRefused(String id, ErrorCode code, String text);

    /** Somebody came, changed or went. */
    void onPresence(UserName user, PresenceState state);
}
