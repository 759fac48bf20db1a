package io.naru.relay.cli;

import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * What the launcher runs once, in the background, to have the loaded classes archived for the starts that follow: the
 * command line and a relay without users.
 *
 * <p>Threading: the main thread.
 */
final class Training {
    /** Set by the launcher for such a run. */
    static final String PROPERTY = "naru.train";

    private Training() {}

    /** Loads it all and returns. */
    static void run(Environment environment) throws IOException {
        PrintWriter nobody = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Environment silent = new Environment(
                environment.passwords(), nobody, nobody, OutputStream.nullOutputStream(), environment.clock());
        new RelayProgram(silent).run("serve", "--help");
        RelayServer.start(RelayConfig.temporary()).close();
    }
}
