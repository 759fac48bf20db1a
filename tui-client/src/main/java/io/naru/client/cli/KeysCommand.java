package io.naru.client.cli;

import io.naru.client.app.Engine;
import io.naru.client.app.Preferences;
import io.naru.client.event.BoundKey;
import io.naru.client.link.Login;
import io.naru.client.plain.Errand;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.InvalidValueException;
import io.naru.common.text.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code naru keys}: the keys that open an account without a password, without a conversation.
 *
 * <p>Threading: the main thread.
 */
final class KeysCommand implements Callable<Integer> {
    private final Environment environment;
    private final RelayOptions listAt = new RelayOptions(0);
    private final RelayOptions addAt = new RelayOptions(0);
    private final RelayOptions removeAt = new RelayOptions(1);
    private final OptionSpec label = Specs.option("--label", "LABEL", "What you call this computer, for the list.");
    private final PositionalParamSpec removed = Specs.needed(0, "FINGERPRINT", "Of the key, as the list shows it.");
    private final CommandSpec list;
    private final CommandSpec add;
    private final CommandSpec remove;
    private final CommandSpec spec =
            Specs.command("keys", "The keys that open your account on a relay without a password.", this);

    KeysCommand(Environment environment) {
        this.environment = environment;
        list = listAt.addTo(Specs.command("list", "List them.", this::list));
        add = addAt.addTo(Specs.command("add", "Let this computer log in without a password.", this::add))
                .addOption(label);
        remove = removeAt.addTo(Specs.command("remove", "Take a key from your account.", this::remove)
                .addPositional(removed));
        spec.addSubcommand("list", list);
        spec.addSubcommand("add", add);
        spec.addSubcommand("remove", remove);
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to do: naru keys list, add or remove.");
    }

    private int list() throws IOException {
        return run(listAt, list.commandLine(), Engine::listKeys);
    }

    private int add() throws IOException {
        String called = Specs.text(label).orElse("");
        return run(addAt, add.commandLine(), engine -> engine.addKey(called));
    }

    private int remove() throws IOException {
        CommandLine command = remove.commandLine();
        String typed = Specs.text(removed)
                .orElseThrow(() -> new ParameterException(command, "Say which key: its fingerprint, as in the list."));
        try {
            Fingerprint key = Fingerprint.parse(typed);
            return run(removeAt, command, engine -> engine.removeKey(key));
        } catch (InvalidValueException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }

    private int run(RelayOptions options, CommandLine command, Consumer<Engine> question) throws IOException {
        Preferences preferences = Preferences.read(environment.folders().settingsFile());
        Login login = options.login(environment, command, preferences);
        List<BoundKey> keys =
                new Errand(Clients.errandEngines(environment), Clients.questions(environment)).keys(login, question);
        for (BoundKey key : keys) {
            String called = key.label().isEmpty() ? "" : "  " + SafeText.line(key.label());
            environment.out().println(key.fingerprint() + (key.isCurrent() ? "  (this computer)" : "") + called);
        }
        if (keys.isEmpty()) {
            environment.out().println("No key opens this account; it needs the password.");
        }
        return 0;
    }
}
