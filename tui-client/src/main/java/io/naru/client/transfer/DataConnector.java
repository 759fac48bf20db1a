package io.naru.client.transfer;

import io.naru.common.message.Endpoint;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;

/** How data connections to base clients are made, on either side. Calls block until they are closed or their time is up. */
public interface DataConnector {
    /** Something that will be a data connection; closing it makes its call fail. Any thread. */
    interface Attempt extends Closeable {
        /**
         * Waits for the connection.
         *
         * @throws IOException if there will be none
         */
        DataConnection await() throws IOException;

        @Override
        void close();
    }

    /** An owner's open door. */
    interface Door extends Attempt {
        /** Where it is. */
        Endpoint endpoint();
    }

    /**
     * Connects to an owner.
     *
     * @param to where; that it may be connected to has been checked
     */
    Attempt connect(Endpoint to);

    /**
     * Opens a door for one connection, the first to come.
     *
     * @param on an address of this machine
     */
    Door open(InetAddress on) throws IOException;
}
