package io.naru.client.cli;

import io.naru.client.agent.Breakdown;
import io.naru.client.app.Folders;
import io.naru.client.app.ScreenClient;
import io.naru.client.terminal.NoTerminalException;
import io.naru.common.time.Clock;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The program {@code naru}: ties {@link ClientProgram} to this process.
 *
 * <p>Threading: the main thread, which becomes the screen's.
 */
public final class Main {
    private static final String CONSOLE_PROPERTY = "jdk.console";
    /** How long the program may take to end in order after a thread has ended by a fault. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Main() {}

    /** Runs the command that {@code arguments} name, and leaves with its status. */
    public static void main(String[] arguments) throws IOException {
        // From 22 on the JDK may offer a console of its line editor even where there is no terminal.
        System.setProperty(CONSOLE_PROPERTY, "java.base");
        PrintWriter err = writer(FileDescriptor.err);
        Breakdown breakdown = new Breakdown(() -> endAnyway(err));
        Thread.setDefaultUncaughtExceptionHandler(breakdown);
        WarmUp.begin();
        Environment environment = new Environment(
                System.getenv(),
                Folders.of(System.getenv(), System.getProperty("user.home")),
                Path.of("").toAbsolutePath(),
                System.getProperty("user.name"),
                prompt(),
                terminal(),
                System.in,
                writer(FileDescriptor.out),
                err,
                Clock.system(),
                breakdown);
        if (Boolean.getBoolean(Training.PROPERTY)) {
            Training.run(environment);
            System.exit(0);
        }
        System.exit(new ClientProgram(environment).run(arguments));
    }

    /** Waits on the thread that has ended by a fault for the program to end in order. */
    private static void endAnyway(PrintWriter err) {
        try {
            new CountDownLatch(1).await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        err.println("naru: " + Breakdown.SENTENCE);
        System.exit(ClientProgram.FAILURE);
    }

    private static PrintWriter writer(FileDescriptor target) {
        return new PrintWriter(new FileOutputStream(target), true, StandardCharsets.UTF_8);
    }

    /**
     * The terminal, if it's what input and output are. Lines for the plain mode wait in a pipe, or somebody who wants
     * them, and a screen on the terminal behind would miss both.
     */
    private static ScreenClient.Terminal terminal() {
        if (System.console() != null) {
            return ScreenClient.Terminal.own();
        }
        return (environment, theme, consumer) -> {
            throw new NoTerminalException("Standard input or output isn't a terminal, so there can be no full screen.");
        };
    }

    private static Optional<Environment.Prompt> prompt() {
        return Optional.ofNullable(System.console()).map(ConsolePrompt::new);
    }

    private record ConsolePrompt(Console console) implements Environment.Prompt {
        @Override
        public char[] secret(String question) {
            return console.readPassword("%s", question);
        }

        @Override
        public String line(String question) {
            return console.readLine("%s", question);
        }
    }
}
