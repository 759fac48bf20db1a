package io.naru.client.cli;

import io.naru.client.app.Preferences;
import io.naru.client.link.Login;
import io.naru.client.plain.Errand;
import io.naru.client.plain.LogFormat;
import io.naru.client.plain.RoomErrands;
import io.naru.common.message.RoomName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code naru log}: prints what was said in a room.
 *
 * <p>Threading: the main thread.
 */
final class LogCommand implements Callable<Integer> {
    private static final int DIGITS_MAX = 15;

    private final Environment environment;
    private final RoomArgument room = new RoomArgument();
    private final RelayOptions relay = new RelayOptions(1);
    private final SinceOption since = new SinceOption();
    private final PatienceOption patience = new PatienceOption();
    private final OptionSpec limit = Specs.option("--limit", "NUMBER", "No more than so many, the newest ones.");
    private final OptionSpec json = Specs.flag(
            "--json", "A JSON object for each message, a line each: room, seq, time, sender, id, reply_to, text.");
    private final CommandSpec spec = relay.addTo(Specs.command(
                            "log",
                            "Print what was said in a room, oldest first. Needs no terminal when this computer's key"
                                    + " opens the account (naru keys add).",
                            this)
                    .addPositional(room.spec()))
            .addOption(since.spec())
            .addOption(limit)
            .addOption(json)
            .addOption(patience.spec());

    LogCommand(Environment environment) {
        this.environment = environment;
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine command = spec.commandLine();
        RoomName typed = room.typed(command);
        ZoneId zone = ZoneId.systemDefault();
        Optional<Instant> from = since.typed(command, environment.clock().now(), zone);
        OptionalLong most = limit(command);
        Duration span = patience.typed(command);
        Preferences preferences = Preferences.read(environment.folders().settingsFile());
        Login login = relay.login(environment, command, preferences);
        LogFormat format =
                Specs.isGiven(json) ? LogFormat.json(environment.out()) : LogFormat.forPeople(environment.out(), zone);
        Errand errand = new Errand(Clients.errandEngines(environment), Clients.questions(environment));
        new RoomErrands(errand, login, typed, span).log(from, most, format);
        return 0;
    }

    private OptionalLong limit(CommandLine command) {
        Optional<String> written = Specs.text(limit);
        if (written.isEmpty()) {
            return OptionalLong.empty();
        }
        String digits = written.get();
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= DIGITS_MAX
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber) {
            throw new ParameterException(command, "With --limit comes a number of messages.");
        }
        return OptionalLong.of(Long.parseLong(digits));
    }
}
