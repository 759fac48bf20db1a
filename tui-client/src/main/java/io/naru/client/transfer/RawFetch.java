package io.naru.client.transfer;

import io.naru.common.message.Endpoint;
import io.naru.common.message.UserName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A base client's raw octets, as a part of one try at a file.
 *
 * <p>Threading: the agent's; the octets have a thread of {@link RunTools#threads}.
 */
final class RawFetch {
    private final RunTools tools;
    private final Order order;
    private final Run.Listener listener;
    private final DownloadJob job;
    private final Runnable onRunning;
    private Fate fate = new Fate.Stopped();

    /**
     * Connects nowhere yet.
     *
     * @param at where the octets wait
     * @param octets how many there must be, where known
     * @param onRunning is told when octets come; the agent's thread
     */
    RawFetch(
            RunTools tools,
            Order order,
            Run.Listener listener,
            UserName owner,
            Endpoint at,
            OptionalLong octets,
            Runnable onRunning) {
        this.tools = tools;
        this.order = order;
        this.listener = listener;
        this.onRunning = onRunning;
        this.job = new DownloadJob(
                owner.display(),
                tools.connector().connect(at),
                order.transfer().target().orElseThrow(),
                octets,
                order.rawPart(),
                tools.down(),
                order.transfer().meter(),
                new News());
    }

    /** Begins; tells how it ended, on the agent's thread. */
    void begin(Consumer<Fate> onEnded) {
        order.setRawPart(Optional.empty());
        tools.threads().execute(() -> {
            job.run();
            tools.agent().execute(() -> onEnded.accept(fate));
        });
    }

    /** Ends it, whatever it is doing. */
    void breakOff() {
        job.breakOff();
    }

    /** What the thread of the octets tells. */
    private final class News implements DownloadJob.Listener {
        @Override
        public void onRunning(String way, boolean isEncrypted) {
            tools.agent().execute(() -> {
                listener.onWay(way, isEncrypted);
                onRunning.run();
            });
        }

        @Override
        public void onPartLeft(RawPart.Mark part) {
            tools.agent().execute(() -> order.setRawPart(Optional.of(part)));
        }

        @Override
        public void onDone(Path published) {
            tools.agent().execute(() -> {
                boolean isSized = order.transfer().size().isPresent();
                listener.onSize(order.transfer().meter().doneOctets());
                String unchecked = isSized ? "" : "Its length wasn't known, so it couldn't be checked.";
                fate = new Fate.Done(published, unchecked);
            });
        }

        @Override
        public void onFailed(String sentence) {
            tools.agent().execute(() -> fate = new Fate.Failed(sentence));
        }
    }
}
