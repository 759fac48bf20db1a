package io.naru.client.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code naru} itself, which is {@code naru connect}.
 *
 * <p>Threading: the main thread.
 */
final class NaruCommand implements Callable<Integer> {
    private final Environment environment;
    private final ConnectOptions options = new ConnectOptions();
    private final OptionSpec debug =
            Specs.flagOfAll("--debug", "Write debug lines and the details of faults to the log.");
    private final CommandSpec spec = options.addTo(
                    Specs.command("naru", "Chat and exchange files with the people on this relay.", this))
            .addOption(debug)
            .addOption(Specs.help())
            .addOption(Specs.version());

    NaruCommand(Environment environment) {
        this.environment = environment;
        spec.addSubcommand("connect", new ConnectCommand(environment).spec());
        spec.addSubcommand("chat", new ChatCommand(environment).spec());
        spec.addSubcommand("log", new LogCommand(environment).spec());
        spec.addSubcommand("say", new SayCommand(environment).spec());
        spec.addSubcommand("who", new WhoCommand(environment).spec());
        spec.addSubcommand("ls", new LsCommand(environment).spec());
        spec.addSubcommand("find", new FindCommand(environment).spec());
        spec.addSubcommand("get", new GetCommand(environment).spec());
        spec.addSubcommand("put", new PutCommand(environment).spec());
        spec.addSubcommand("share", new ShareCommand(environment).spec());
        spec.addSubcommand("queue", new QueueCommand(environment).spec());
        spec.addSubcommand("join", new JoinCommand(environment).spec());
        spec.addSubcommand("keys", new KeysCommand(environment).spec());
        spec.addSubcommand("identity", new IdentityCommand(environment).spec());
        spec.addSubcommand("bench", new BenchCommand(environment).spec());
        spec.addSubcommand("demo", new DemoCommand(environment).spec());
    }

    CommandSpec spec() {
        return spec;
    }

    boolean isDebug() {
        return Specs.isGiven(debug);
    }

    @Override
    public Integer call() throws IOException {
        return new Launch(environment, spec.commandLine(), options).screenOrPlain();
    }
}
