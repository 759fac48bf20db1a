package io.naru.client.cli;

import io.naru.client.app.Engine;
import io.naru.client.app.Rehearsal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * What the launcher runs once, in the background, to have the loaded classes archived for the starts that follow: the
 * command line, a first frame, an engine.
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
                environment.variables(),
                environment.folders(),
                environment.workingFolder(),
                environment.systemUser(),
                environment.prompt(),
                environment.in(),
                nobody,
                nobody,
                environment.clock());
        new ClientProgram(silent).run("connect", "--theme=dark", "--help");
        Rehearsal.run();
        Engine engine = Clients.engines().apply(event -> {});
        engine.close(false).join();
    }
}
