package io.naru.client.cli;

import io.naru.client.app.Demo;
import io.naru.client.app.DemoCompany;
import io.naru.client.app.Folders;
import io.naru.client.app.ScreenClient;
import io.naru.common.file.AtomicFiles;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.file.PathUtils;

/**
 * What the launcher runs once, in the background, to have the loaded classes archived for the starts that follow: all
 * of the program, from the command line to the goodbye, at the demo's relay and on a terminal that isn't there.
 *
 * <p>Threading: the main thread.
 */
final class Training {
    /** Set by the launcher for such a run. */
    static final String PROPERTY = "naru.train";

    private static final UserName USER = UserName.of("trainee");

    private static final List<Typist.Step> STEPS = List.of(
            new Typist.Step("Connected", "hello\r"),
            new Typist.Step("real:", "/file ls bob\r"),
            new Typist.Step("test.txt", "/file dn bob test.txt\r"),
            new Typist.Step("test.txt", "\033OP"),
            new Typist.Step("F1", "\033OP/quit\r"));

    private Training() {}

    /**
     * Runs it all and returns.
     *
     * @return the texts that didn't come up on the screen, for want of which less was trained
     */
    static List<String> run(Environment environment) throws IOException {
        Path folder = Files.createTempDirectory("naru-train-");
        Typist typist = new Typist(STEPS);
        Environment imagined = imagined(environment, folder, typist);
        try (Demo demo =
                Demo.start(DemoCommand.files(environment), environment.clock(), Clients.engines(environment))) {
            DemoCompany company = demo.company(USER);
            try {
                new ClientProgram(imagined).run(arguments(demo, folder));
            } finally {
                company.close();
            }
        } finally {
            PathUtils.deleteDirectory(folder);
        }
        return typist.waitedInVain();
    }

    private static String[] arguments(Demo demo, Path folder) throws IOException {
        Path password = folder.resolve("password");
        AtomicFiles.write(password, Demo.PASSWORD.getBytes(StandardCharsets.UTF_8));
        return new String[] {
            "--share=" + demo.share(),
            "--downloads=" + folder,
            "--password-file=" + password,
            "--fingerprint=" + demo.fingerprint(),
            USER + "@" + demo.relay()
        };
    }

    private static Environment imagined(Environment environment, Path folder, Typist typist) {
        PrintWriter nobody = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Environment(
                environment.variables(),
                new Folders(folder, folder, folder, folder.resolve("keys")),
                folder,
                USER.toString(),
                Optional.empty(),
                ScreenClient.Terminal.imagined(typist, typist.screen()),
                environment.in(),
                nobody,
                nobody,
                environment.clock(),
                environment.breakdown());
    }
}
