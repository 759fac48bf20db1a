package io.naru.common.wire;

import java.util.Objects;

/** The peer broke the protocol. Ends that one session; the message is a sentence that may be sent to the peer. */
public final class ProtocolException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * A fault of the peer.
     *
     * @param code what kind of fault
     * @param sentence what was wrong, without anything secret or copied from the peer's octets
     */
    public ProtocolException(ErrorCode code, String sentence) {
        super(Objects.requireNonNull(sentence));
        this.code = Objects.requireNonNull(code);
    }

    /** What kind of fault it was. */
    public ErrorCode code() {
        return code;
    }
}
