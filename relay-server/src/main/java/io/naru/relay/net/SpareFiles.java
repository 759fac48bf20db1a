package io.naru.relay.net;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Open files held in reserve. At the limit of open files they are given up, so that the rest of the program, which has
 * a database and loads classes, doesn't fail because connections took the last one.
 *
 * <p>Threading: confined to the loop.
 */
final class SpareFiles implements AutoCloseable {
    private static final int COUNT = 8;
    private static final Logger LOGGER = System.getLogger(SpareFiles.class.getName());

    private final List<SocketChannel> held = new ArrayList<>();

    /** Takes the reserve, as far as it isn't held already; false, and holding nothing, where there isn't so much. */
    boolean acquire() {
        try {
            while (held.size() < COUNT) {
                held.add(SocketChannel.open());
            }
            return true;
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "The reserve of open files can''t be had yet: {0}", e.getMessage());
            close();
            return false;
        }
    }

    /** Gives the reserve up. */
    @Override
    public void close() {
        for (SocketChannel channel : held) {
            try {
                channel.close();
            } catch (IOException e) {
                LOGGER.log(Level.DEBUG, "Closing a spare file failed", e);
            }
        }
        held.clear();
    }
}
