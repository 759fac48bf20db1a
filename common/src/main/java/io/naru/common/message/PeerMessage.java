package io.naru.common.message;

import java.util.Objects;

/**
 * What two clients tell each other on the data connection between them (PROTOCOL.md, section 7); {@link Handler} is
 * the whole catalogue.
 */
public sealed interface PeerMessage {
    /** Calls the handler's method for this message. */
    void accept(Handler handler);

    /** One method for each message, so that a new one doesn't compile until all who handle messages decide. */
    interface Handler {
        void onOpen(Open open);
    }

    /**
     * {@code token}: the requester's first and only frame; the octets of the file follow from the owner.
     *
     * @param token from the owner's DN_ACK
     */
    record Open(TransferToken token) implements PeerMessage {
        public Open {
            Objects.requireNonNull(token);
        }

        @Override
        public void accept(Handler handler) {
            handler.onOpen(this);
        }
    }
}
