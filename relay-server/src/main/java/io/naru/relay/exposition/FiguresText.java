package io.naru.relay.exposition;

import io.naru.relay.metrics.AppendOutcome;
import io.naru.relay.metrics.Counters;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.Figures;
import io.naru.relay.metrics.LoginOutcome;
import io.naru.relay.metrics.SessionCounts;
import io.naru.relay.metrics.TrafficClass;
import io.naru.relay.metrics.TurnTimes;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Figures as Prometheus reads them.
 *
 * <p>Threading: stateless.
 */
final class FiguresText {
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final double NANOS_A_SECOND = 1e9;

    private final MetricSnapshots.Builder metrics = MetricSnapshots.builder();

    private FiguresText() {}

    /** The whole answer. */
    static byte[] of(Figures figures) throws IOException {
        FiguresText text = new FiguresText();
        text.add(figures);
        text.add(figures.counters());
        text.add(figures.sessions());
        text.histogram("naru_turn_seconds", "Turns of the loop, without the waiting.", figures.turns());
        text.histogram(
                "naru_append_seconds",
                "From the coming of a message until it is kept and synced to the disk.",
                figures.appends());
        ByteArrayOutputStream octets = new ByteArrayOutputStream(16 * 1024);
        PrometheusTextFormatWriter.create().write(octets, text.metrics.build(), EscapingScheme.DEFAULT);
        return octets.toByteArray();
    }

    private void add(Figures figures) {
        gauge("naru_uptime_seconds", "Time since the relay started.", figures.uptimeNanos() / NANOS_A_SECOND);
        gauge("naru_users", "Users online.", figures.users());
        gauge("naru_rooms", "Rooms and conversations in which somebody is who is online.", figures.rooms());
        gauge("naru_unkept_messages", "Messages that wait to be kept.", figures.unkeptMessages());
        gauge("naru_queued_octets", "Output that waits, each client's counted for itself.", figures.queuedOctets());
        gauge("naru_queue_memory_octets", "Memory that waiting output takes.", figures.heldOctets());
        gauge(
                "naru_splices",
                "Ways through the relay that are open.",
                figures.splices().open());
        gauge(
                "naru_splices_waiting",
                "Ways of which a side hasn't come.",
                figures.splices().waiting());
        counter(
                "naru_splices_begun",
                "Ways through the relay that began.",
                figures.splices().begun());
        counter(
                "naru_spliced_octets",
                "Octets between users who don't reach each other.",
                figures.splices().octets());
        gauge(
                "naru_hashing_queue",
                "Password hashes that wait.",
                figures.hashing().waiting());
        gauge(
                "naru_hashing_running",
                "Password hashes under way.",
                figures.hashing().running());
        metrics.metricSnapshot(SummarySnapshot.builder()
                .name("naru_hashing_seconds")
                .help("Time in password hashes.")
                .dataPoint(SummaryDataPointSnapshot.builder()
                        .count(figures.hashing().done())
                        .sum(figures.hashing().busyNanos() / NANOS_A_SECOND)
                        .build())
                .build());
        gauge(
                "naru_longest_turn_of_last_minute_seconds",
                "The longest turn of the loop in the last minute.",
                figures.lastMinute().longestTurnNanos() / NANOS_A_SECOND);
    }

    private void add(Counters.Snapshot counters) {
        counter("naru_connections", "Connections accepted.", counters.accepted());
        counter("naru_accept_failures", "Attempts to accept that failed.", counters.acceptFailures());
        counter("naru_frames_in", "Frames from clients.", counters.framesIn());
        counter("naru_octets_in", "Octets from clients.", counters.octetsIn());
        counter("naru_octets_out", "Octets to clients.", counters.octetsOut());
        counter("naru_writes", "Calls of write.", counters.writes());
        counter("naru_broadcasts_encoded", "Messages for many that were encoded.", counters.encodedBroadcasts());
        counter("naru_deliveries", "Messages for many, queued for one.", counters.deliveries());
        metrics.metricSnapshot(CounterSnapshot.builder()
                .name("naru_handshakes")
                .help("TLS handshakes by outcome.")
                .dataPoint(labelled("outcome", "ok", counters.handshakes()))
                .dataPoint(labelled("outcome", "failed", counters.failedHandshakes()))
                .build());
        CounterSnapshot.Builder logins =
                CounterSnapshot.builder().name("naru_logins").help("Logins by outcome.");
        for (LoginOutcome outcome : LoginOutcome.values()) {
            logins.dataPoint(labelled(
                    "outcome", outcome.label(), counters.loginOutcomes().get(outcome)));
        }
        metrics.metricSnapshot(logins.build());
        CounterSnapshot.Builder throttled = CounterSnapshot.builder()
                .name("naru_throttled")
                .help("Times that a client had to wait, by what its account had sent too much of.");
        for (TrafficClass sent : TrafficClass.values()) {
            throttled.dataPoint(
                    labelled("class", sent.toString(), counters.throttled().get(sent)));
        }
        metrics.metricSnapshot(throttled.build());
        CounterSnapshot.Builder appends =
                CounterSnapshot.builder().name("naru_appends").help("Messages that were said, by what became of them.");
        for (AppendOutcome outcome : AppendOutcome.values()) {
            appends.dataPoint(
                    labelled("outcome", outcome.label(), counters.appends().get(outcome)));
        }
        metrics.metricSnapshot(appends.build());
        counter("naru_history_pages", "Pages of history that were asked for.", counters.historyPages());
        counter("naru_searches", "Searches in the history.", counters.searches());
        CounterSnapshot.Builder drops =
                CounterSnapshot.builder().name("naru_drops").help("Connections and frames that ended, by reason.");
        for (DropReason reason : DropReason.values()) {
            drops.dataPoint(labelled("reason", reason.label(), counters.drops().get(reason)));
        }
        metrics.metricSnapshot(drops.build());
    }

    private void add(SessionCounts sessions) {
        metrics.metricSnapshot(GaugeSnapshot.builder()
                .name("naru_sessions")
                .help("Sessions by state.")
                .dataPoint(state("connected", sessions.connected()))
                .dataPoint(state("logging-in", sessions.loggingIn()))
                .dataPoint(state("online", sessions.online()))
                .dataPoint(state("closing", sessions.closing()))
                .build());
    }

    private void histogram(String name, String help, TurnTimes.Snapshot times) {
        List<Long> bounds = TurnTimes.Snapshot.boundsNanos();
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < times.counts().size(); i++) {
            double bound = i < bounds.size() ? bounds.get(i) / NANOS_A_SECOND : Double.POSITIVE_INFINITY;
            buckets.bucket(bound, times.counts().get(i));
        }
        metrics.metricSnapshot(HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets.build())
                        .sum(times.totalNanos() / NANOS_A_SECOND)
                        .build())
                .build());
    }

    private void gauge(String name, String help, double value) {
        metrics.metricSnapshot(GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build());
    }

    private void counter(String name, String help, long value) {
        metrics.metricSnapshot(CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(CounterDataPointSnapshot.builder().value(value).build())
                .build());
    }

    private static CounterDataPointSnapshot labelled(String label, String name, long value) {
        return CounterDataPointSnapshot.builder()
                .labels(Labels.of(label, name))
                .value(value)
                .build();
    }

    private static GaugeDataPointSnapshot state(String name, int value) {
        return GaugeDataPointSnapshot.builder()
                .labels(Labels.of("state", name))
                .value(value)
                .build();
    }
}
