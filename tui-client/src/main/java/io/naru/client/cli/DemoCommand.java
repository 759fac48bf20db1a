package io.naru.client.cli;

import io.naru.client.app.Demo;
import io.naru.client.app.DemoCompany;
import io.naru.client.app.DemoFiles;
import io.naru.client.app.DemoScript;
import io.naru.client.app.Preferences;
import io.naru.client.app.ScreenClient;
import io.naru.client.terminal.NoTerminalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code naru demo}: a relay, two users and some files, to try everything on.
 *
 * <p>Threading: the main thread.
 */
final class DemoCommand implements Callable<Integer> {
    private static final String HOME_PROPERTY = "naru.home";

    private final Environment environment;
    private final OptionSpec script =
            Specs.flag("--script", "No screen: run the main steps, print them, and check that they held.");

    DemoCommand(Environment environment) {
        this.environment = environment;
    }

    CommandSpec spec() {
        String description =
                "Try Naru on a relay of its own with two users in it. Nothing is kept but what you download.";
        return Specs.command("demo", description, this).addOption(script);
    }

    @Override
    public Integer call() throws IOException {
        if (Specs.isGiven(script)) {
            return script();
        }
        try (Demo demo = Demo.start(files(environment), environment.clock(), Clients.engines(environment))) {
            ScreenClient.Start start = start(demo);
            DemoCompany company = demo.company(start.login().user());
            try {
                return Clients.screen(
                                environment, start, demo.engines(start.login().user()))
                        .run();
            } finally {
                company.close();
            }
        } catch (NoTerminalException e) {
            environment.out().println(e.getMessage() + " Running the demo's script instead.");
            return script();
        }
    }

    private int script() throws IOException {
        try (Demo demo = Demo.start(files(environment), environment.clock(), Clients.engines(environment))) {
            return new DemoScript(demo, environment.out()).run() ? 0 : 1;
        }
    }

    private ScreenClient.Start start(Demo demo) throws IOException {
        return new ScreenClient.Start(
                demo.guest(environment.systemUser()),
                Optional.empty(),
                environment.folders().downloads(),
                Preferences.read(environment.folders().settingsFile()),
                environment.folders(),
                environment.workingFolder(),
                environment.variables());
    }

    /** Where the demo's files are. */
    static DemoFiles files(Environment environment) throws IOException {
        return DemoFiles.find(
                Optional.ofNullable(System.getProperty(HOME_PROPERTY)).map(Path::of), environment.workingFolder());
    }
}
