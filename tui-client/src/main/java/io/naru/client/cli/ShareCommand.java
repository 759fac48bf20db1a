package io.naru.client.cli;

import io.naru.client.app.EngineSettings;
import io.naru.client.app.Preferences;
import io.naru.client.app.ShareLine;
import io.naru.client.event.ShareSetting;
import io.naru.common.message.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code naru share}: shares folders, now without a screen, or whenever naru runs.
 *
 * <p>Threading: the main thread.
 */
final class ShareCommand implements Callable<Integer> {
    private final Environment environment;
    private final FileCommand files;
    private final PositionalParamSpec folders = Specs.parameters(
            0,
            "FOLDER",
            "What to share; in quotes, with words behind it as /share takes them: \"FOLDER for USER,#room\".");
    private final OptionSpec serve =
            Specs.flag("--serve", "Share them now, without a screen, until this program is ended.");
    private final CommandSpec spec;

    ShareCommand(Environment environment) {
        this.environment = environment;
        this.files = new FileCommand(environment);
        this.spec = files.addTo(Specs.command(
                        "share",
                        "Share folders: whenever naru runs from now on, or with --serve now and here, without a screen.",
                        this)
                .addPositional(folders)
                .addOption(serve));
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine command = spec.commandLine();
        Path settingsFile = environment.folders().settingsFile();
        List<ShareSetting> settings = new ArrayList<>();
        for (String typed : Specs.texts(folders)) {
            settings.add(setting(command, typed));
        }
        if (settings.isEmpty()) {
            throw new ParameterException(command, "Say which folders: naru share FOLDER...");
        }
        if (Specs.isGiven(serve)) {
            EngineSettings engine = EngineSettings.standard(
                            new Version().getVersion()[0], environment.folders().data())
                    .with(environment.breakdown())
                    .forServing();
            return FileCommand.stoppably(files.errands(command, engine), errands -> errands.serve(settings));
        }
        for (ShareSetting setting : settings) {
            Preferences.saveShare(settingsFile, setting);
            environment.out().println("Shared from the next start on: " + setting.described());
        }
        return 0;
    }

    private ShareSetting setting(CommandLine command, String typed) throws IOException {
        ShareSetting setting;
        try {
            setting = ShareLine.parse(
                    typed, folder -> environment.folders().resolve(folder, environment.workingFolder()));
        } catch (InvalidValueException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
        if (!Files.isDirectory(setting.folder())) {
            throw new CommandException("There is no folder " + setting.folder() + ".");
        }
        return setting;
    }
}
