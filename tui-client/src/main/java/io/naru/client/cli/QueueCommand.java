package io.naru.client.cli;

import io.naru.client.app.KeptQueues;
import io.naru.client.event.KeptDownload;
import io.naru.client.plain.FileErrands;
import io.naru.common.text.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code naru queue}: shows the downloads that are kept here.
 *
 * <p>Threading: the main thread.
 */
final class QueueCommand implements Callable<Integer> {
    private final Environment environment;
    private final OptionSpec json = Specs.flag("--json", "A JSON object a line.");
    private final CommandSpec spec = Specs.command(
                    "queue",
                    "Show the downloads that naru has in its queue on this computer, whether it runs or not.",
                    this)
            .addOption(json);

    QueueCommand(Environment environment) {
        this.environment = environment;
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        List<KeptDownload> kept = KeptQueues.read(environment.folders());
        for (KeptDownload item : kept) {
            environment.out().println(Specs.isGiven(json) ? FileErrands.json(item) : line(item));
        }
        if (kept.isEmpty() && !Specs.isGiven(json)) {
            environment.out().println("The queue is empty.");
        }
        return 0;
    }

    private static String line(KeptDownload item) {
        String where = item.target().map(target -> "  " + target).orElse("");
        String why = item.sentence().isEmpty() ? "" : "  " + item.sentence();
        String state = item.state().name().toLowerCase(Locale.ROOT);
        return SafeText.line(String.format(
                        Locale.ROOT, "%-9s  %s:%s%s%s", state, item.owner().display(), item.path(), where, why))
                .value();
    }
}
