package io.naru.client.cli;

import io.naru.client.agent.Breakdown;
import io.naru.client.agent.EngineLog;
import io.naru.client.app.DebugLog;
import io.naru.client.plain.OutcomeException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The commands of {@code naru} and what they have in common: one sentence for whatever goes wrong, and the exit status
 * (0, {@value #FAILURE} for a failure, {@value #USAGE} for a wrong command line; those about files tell more,
 * {@link io.naru.client.plain.Outcome}).
 *
 * <p>Threading: the main thread.
 */
final class ClientProgram {
    static final int FAILURE = 1;
    static final int USAGE = 2;

    private final Environment environment;

    ClientProgram(Environment environment) {
        this.environment = environment;
    }

    /** Runs one command to its end and returns the exit status. Throws nothing that its user could cause. */
    int run(String... arguments) {
        NaruCommand root = new NaruCommand(environment);
        CommandLine commands = new CommandLine(root.spec());
        commands.setOut(environment.out());
        commands.setErr(environment.err());
        commands.setExpandAtFiles(false);
        commands.setExecutionStrategy(parsed -> execute(root, parsed));
        commands.setParameterExceptionHandler((fault, given) -> usage(fault));
        commands.setExecutionExceptionHandler((fault, command, parsed) -> failure(fault, root.isDebug()));
        return commands.execute(arguments);
    }

    private int execute(NaruCommand root, ParseResult parsed) {
        DebugLog log = DebugLog.start(environment.folders(), root.isDebug());
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (Error fault) {
            EngineLog.fault("the command ended by a fault", fault);
            environment.err().println(sentence(Breakdown.SENTENCE));
            return FAILURE;
        } finally {
            log.close();
        }
    }

    private int usage(ParameterException fault) {
        String command = fault.getCommandLine().getCommandSpec().qualifiedName();
        environment.err().println(sentence(fault.getMessage()) + " See: " + command + " --help");
        return USAGE;
    }

    private int failure(Exception fault, boolean isDebug) {
        if (isDebug) {
            System.getLogger(ClientProgram.class.getName()).log(Level.DEBUG, "The command failed", fault);
        }
        if (fault instanceof IOException) {
            environment.err().println(sentence(fault.getMessage()));
        } else {
            String hint = isDebug
                    ? "; the newest log in " + environment.folders().logFile().getParent() + " says more"
                    : "; run it again with --debug to have it written to the log";
            environment.err().println(sentence("This is a fault in the program itself" + hint));
        }
        return fault instanceof OutcomeException known ? known.outcome().status() : FAILURE;
    }

    private static String sentence(String message) {
        boolean isWhole = message.endsWith(".") || message.endsWith("?");
        return "naru: " + message + (isWhole ? "" : ".");
    }
}
