package io.naru.client.cli;

import io.naru.client.agent.Breakdown;
import io.naru.client.app.Folders;
import io.naru.client.app.ScreenClient;
import io.naru.common.time.Clock;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the commands have of the world around them, so that tests can put something else there.
 *
 * @param variables of the process
 * @param folders of the user
 * @param workingFolder what relative paths count from
 * @param systemUser the name of the user on this machine
 * @param prompt asks on the terminal; empty where input or output isn't a terminal
 * @param terminal opens the terminal for the screen
 * @param in standard input
 * @param out for what was asked for; flushed at each line
 * @param err for what went wrong; flushed at each line
 * @param clock of this machine
 * @param breakdown what is done when a thread ends by a fault
 */
record Environment(
        Map<String, String> variables,
        Folders folders,
        Path workingFolder,
        String systemUser,
        Optional<Prompt> prompt,
        ScreenClient.Terminal terminal,
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        Clock clock,
        Breakdown breakdown) {
    /** Asks on the terminal. */
    interface Prompt {
        /** What was typed without being shown, or null at the end of input; the caller wipes it. */
        char[] secret(String question);

        /** What was typed, or null at the end of input. */
        String line(String question);
    }
}
