package io.naru.relay.hub;

import io.naru.common.message.RelayMessage;
import io.naru.common.wire.Level;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * A message for more than one user: what it is in octets is found out at most once for each level, however many get it
 * now or later.
 *
 * <p>Threading: confined to the relay's loop.
 */
public final class Outgoing {
    private final RelayMessage message;
    private byte[] baseOctets;
    private byte[] extendedOctets;

    /** A message that nobody has got yet. */
    public Outgoing(RelayMessage message) {
        this.message = Objects.requireNonNull(message);
    }

    /** What it says. */
    public RelayMessage message() {
        return message;
    }

    /**
     * Its octets for one level.
     *
     * @param encoder asked if nobody has asked for that level before
     * @return not to be changed
     */
    public byte[] octets(Level level, BiFunction<RelayMessage, Level, byte[]> encoder) {
        if (level == Level.EXTENDED) {
            extendedOctets = extendedOctets == null ? encoder.apply(message, level) : extendedOctets;
            return extendedOctets;
        }
        baseOctets = baseOctets == null ? encoder.apply(message, level) : baseOctets;
        return baseOctets;
    }
}
