package io.naru.relay.cli;

import io.naru.common.message.InvalidValueException;
import io.naru.common.text.SafeText;
import io.naru.relay.ctl.ControlCaller;
import io.naru.relay.ctl.ControlRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code naru-relay ctl}: asks a relay that runs, through the socket in its data folder. The exit status is 0 when it
 * did what it was asked for.
 *
 * <p>Threading: the main thread.
 */
@Command(name = "ctl", description = "Ask a relay that runs, or have it do something.")
final class CtlCommand implements Runnable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String TARGET = "A user, key:FINGERPRINT, or addr:ADDRESS[/BITS].";
    private static final String BACK_IN =
            "When the relay means to be back: 30s, 5m. Clients come back between that and twice that.";
    private static final String SPAN = "For how long: 90s, 10m, 2h, 7d. Without it, for good.";

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            required = true,
            scope = ScopeType.INHERIT,
            description = "The data folder of the relay.")
    private Path data;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the answer as JSON.")
    private boolean isJson;

    CtlCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what the relay is asked for");
    }

    @Command(description = "How the relay is: users, queues, drops, logins, how busy it is.")
    int status() throws IOException {
        return ask("status", Map.of());
    }

    @Command(description = "All connections, with what they have waiting.")
    int who() throws IOException {
        return ask("who", Map.of());
    }

    @Command(description = "What the relay carries between users who don't reach each other.")
    int splices() throws IOException {
        return ask("splices", Map.of());
    }

    @Command(description = "The bans and mutes that hold.")
    int bans() throws IOException {
        return ask("bans", Map.of());
    }

    @Command(description = "End a user's session; the user may come back.")
    int kick(
            @Parameters(paramLabel = "USER") String user,
            @Parameters(paramLabel = "REASON", arity = "0..*") List<String> reason)
            throws IOException {
        return moderate("kick", user, null, reason);
    }

    @Command(description = "Let somebody in no more.")
    int ban(
            @Option(names = "--for", paramLabel = "SPAN", converter = SpanConverter.class, description = SPAN)
                    Duration span,
            @Parameters(paramLabel = "TARGET", description = TARGET) String target,
            @Parameters(paramLabel = "REASON", arity = "0..*") List<String> reason)
            throws IOException {
        return moderate("ban", target, span, reason);
    }

    @Command(description = "Undo a ban.")
    int unban(@Parameters(paramLabel = "TARGET", description = TARGET) String target) throws IOException {
        return moderate("unban", target, null, null);
    }

    @Command(description = "Let a user read, and say nothing.")
    int mute(
            @Option(names = "--for", paramLabel = "SPAN", converter = SpanConverter.class, description = SPAN)
                    Duration span,
            @Parameters(paramLabel = "USER") String user,
            @Parameters(paramLabel = "REASON", arity = "0..*") List<String> reason)
            throws IOException {
        return moderate("mute", user, span, reason);
    }

    @Command(description = "Undo a mute.")
    int unmute(@Parameters(paramLabel = "USER") String user) throws IOException {
        return moderate("unmute", user, null, null);
    }

    @Command(description = "Give a user another role: owner, operator or member.")
    int role(@Parameters(paramLabel = "USER") String user, @Parameters(paramLabel = "ROLE") String role)
            throws IOException {
        return ask("role", Map.of("target", user, "role", role));
    }

    @Command(description = "Say something to everybody, as the relay.")
    int say(@Parameters(paramLabel = "TEXT", arity = "1..*") List<String> text) throws IOException {
        return ask("say", Map.of("text", String.join(" ", text)));
    }

    @Command(description = "Let nobody in any more, and stop the relay when everybody has left.")
    int drain(
            @Option(
                            names = "--after",
                            paramLabel = "SPAN",
                            converter = SpanConverter.class,
                            description = "Stop then, whoever is still there: 90s, 10m, 2h.")
                    Duration span,
            @Option(names = "--back-in", paramLabel = "SPAN", converter = SpanConverter.class, description = BACK_IN)
                    Duration backIn,
            @Parameters(paramLabel = "TEXT", arity = "0..*", description = "What those are told who come meanwhile.")
                    List<String> text)
            throws IOException {
        Map<String, String> arguments = backIn(backIn);
        if (span != null) {
            arguments.put("seconds", Long.toString(span.toSeconds()));
        }
        if (text != null) {
            arguments.put("text", String.join(" ", text));
        }
        return ask("drain", arguments);
    }

    @Command(description = "Undo drain.")
    int undrain() throws IOException {
        return ask("undrain", Map.of());
    }

    @Command(description = "Read the certificate again and open the log anew, as SIGHUP does.")
    int reload() throws IOException {
        return ask("reload", Map.of());
    }

    @Command(description = "Stop the relay, and wait until it has stopped.")
    int stop(
            @Option(names = "--back-in", paramLabel = "SPAN", converter = SpanConverter.class, description = BACK_IN)
                    Duration backIn)
            throws IOException {
        return ask("stop", backIn(backIn));
    }

    private static Map<String, String> backIn(Duration span) {
        Map<String, String> arguments = new LinkedHashMap<>();
        if (span != null) {
            arguments.put("back", Long.toString(span.toSeconds()));
        }
        return arguments;
    }

    private int moderate(String verb, String target, Duration span, List<String> reason) throws IOException {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("target", target);
        if (span != null) {
            arguments.put("seconds", Long.toString(span.toSeconds()));
        }
        if (reason != null) {
            arguments.put("reason", String.join(" ", reason));
        }
        return ask(verb, arguments);
    }

    private int ask(String verb, Map<String, String> arguments) throws IOException {
        ControlCaller.Answer answer = ControlCaller.ask(data, request(verb, arguments), TIMEOUT);
        if (isJson) {
            environment.out().print(answer.document());
            environment.out().flush();
        } else if (answer.isDone()) {
            environment.out().print(SafeText.of(answer.document()).value());
            environment.out().flush();
        } else {
            throw new CommandException(SafeText.line(answer.document().strip()).value());
        }
        return answer.isDone() ? 0 : RelayProgram.FAILURE;
    }

    private ControlRequest request(String verb, Map<String, String> arguments) {
        try {
            ControlRequest request = new ControlRequest(verb, arguments).answeredAs(!isJson);
            if (request.line().length > ControlRequest.MAX_OCTETS) {
                throw new InvalidValueException("That is too long for one request; say it shorter");
            }
            return request;
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
