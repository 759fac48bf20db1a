package io.naru.client.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.testkit.PtyProgram;
import io.naru.client.testkit.VtScreen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Somebody at a terminal, who started {@code naru} from a shell and looks at the screen. When naru ends, the shell
 * tells its status and how the terminal was left.
 *
 * <p>Threading: the test's thread.
 */
final class ScreenUser implements AutoCloseable {
    private static final String SHELL = "stty -g > before; \"$@\"; status=$?; stty -g > after; echo \"shell again:"
            + " status $status\"; exit $status";

    private final Household household;
    private final PtyProgram terminal;

    private ScreenUser(Household household, PtyProgram terminal) {
        this.household = household;
        this.terminal = terminal;
    }

    /** Starts naru with these arguments. */
    static ScreenUser start(Household household, int columns, int rows, String... arguments) throws IOException {
        return start(household, columns, rows, Map.of(), arguments);
    }

    /** The same with changes to the environment. */
    static ScreenUser start(
            Household household, int columns, int rows, Map<String, String> changes, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "sh", Household.NARU.toString()));
        command.addAll(List.of(arguments));
        Map<String, String> variables = new HashMap<>(household.variables());
        variables.putAll(changes);
        return new ScreenUser(household, PtyProgram.start(columns, rows, household.home(), variables, command));
    }

    /** Starts naru with the relay's fingerprint and a password file, and waits until the relay has let the user in. */
    static ScreenUser logIn(
            Household household, int columns, int rows, RunningRelay relay, String name, String... options)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--fingerprint", relay.fingerprint()));
        arguments.addAll(
                List.of("--password-file", household.secret("secret of " + name).toString()));
        arguments.add(name + "@" + relay.address());
        ScreenUser user = start(household, columns, rows, arguments.toArray(String[]::new));
        user.see("Connected to " + relay.address());
        return user;
    }

    /** Types the text; {@code "\r"} is Enter. */
    void type(String text) throws IOException {
        terminal.type(text);
    }

    /** Types a line and Enter. */
    void say(String line) throws IOException {
        terminal.type(line + "\r");
    }

    /** Waits until the text is on the screen. */
    void see(String text) throws InterruptedException {
        terminal.waitForScreen(text);
    }

    /** Waits until the screen is as wanted. */
    void seeThat(String what, Predicate<VtScreen> condition) throws InterruptedException {
        terminal.waitUntil(what, condition);
    }

    /** Waits until a line of the screen holds all these texts, in their order. */
    void seeLine(String... parts) throws InterruptedException {
        terminal.waitUntil(
                "a line with " + List.of(parts),
                screen -> screen.lines().stream().anyMatch(line -> holds(line, parts)));
    }

    private static boolean holds(String line, String... parts) {
        int from = 0;
        for (String part : parts) {
            int at = line.indexOf(part, from);
            if (at < 0) {
                return false;
            }
            from = at + part.length();
        }
        return true;
    }

    /** Gives the terminal another size. */
    void resize(int columns, int rows) {
        terminal.resize(columns, rows);
    }

    /** What is shown now. */
    VtScreen screen() {
        return terminal.screen();
    }

    /** The JVM behind the launcher. */
    ProcessHandle jvm() {
        return ProcessHandle.of(terminal.pid())
                .orElseThrow()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow();
    }

    /** Ends the terminal's session, as an ssh connection does that breaks; gives naru's process. */
    ProcessHandle hangUp() {
        ProcessHandle naru = jvm();
        assertThat(ProcessHandle.of(terminal.pid()).orElseThrow().destroyForcibly())
                .isTrue();
        return naru;
    }

    /** Waits for the end of naru, whose status and whose terminal must be these. */
    void seeEnd(int status) throws IOException, InterruptedException {
        assertThat(terminal.waitForExit()).as(screen().text()).isEqualTo(status);
        assertThat(screen().text())
                .contains("shell again: status " + status)
                .doesNotContain("Exception")
                .doesNotContain("at io.naru");
        assertThat(screen().isAlternate()).as("on the alternate screen").isFalse();
        assertThat(screen().isModeOn(2004)).as("bracketed paste").isFalse();
        assertThat(screen().isCursorVisible()).as("cursor visible").isTrue();
        assertThat(file("after")).isEqualTo(file("before"));
    }

    private String file(String name) throws IOException {
        return Files.readString(household.home().resolve(name));
    }

    /** A file in the user's downloads. */
    Path download(String name) {
        return household.downloads().resolve(name);
    }

    /** Kills what is still there. */
    @Override
    public void close() {
        ProcessHandle.of(terminal.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .forEach(ProcessHandle::destroyForcibly);
        terminal.close();
    }
}
