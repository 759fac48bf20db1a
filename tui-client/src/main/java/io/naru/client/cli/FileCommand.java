package io.naru.client.cli;

import io.naru.client.app.Engine;
import io.naru.client.app.EngineSettings;
import io.naru.client.app.Preferences;
import io.naru.client.link.Login;
import io.naru.client.plain.Errand;
import io.naru.client.plain.EscapedName;
import io.naru.client.plain.FileErrands;
import io.naru.client.plain.FileFormat;
import io.naru.client.plain.Outcome;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.UserName;
import io.naru.common.process.Signals;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * What the commands about files have in common: the relay by {@code --relay}, {@code --json}, {@code --timeout}, places
 * as {@code USER:PATH}.
 *
 * <p>Threading: the main thread.
 */
final class FileCommand {
    /** Said under each of them. */
    static final String STATUSES =
            "Exit status: 0 all done; 1 it failed; 2 the command line is wrong; 3 refused; 4 no such"
                    + " user or file; 5 only some of it was done; 130 ended by Ctrl+C.";

    private static final int NARROW_COLUMNS = 80;
    /** What ends a program in order, and the numbers of that. */
    private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);
    /** What is added to a signal's number for an exit status. */
    private static final int SIGNALLED = 128;

    private final Environment environment;
    private final RelayOptions relay = new RelayOptions();
    private final PatienceOption patience = new PatienceOption();
    private final OptionSpec json = Specs.flag("--json", "A JSON object a line.");

    FileCommand(Environment environment) {
        this.environment = environment;
    }

    /** Gives a command these options. */
    CommandSpec addTo(CommandSpec command) {
        command.usageMessage().footer(STATUSES);
        return relay.addTo(command).addOption(json).addOption(patience.spec());
    }

    /** Errands whose engine keeps nothing, and to which nobody comes for files. */
    FileErrands errands(CommandLine command) throws IOException {
        return errands(command, settings(), preferences());
    }

    /** Errands with an engine of these settings that is reached at the port that the user has set. */
    FileErrands errands(CommandLine command, EngineSettings settings) throws IOException {
        Preferences preferences = preferences();
        return errands(command, settings.withDataPort(preferences.dataPort()), preferences);
    }

    /** Something to do that may take long. */
    @FunctionalInterface
    interface Job {
        Outcome run(FileErrands errands) throws IOException;
    }

    /**
     * Does something that Ctrl+C or SIGTERM end in order, and at once the second time.
     *
     * @return the exit status
     */
    static int stoppably(FileErrands errands, Job job) throws IOException {
        AtomicInteger caught = new AtomicInteger();
        List<Runnable> handlersBefore = new ArrayList<>();
        SIGNALS.forEach((name, number) -> handlersBefore.add(Signals.handle(name, () -> {
            if (!caught.compareAndSet(0, number)) {
                Runtime.getRuntime().halt(SIGNALLED + number);
            }
            errands.stop();
        })));
        try {
            Outcome outcome = job.run(errands);
            return outcome == Outcome.STOPPED ? SIGNALLED + caught.get() : outcome.status();
        } finally {
            handlersBefore.forEach(Runnable::run);
        }
    }

    private Preferences preferences() throws IOException {
        return Preferences.read(environment.folders().settingsFile());
    }

    private FileErrands errands(CommandLine command, EngineSettings settings, Preferences preferences)
            throws IOException {
        Login login = relay.login(environment, command, preferences);
        Errand errand = new Errand(
                sink -> {
                    Engine engine = Engine.start(settings, sink);
                    preferences.limit(engine);
                    return engine;
                },
                Clients.questions(environment));
        return new FileErrands(errand, login, format(), patience.typed(command));
    }

    /** The settings of an engine that keeps nothing. */
    EngineSettings settings() throws IOException {
        return Clients.errandSettings(environment);
    }

    boolean isJson() {
        return Specs.isGiven(json);
    }

    private FileFormat format() {
        if (isJson()) {
            return FileFormat.json(environment.out(), environment.clock());
        }
        OptionalInt columns = environment.prompt().isPresent() ? OptionalInt.of(columns()) : OptionalInt.empty();
        return FileFormat.forPeople(
                environment.out(), environment.err(), columns, ZoneId.systemDefault(), environment.clock());
    }

    /** Of the terminal, as shells tell it. */
    private int columns() {
        String told = environment.variables().getOrDefault("COLUMNS", "");
        return told.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(told) : NARROW_COLUMNS;
    }

    /** A place that was typed as {@code USER:PATH} or {@code USER}. */
    static FileErrands.Place place(CommandLine command, String typed) {
        int colon = typed.indexOf(':');
        String path = colon < 0 ? "" : EscapedName.parse(typed.substring(colon + 1));
        while (path.startsWith("/")) {
            path = path.substring(1);
        }
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return new FileErrands.Place(user(command, colon < 0 ? typed : typed.substring(0, colon)), path);
    }

    /** A user that was typed. */
    static UserName user(CommandLine command, String typed) {
        try {
            return UserName.of(typed);
        } catch (InvalidValueException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }
}
