package io.naru.common.message;

import io.naru.common.wire.Frame;
import io.naru.common.wire.Level;
import io.naru.common.wire.ProtocolException;
import java.util.Optional;

/**
 * Every parser of this module that meets the network.
 *
 * <table>
 * <caption>Fuzz targets</caption>
 * <tr><th>target</th><th>who can send to it</th><th>what must hold, whatever comes</th></tr>
 * <tr><td>{@link #CLIENT_BASE}</td><td>anybody who reaches the relay's port, before login</td>
 *     <td rowspan="5">frames or one ProtocolException, never more held than the limit, the same frames for any cut;
 *     of each frame a message, nothing, or a ProtocolException; a message reads back from its own octets as itself;
 *     no log line with controls</td></tr>
 * <tr><td>{@link #CLIENT_EXTENDED}</td><td>the same, after a HELLO</td></tr>
 * <tr><td>{@link #RELAY}</td><td>the relay that a user chose</td></tr>
 * <tr><td>{@link #FILE}</td><td>any user of the relay</td></tr>
 * <tr><td>{@link #PEER}</td><td>anybody who reaches the port of an upload</td></tr>
 * </table>
 *
 * <p>The corpus of a target is the resource {@code fuzz/NAME.hex}; the input of each bug that is found is added to it.
 */
enum FuzzTarget {
    /** Octets of a client that said no HELLO. */
    CLIENT_BASE {
        @Override
        Optional<byte[]> rewritten(Frame frame) throws ProtocolException {
            return MessageReader.client(frame, Level.BASE).map(MessageWriter::octets);
        }

        @Override
        byte[] valid(RandomMessages messages) {
            return MessageWriter.octets(messages.client());
        }
    },
    /** Octets of a client that said HELLO. */
    CLIENT_EXTENDED {
        @Override
        Optional<byte[]> rewritten(Frame frame) throws ProtocolException {
            return MessageReader.client(frame, Level.EXTENDED).map(MessageWriter::octets);
        }

        @Override
        byte[] valid(RandomMessages messages) {
            return MessageWriter.octets(messages.client());
        }
    },
    /** Octets of a relay. */
    RELAY {
        @Override
        Optional<byte[]> rewritten(Frame frame) throws ProtocolException {
            return MessageReader.relay(frame).map(MessageWriter::octets);
        }

        @Override
        byte[] valid(RandomMessages messages) {
            return MessageWriter.octets(messages.relay());
        }
    },
    /** What another user sends about files, as the relay passes it on. */
    FILE {
        @Override
        Optional<byte[]> rewritten(Frame frame) throws ProtocolException {
            if (frame.commandOctet() == Frame.NO_COMMAND) {
                return Optional.empty();
            }
            return MessageReader.file(frame).map(MessageWriter::octets);
        }

        @Override
        byte[] valid(RandomMessages messages) {
            return MessageWriter.octets(messages.file());
        }
    },
    /** The first octets on a data connection. */
    PEER {
        @Override
        Optional<byte[]> rewritten(Frame frame) throws ProtocolException {
            return MessageReader.peer(frame).map(MessageWriter::octets);
        }

        @Override
        byte[] valid(RandomMessages messages) {
            return MessageWriter.octets(messages.peer());
        }
    };

    /** Reads a frame's message and writes it again; empty when the frame has none for this target. */
    abstract Optional<byte[]> rewritten(Frame frame) throws ProtocolException;

    /** A frame that this target takes. */
    abstract byte[] valid(RandomMessages messages);
}
