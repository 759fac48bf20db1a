package io.naru.client.app;

import io.naru.client.link.LinkTimes;
import io.naru.client.link.RelayDialer;
import io.naru.client.link.TcpDialer;
import io.naru.client.link.TlsDialer;
import io.naru.client.talk.AccountOpener;
import io.naru.client.transfer.DataConnector;
import io.naru.client.transfer.TcpConnector;
import io.naru.client.transfer.TransferBounds;
import io.naru.client.trust.TrustFiles;
import io.naru.common.time.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
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
 * @param talkFiles where positions in rooms and unsent messages are kept
 * @param tellsMissed whether what was said before a link is asked for and told
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
        AccountOpener talkFiles,
        boolean tellsMissed) {
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
                new TcpConnector(clock),
                LinkTimes.DEFAULT,
                TransferBounds.DEFAULT,
                AccountOpener.below(data.resolve("talk")),
                true);
    }

    /** The same with other spans of the link. */
    public EngineSettings with(LinkTimes times) {
        return new EngineSettings(
                software, clock, random, trust, dialer, connector, times, transferBounds, talkFiles, tellsMissed);
    }

    /** The same with other spans and bounds of transfers. */
    public EngineSettings with(TransferBounds bounds) {
        return new EngineSettings(
                software, clock, random, trust, dialer, connector, linkTimes, bounds, talkFiles, tellsMissed);
    }

    /** The same with nothing of chat kept, nor asked for by itself: for what runs beside the programs that people use. */
    public EngineSettings forErrands() {
        return new EngineSettings(
                software,
                clock,
                random,
                trust,
                dialer,
                connector,
                linkTimes,
                transferBounds,
                AccountOpener.NONE,
                false);
    }

    /** The same with another place for what is kept of chat. */
    public EngineSettings with(AccountOpener talk) {
        return new EngineSettings(
                software, clock, random, trust, dialer, connector, linkTimes, transferBounds, talk, tellsMissed);
    }
}
