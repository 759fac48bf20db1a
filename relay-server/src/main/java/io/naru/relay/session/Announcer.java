package io.naru.relay.session;

import io.naru.common.message.FileEnvelope;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.Level;
import io.naru.relay.hub.Outgoing;
import io.naru.relay.metrics.Counters;
import io.naru.relay.net.Lane;
import io.naru.relay.net.Span;
import io.naru.relay.net.Transport;
import java.util.function.BiFunction;

/**
 * Puts messages into lanes. A message for many is encoded when the first of each level gets it, and the others of that
 * level get the same octets; it works because a message goes to all of its receivers before the next one begins.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Announcer {
    private final Speech speech = new Speech();
    private final Counters counters;
    private final Lane single;
    private final Broadcasts base;
    private final Broadcasts extended;
    private final BiFunction<RelayMessage, Level, byte[]> encoder = this::encode;

    private static final class Broadcasts {
        private final Lane lane;
        private Outgoing last;
        private Span span;

        private Broadcasts(Lane lane) {
            this.lane = lane;
        }
    }

    Announcer(Transport transport, Counters counters) {
        this.counters = counters;
        this.single = transport.lane();
        this.base = new Broadcasts(transport.lane());
        this.extended = new Broadcasts(transport.lane());
    }

    /** The octets of a message for many, null when clients of that level aren't told. */
    Span broadcast(Outgoing message, Level level) {
        Broadcasts broadcasts = level == Level.EXTENDED ? extended : base;
        if (broadcasts.last != message) {
            byte[] octets = octets(message, level);
            broadcasts.last = message;
            broadcasts.span = octets.length == 0 ? null : broadcasts.lane.append(octets);
        }
        return broadcasts.span;
    }

    /** The octets of a message that others get at other times, null when a client of that level isn't told. */
    Span single(Outgoing message, Level level) {
        byte[] octets = octets(message, level);
        return octets.length == 0 ? null : single.append(octets);
    }

    private byte[] octets(Outgoing message, Level level) {
        return message.octets(level, encoder);
    }

    private byte[] encode(RelayMessage message, Level level) {
        counters.onBroadcastEncoded();
        return speech.octets(message, level);
    }

    /** The octets of a message for one, null when a client of that level isn't told. */
    Span single(RelayMessage message, Level level) {
        byte[] octets = speech.octets(message, level);
        return octets.length == 0 ? null : single.append(octets);
    }

    /** Octets that are no message of ours. */
    Span asIs(byte[] octets) {
        return single.append(octets);
    }

    /** The octets of a FILE frame. */
    Span single(FileEnvelope envelope, Level level) {
        byte[] octets = envelope.octets();
        return single.append(level == Level.EXTENDED ? octets : FrameEncoder.cutToBase(octets));
    }
}
