package io.naru.client.cli;

import io.naru.client.app.Demo;
import io.naru.client.bench.OrderBench;
import io.naru.client.bench.TransferBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code naru bench transfer}: how fast this machine exchanges files.
 *
 * <p>Threading: the main thread.
 */
final class BenchCommand implements Callable<Integer> {
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Environment environment;
    private final OptionSpec size = OptionSpec.builder("--size")
            .paramLabel("OCTETS")
            .type(String.class)
            .defaultValue("1g")
            .description("The size of the large file, with k, m or g behind it (1g).")
            .build();
    private final OptionSpec files = OptionSpec.builder("--files")
            .paramLabel("COUNT")
            .type(int.class)
            .defaultValue("10000")
            .description("How many small files (10000).")
            .build();
    private final OptionSpec folder = OptionSpec.builder("--folder")
            .paramLabel("FOLDER")
            .type(Path.class)
            .description("Where; a folder in memory unless told otherwise.")
            .build();
    private final CommandSpec transfer = Specs.command(
                    "transfer", "Exchange files with itself, beside scp and rsync, and print what that takes.", this)
            .addOption(size)
            .addOption(files)
            .addOption(folder);

    BenchCommand(Environment environment) {
        this.environment = environment;
    }

    CommandSpec spec() {
        CommandSpec bench = Specs.command("bench", "Measure this program.", (Callable<Integer>) this::which);
        bench.usageMessage().hidden(true);
        return bench.addSubcommand("transfer", transfer);
    }

    private int which() {
        throw new ParameterException(transfer.parent().commandLine(), "Say what to measure: naru bench transfer");
    }

    @Override
    public Integer call() throws IOException {
        Path parent = folder.getValue();
        if (parent == null) {
            parent = Files.isDirectory(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        }
        long octets = octets(size.getValue());
        int count = files.getValue();
        Path made = Files.createTempDirectory(parent, "naru-bench");
        new TransferBench(made, octets, count, environment.clock(), environment.out()).run();
        environment.out().println();
        try (Demo demo =
                Demo.start(DemoCommand.files(environment), environment.clock(), Clients.engines(environment))) {
            new OrderBench(demo, environment.clock(), environment.out()).run();
        }
        return 0;
    }

    private long octets(String written) {
        String text = written.toLowerCase(Locale.ROOT);
        int unit = text.isEmpty() ? -1 : "kmg".indexOf(text.charAt(text.length() - 1));
        String digits = unit < 0 ? text : text.substring(0, text.length() - 1);
        if (!digits.matches("[0-9]{1,9}")) {
            throw new ParameterException(transfer.commandLine(), "A size is a number with k, m or g behind it");
        }
        return Long.parseLong(digits) << (unit < 0 ? 0 : 10 * (unit + 1));
    }
}
