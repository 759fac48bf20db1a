package io.naru.relay.cli;

import io.naru.relay.RelayConfig;
import io.naru.relay.store.History.Retention;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * What {@code naru-relay serve} can be told about how much it keeps of what is said.
 *
 * <p>Threading: the main thread.
 */
final class HistoryOptions {
    private static final int DAYS_MAX = 36_500;
    private static final int MEGABYTE = 20;

    @Option(
            names = "--history-days",
            paramLabel = "N",
            description = "Forget what was said longer ago. Default: never.")
    private Integer days;

    @Option(
            names = "--history-messages",
            paramLabel = "N",
            description = "How many messages of each room to keep. Default: all.")
    private Long messages;

    @Option(
            names = "--history-megabytes",
            paramLabel = "N",
            description = "How much text of each room to keep. Default: all.")
    private Integer megabytes;

    @Option(
            names = "--history-every",
            paramLabel = "SPAN",
            converter = SpanConverter.class,
            description = "How often what is more is forgotten, for instance 30s or 1h. Default: 10m.")
    private Duration every;

    /** How often what is more is forgotten. */
    Duration forgetEvery() {
        return every == null ? RelayConfig.FORGET_EVERY : every;
    }

    /**
     * What these options make.
     *
     * @throws IllegalArgumentException if one is out of its range; says which
     */
    Retention retention() {
        if (days != null && (days < 1 || days > DAYS_MAX)) {
            throw new IllegalArgumentException("--history-days is 1 to " + DAYS_MAX + ", not " + days);
        }
        if (messages != null && messages < 1) {
            throw new IllegalArgumentException("--history-messages is at least 1, not " + messages);
        }
        if (megabytes != null && megabytes < 1) {
            throw new IllegalArgumentException("--history-megabytes is at least 1, not " + megabytes);
        }
        return new Retention(
                Optional.ofNullable(days).map(Duration::ofDays),
                messages == null ? Long.MAX_VALUE : messages,
                megabytes == null ? Long.MAX_VALUE : (long) megabytes << MEGABYTE);
    }
}
