package io.naru.client.ways;

import io.naru.client.transfer.DialRule;
import io.naru.common.message.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How others reach this program, in sentences.
 *
 * @param told where others are told to come
 * @param port that is listened on
 * @param isLoopbackOnly whether only others on this computer get there
 * @param wantedPort that of {@code data-port}; 0 for none
 * @param otherPortBecause why another one was taken than that, if it was
 * @param welcomed how many came in so far
 */
record OwnSide(
        List<Endpoint> told,
        int port,
        boolean isLoopbackOnly,
        int wantedPort,
        Optional<String> otherPortBecause,
        long welcomed) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        otherPortBecause.ifPresent(why -> lines.add("Port " + wantedPort + " of data-port can't be had: " + why
                + ". Another one is used until the next start."));
        if (isLoopbackOnly) {
            lines.add("Port " + port + " takes others on this computer only, since the relay is on it, too.");
        } else {
            String where = told.stream().map(Endpoint::toString).collect(Collectors.joining(", "));
            lines.add("Others are told to come to " + where + ".");
            lines.add(
                    welcomed > 0
                            ? "Port " + port + " can be reached: " + welcomed + " came in so far."
                            : "Nobody has come in to port " + port + " yet. If nobody can, open it (TCP) in the"
                                    + " firewall, have the router pass it on, or set data-port to a port that is open.");
        }
        if (DialRule.isForServices(port)) {
            lines.add("Who has what you fetch doesn't come back to you: " + forServices(port) + ".");
        }
        return lines;
    }

    /** Why nobody connects back to a port, and what to do. */
    static String forServices(int port) {
        return "port " + port
                + " is one of the system's, below 1024, and nobody connects back to those. Set data-port to"
                + " 1024 or more, here, and start again";
    }
}
