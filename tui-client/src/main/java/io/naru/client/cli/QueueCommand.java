package io.naru.client.cli;

import io.naru.client.app.KeptQueues;
import io.naru.client.plain.KeptLines;
import java.io.IOException;
import java.util.List;
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
    private final OptionSpec json = Specs.flag(
            "--json",
            "A JSON object a line: user, path, state, by (naru or get), running (whether the program that ordered it"
                    + " runs), done and size in octets, percent, priority, added, file, sentence; of folders files,"
                    + " files_done and files_failed. What isn't known is left out.");
    private final CommandSpec spec = Specs.command(
                    "queue",
                    "Show what you have ordered on this computer: the downloads in naru's queue, and those of each naru"
                            + " get that runs or was ended before it had all.",
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
        List<KeptQueues.Queue> kept = KeptQueues.read(environment.folders());
        if (Specs.isGiven(json)) {
            kept.forEach(queue ->
                    queue.items().forEach(item -> environment.out().println(KeptLines.json(queue, item))));
        } else if (kept.isEmpty()) {
            environment.out().println("The queue is empty.");
        } else {
            kept.forEach(this::print);
        }
        return 0;
    }

    private void print(KeptQueues.Queue queue) {
        environment.out().println(KeptLines.title(queue));
        queue.items().forEach(item -> environment.out().println(KeptLines.line(item)));
    }
}
