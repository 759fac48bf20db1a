package io.naru.client.app;

import io.naru.client.agent.Breakdown;
import io.naru.client.link.LinkTimes;
import io.naru.client.link.RelayDialer;
import io.naru.client.link.TcpDialer;
import io.naru.client.link.TlsDialer;
import io.naru.client.share.ShareBounds;
import io.naru.client.talk.AccountOpener;
import io.naru.client.transfer.DataConnector;
import io.naru.client.transfer.TcpConnector;
import io.naru.client.transfer.TransferBounds;
import io.naru.client.trust.TrustFiles;
import io.naru.common.time.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What an engine is made with.
 *
 * @param software name and version of this program, for the relay's log
 * @param clock what it lives by
 * @param random the jitter of pauses
 * @param trust who this install is, and whom it knows
 * @param dialer how relays are reached
 * @param connector how files travel
 * @param linkTimes the spans of the link
 * @param transferBounds the spans and bounds of transfers
 * @param dataPort where to listen for encrypted lines, 0 for a port that the system chooses
 * @param talkFiles where positions in rooms and unsent messages are kept
 * @param share where the index of the share is kept, and how fast it is made
 * @param queueFolder where the queue of downloads is kept; absent if it isn't
 * @param tellsMissed whether what was said before a link is asked for and told
 * @param breakdown what is done when a thread ends by a fault
 */
public record EngineSettings(
        String software,
        Clock clock,
        RandomGenerator random,
        TrustFiles trust,
        RelayDialer dialer,
        DataConnector connector,
        LinkTimes linkTimes,
        TransferBounds transferBounds,
        int dataPort,
        AccountOpener talkFiles,
        ShareBounds share,
        Optional<Path> queueFolder,
        boolean tellsMissed,
        Breakdown breakdown) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    public EngineSettings {
        Objects.requireNonNull(software);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(random);
        Objects.requireNonNull(trust);
        Objects.requireNonNull(dialer);
        Objects.requireNonNull(connector);
        Objects.requireNonNull(linkTimes);
        Objects.requireNonNull(transferBounds);
        Objects.requireNonNull(talkFiles);
        if (dataPort < 0 || dataPort > 65535) {
            throw new IllegalArgumentException("port " + dataPort);
        }
        Objects.requireNonNull(share);
        Objects.requireNonNull(queueFolder);
        Objects.requireNonNull(breakdown);
    }

    /**
     * The settings of the program itself.
     *
     * @param data the folder of identity, known relays, known users, and chat; made at first need
     */
    public static EngineSettings standard(String software, Path data) {
        Clock clock = Clock.system();
        TrustFiles trust = new TrustFiles(data, clock);
        return new EngineSettings(
                software,
                clock,
                RandomGenerator.getDefault(),
                trust,
                new TlsDialer(new TcpDialer(CONNECT_TIMEOUT), trust, HANDSHAKE_TIMEOUT),
                new TcpConnector(),
                LinkTimes.DEFAULT,
                TransferBounds.DEFAULT,
                0,
                AccountOpener.below(data.resolve("talk")),
                ShareBounds.DEFAULT.in(data.resolve("share")).beside(data),
                Optional.of(data.resolve(KeptQueues.FOLDER)),
                true,
                new Breakdown());
    }

    /** The same with other spans of the link. */
    public EngineSettings with(LinkTimes times) {
        return changed(draft -> draft.linkTimes = times);
    }

    /** The same with other spans and bounds of transfers. */
    public EngineSettings with(TransferBounds bounds) {
        return changed(draft -> draft.transferBounds = bounds);
    }

    /**
     * The same with nothing of chat, share and queue kept, nor of chat asked for by itself: for what runs beside the
     * programs that people use.
     */
    public EngineSettings forErrands() {
        return forServing().with(ShareBounds.DEFAULT);
    }

    /** The same with neither chat nor a queue: for what only shares. */
    public EngineSettings forServing() {
        return changed(draft -> {
            draft.talkFiles = AccountOpener.NONE;
            draft.queueFolder = Optional.empty();
            draft.tellsMissed = false;
        });
    }

    /** The same with another index of the share. */
    public EngineSettings with(ShareBounds bounds) {
        return changed(draft -> draft.share = bounds);
    }

    /** The same with another place for what is kept of chat. */
    public EngineSettings with(AccountOpener talk) {
        return changed(draft -> draft.talkFiles = talk);
    }

    /** The same with a port for encrypted lines; 0 for one that the system chooses. */
    public EngineSettings withDataPort(int port) {
        return changed(draft -> draft.dataPort = port);
    }

    /** The same for a program that must know of all its transfers that have ended. */
    public EngineSettings withAllEndedTransfers() {
        return with(transferBounds.withAllEnded());
    }

    /** The same with another place for the queue of downloads; none for keeping nothing. */
    public EngineSettings withQueueFolder(Optional<Path> folder) {
        return changed(draft -> draft.queueFolder = folder);
    }

    /** The same with something else to do when a thread ends by a fault. */
    public EngineSettings with(Breakdown told) {
        return changed(draft -> draft.breakdown = told);
    }

    private EngineSettings changed(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return draft.finished();
    }

    /** These settings while something in them is being changed. */
    private final class Draft {
        private String software = EngineSettings.this.software;
        private Clock clock = EngineSettings.this.clock;
        private RandomGenerator random = EngineSettings.this.random;
        private TrustFiles trust = EngineSettings.this.trust;
        private RelayDialer dialer = EngineSettings.this.dialer;
        private DataConnector connector = EngineSettings.this.connector;
        private LinkTimes linkTimes = EngineSettings.this.linkTimes;
        private TransferBounds transferBounds = EngineSettings.this.transferBounds;
        private int dataPort = EngineSettings.this.dataPort;
        private AccountOpener talkFiles = EngineSettings.this.talkFiles;
        private ShareBounds share = EngineSettings.this.share;
        private Optional<Path> queueFolder = EngineSettings.this.queueFolder;
        private boolean tellsMissed = EngineSettings.this.tellsMissed;
        private Breakdown breakdown = EngineSettings.this.breakdown;

        EngineSettings finished() {
            return new EngineSettings(
                    software,
                    clock,
                    random,
                    trust,
                    dialer,
                    connector,
                    linkTimes,
                    transferBounds,
                    dataPort,
                    talkFiles,
                    share,
                    queueFolder,
                    tellsMissed,
                    breakdown);
        }
    }
}
