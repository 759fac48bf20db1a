package io.naru.client.terminal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/**
 * Reads the terminal and passes on keys and pastes until it ends. An end is told once; after it nothing is read, since
 * a terminal that is gone answers every read at once.
 *
 * <p>Threading: {@link #run} belongs to one thread, on which the consumer is called.
 */
final class TerminalReader implements Runnable {
    private static final Logger LOG = System.getLogger(TerminalReader.class.getName());
    private static final int BUFFER_OCTETS = 4096;

    private final TimedInput input;
    private final Consumer<TerminalInput> consumer;
    private final KeyDecoder decoder;

    TerminalReader(TimedInput input, Consumer<TerminalInput> consumer) {
        this.input = input;
        this.consumer = consumer;
        this.decoder = new KeyDecoder(consumer);
    }

    @Override
    public void run() {
        byte[] octets = new byte[BUFFER_OCTETS];
        try {
            while (true) {
                int count = input.read(octets, decoder.patienceNanos());
                if (count == TimedInput.END) {
                    break;
                }
                if (count == TimedInput.SILENCE) {
                    decoder.onSilence();
                } else {
                    decoder.onOctets(octets, 0, count);
                }
            }
        } catch (IOException e) {
            // What a read of a terminal gives whose other side hung up.
            LOG.log(Level.INFO, "The terminal can''t be read any more: {0}", e.getMessage());
        }
        consumer.accept(new TerminalInput.EndOfInput());
    }
}
