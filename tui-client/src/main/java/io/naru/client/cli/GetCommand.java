package io.naru.client.cli;

import io.naru.client.app.EngineSettings;
import io.naru.client.app.KeptQueues;
import io.naru.client.plain.FileErrands;
import io.naru.client.plain.Outcome;
import io.naru.common.hash.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.io.file.PathUtils;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code naru get}: downloads files and folders. What it is about is kept while it runs, in a place that follows from
 * what was asked for, so that the same command goes on after it was ended by whatever it was.
 *
 * <p>Threading: the main thread.
 */
final class GetCommand implements Callable<Integer> {
    private static final int NAME_DIGITS = 32;

    private final Environment environment;
    private final FileCommand files;
    private final PositionalParamSpec places =
            Specs.parameters(0, "USER:PATH", "Whose file, and where it is in the share; with -r USER: is all of it.");
    private final OptionSpec into =
            Specs.option("-o", "FOLDER", "Where to put them; the working folder if nothing is said.");
    private final OptionSpec recursive = Specs.flag("-r", "Get folders, too, with all that is in them.");
    private final CommandSpec spec;

    GetCommand(Environment environment) {
        this.environment = environment;
        this.files = new FileCommand(environment);
        this.spec = files.addTo(Specs.command(
                        "get",
                        "Download files. Nothing is overwritten; after Ctrl+C, or whatever ended it, the same command"
                                + " goes on where it was.",
                        this)
                .addPositional(places)
                .addOption(into)
                .addOption(recursive));
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine command = spec.commandLine();
        List<FileErrands.Place> wanted = Specs.texts(places).stream()
                .map(typed -> FileCommand.place(command, typed))
                .toList();
        boolean isAllWanted = wanted.stream().anyMatch(place -> place.path().isEmpty());
        if (wanted.isEmpty() || isAllWanted && !Specs.isGiven(recursive)) {
            throw new ParameterException(
                    command, "Say which files: naru get USER:PATH... With -r, USER: is all that the user shares.");
        }
        Path folder = environment.folders().resolve(Specs.text(into).orElse("."), environment.workingFolder());
        Path kept = KeptQueues.ofGet(environment.folders(), name(wanted, folder));
        EngineSettings settings =
                files.settings().withQueueFolder(Optional.of(kept)).withAllEndedTransfers();
        try {
            int status = FileCommand.stoppably(
                    files.errands(command, settings), errands -> errands.get(wanted, folder, Specs.isGiven(recursive)));
            if (status == Outcome.DONE.status() && Files.exists(kept)) {
                PathUtils.deleteDirectory(kept);
            }
            return status;
        } finally {
            KeptQueues.sweep(kept);
        }
    }

    /** What stands for this very command. */
    private static String name(List<FileErrands.Place> wanted, Path folder) {
        MessageDigest digest = Sha256.digest();
        wanted.stream()
                .map(place -> place.owner().canonical() + ":" + place.path() + "\n")
                .sorted()
                .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        digest.update(folder.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_DIGITS);
    }
}
