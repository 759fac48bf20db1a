package io.naru.relay.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The program {@code naru-relay}: ties {@link RelayProgram} to this process.
 *
 * <p>Threading: the main thread.
 */
public final class Main {

    private static final String CONSOLE_PROPERTY = "jdk.console";
    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

    private Main() {}

    /** Runs the command that {@code arguments} name, and leaves with its status. */
    public static void main(String[] arguments) throws IOException {
        // From 22 on the JDK may offer a console of its line editor even where there is no terminal.
        System.setProperty(CONSOLE_PROPERTY, "java.base");
        OutputStream log = new FileOutputStream(FileDescriptor.err);
        Environment environment = new Environment(
                new PasswordReader(hiddenInput(), System.in, isTypingShown()),
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                log,
                InstantSource.system());
        if (Boolean.getBoolean(Training.PROPERTY)) {
            Training.run(environment);
            System.exit(0);
        }
        int status = new RelayProgram(environment).run(arguments);
        System.exit(status);
    }

    private static PrintWriter writer(FileDescriptor target) {
        return new PrintWriter(new FileOutputStream(target), true, StandardCharsets.UTF_8);
    }

    private static Optional<PasswordReader.HiddenInput> hiddenInput() {
        Console console = System.console();
        return Optional.ofNullable(console).map(present -> prompt -> present.readPassword("%s", prompt));
    }

    /** Whether standard input is a terminal, so far as the system tells: asked where there is no console. */
    private static boolean isTypingShown() {
        try {
            String target = Files.readSymbolicLink(STANDARD_INPUT).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            // Not a system that says so; then input is taken as it comes.
            return false;
        }
    }
}
