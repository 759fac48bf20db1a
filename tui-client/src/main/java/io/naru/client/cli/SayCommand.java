package io.naru.client.cli;

import io.naru.client.app.Preferences;
import io.naru.client.link.Login;
import io.naru.client.plain.Errand;
import io.naru.client.plain.RoomErrands;
import io.naru.common.message.RoomName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code naru say}: says what standard input holds, and is silent when that went well.
 *
 * <p>Threading: the main thread.
 */
final class SayCommand implements Callable<Integer> {
    /** More than any relay takes as one message. */
    private static final int INPUT_OCTETS_MAX = 1 << 20;

    private final Environment environment;
    private final RoomArgument room = new RoomArgument();
    private final RelayOptions relay = new RelayOptions(1);
    private final PatienceOption patience = new PatienceOption();
    private final OptionSpec lines =
            Specs.flag("--lines", "Say each line as a message of its own, as soon as it comes.");
    private final CommandSpec spec = relay.addTo(Specs.command(
                            "say",
                            "Say what standard input holds, as one message, and wait until the relay has it for good."
                                    + " Says nothing when there is nothing. Needs no terminal when this computer's key"
                                    + " opens the account (naru keys add).",
                            this)
                    .addPositional(room.spec()))
            .addOption(lines)
            .addOption(patience.spec());

    SayCommand(Environment environment) {
        this.environment = environment;
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine command = spec.commandLine();
        RoomName typed = room.typed(command);
        Duration span = patience.typed(command);
        Preferences preferences = Preferences.read(environment.folders().settingsFile());
        Login login = relay.login(environment, command, preferences);
        Errand errand = new Errand(Clients.errandEngines(environment), Clients.questions(environment));
        RoomErrands errands = new RoomErrands(errand, login, typed, span);
        Consumer<String> complaints = sentence -> environment.err().println("naru: " + sentence);
        boolean isSaid = Specs.isGiven(lines)
                ? errands.sayLines(environment.in(), complaints)
                : errands.say(input(), complaints);
        return isSaid ? 0 : ClientProgram.FAILURE;
    }

    /** All of standard input; the ends of its last lines are no part of a message. */
    private String input() throws IOException {
        byte[] octets = environment.in().readNBytes(INPUT_OCTETS_MAX + 1);
        if (octets.length > INPUT_OCTETS_MAX) {
            throw new CommandException(
                    "Standard input holds far more than one message. With --lines each line is one.");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString()
                    .replace("\r\n", "\n");
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == '\n') {
                end--;
            }
            return text.substring(0, end);
        } catch (CharacterCodingException e) {
            throw new CommandException("Standard input isn't UTF-8 text.", e);
        }
    }
}
