package io.naru.relay.ctl;

import io.naru.common.message.Endpoint;
import io.naru.common.wire.Level;
import io.naru.relay.control.RelayStatus;
import io.naru.relay.control.SessionView;
import io.naru.relay.control.SpliceView;
import io.naru.relay.metrics.Counters;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.Figures;
import io.naru.relay.metrics.LastMinute;
import io.naru.relay.metrics.LoginOutcome;
import io.naru.relay.metrics.SessionCounts;
import io.naru.relay.store.Ban;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a relay tells of itself.
 *
 * <p>Threading: confined to the loop.
 */
final class Reports {
    private static final List<String> WHO =
            List.of("user", "role", "state", "address", "level", "tls", "muted", "since", "idle", "queued", "key");
    private static final List<String> SPLICES = List.of("asker", "other", "state", "since", "octets");
    private static final List<String> BANS = List.of("kind", "target", "by", "since", "until", "reason");

    private final ControlledRelay relay;
    private final LongSupplier nowMillis;

    Reports(ControlledRelay relay, LongSupplier nowMillis) {
        this.relay = relay;
        this.nowMillis = nowMillis;
    }

    Document status() {
        Figures figures = relay.figures();
        RelayStatus status = relay.control().status();
        RelayFacts facts = relay.facts();
        Counters.Snapshot counters = figures.counters();
        Document document = new Document()
                .with("version", Value.text(facts.version()))
                .with("name", Value.text(facts.name()))
                .with("uptime", Value.seconds(Duration.ofNanos(figures.uptimeNanos())))
                .with("fingerprint", Value.text(facts.fingerprint()))
                .with("listening", new Value.Texts(facts.addresses()))
                .with("draining", new Value.Flag(status.isDraining()))
                .with("users", Value.count(figures.users()))
                .with("mostUsers", Value.count(status.mostUsers()))
                .with("rooms", Value.count(figures.rooms()))
                .with("messages", new Value.Numbers(appends(counters)))
                .with("unkeptMessages", Value.count(figures.unkeptMessages()))
                .with("longestAppend", Value.nanos(figures.appends().longestNanos()))
                .with("historyPages", Value.count(counters.historyPages()))
                .with("searches", Value.count(counters.searches()))
                .with("sessions", new Value.Numbers(states(figures.sessions())))
                .with("connections", Value.count(counters.accepted()))
                .with("handshakes", Value.count(counters.handshakes()))
                .with("handshakesFailed", Value.count(counters.failedHandshakes()))
                .with("logins", new Value.Numbers(logins(counters)))
                .with("drops", new Value.Numbers(drops(counters)))
                .with("throttled", new Value.Numbers(throttled(counters)))
                .with("queued", Value.octets(figures.queuedOctets()))
                .with("queueMemory", Value.octets(figures.heldOctets()))
                .with("splices", Value.count(figures.splices().open()))
                .with("splicesWaiting", Value.count(figures.splices().waiting()))
                .with("splicesBegun", Value.count(figures.splices().begun()))
                .with("spliced", Value.octets(figures.splices().octets()))
                .with("turns", Value.count(figures.turns().turns()))
                .with("longestTurn", Value.nanos(figures.turns().longestNanos()))
                .with(
                        "longestTurnOfLastMinute",
                        Value.nanos(figures.lastMinute().longestTurnNanos()))
                .with("hashes", Value.count(figures.hashing().done()))
                .with("hashing", Value.count(figures.hashing().running()))
                .with("hashingQueue", Value.count(figures.hashing().waiting()));
        return document.with("perSecondOverTen", new Value.Numbers(rates(figures.lastTenSeconds())))
                .with("perSecondOverSixty", new Value.Numbers(rates(figures.lastMinute())));
    }

    private static Map<String, Long> rates(LastMinute.Rates rates) {
        Map<String, Long> perSecond = new LinkedHashMap<>();
        perSecond.put("frames", rates.messagesPerSecond());
        perSecond.put("deliveries", rates.deliveriesPerSecond());
        perSecond.put("octets-in", rates.octetsInPerSecond());
        perSecond.put("octets-out", rates.octetsOutPerSecond());
        return perSecond;
    }

    private static Map<String, Long> states(SessionCounts counts) {
        Map<String, Long> states = new LinkedHashMap<>();
        states.put("connected", (long) counts.connected());
        states.put("logging-in", (long) counts.loggingIn());
        states.put("online", (long) counts.online());
        states.put("closing", (long) counts.closing());
        return states;
    }

    private static Map<String, Long> logins(Counters.Snapshot counters) {
        Map<String, Long> logins = new LinkedHashMap<>();
        for (LoginOutcome outcome : LoginOutcome.values()) {
            logins.put(outcome.label(), counters.loginOutcomes().get(outcome));
        }
        return logins;
    }

    private static Map<String, Long> drops(Counters.Snapshot counters) {
        Map<String, Long> drops = new LinkedHashMap<>();
        for (DropReason reason : DropReason.values()) {
            drops.put(reason.label(), counters.drops().get(reason));
        }
        return drops;
    }

    private static Map<String, Long> appends(Counters.Snapshot counters) {
        Map<String, Long> appends = new LinkedHashMap<>();
        counters.appends().forEach((outcome, times) -> appends.put(outcome.label(), times));
        return appends;
    }

    private static Map<String, Long> throttled(Counters.Snapshot counters) {
        Map<String, Long> throttled = new LinkedHashMap<>();
        counters.throttled().forEach((sent, times) -> throttled.put(sent.toString(), times));
        return throttled;
    }

    Document who() {
        List<SessionView> sessions = new ArrayList<>(relay.control().who());
        sessions.sort(Comparator.comparing(SessionView::connectedAt));
        return new Document()
                .with(
                        "sessions",
                        new Value.Table(WHO, sessions.stream().map(Reports::row).toList()));
    }

    private static List<Value> row(SessionView session) {
        return List.of(
                Value.text(session.user()),
                Value.text(session.role().map(role -> role.name().toLowerCase(Locale.ROOT))),
                Value.text(session.stage().name().toLowerCase(Locale.ROOT).replace('_', '-')),
                Value.text(Endpoint.host(session.remote().getAddress())),
                Value.text(session.level() == Level.BASE ? "base" : "extended"),
                new Value.Flag(session.isEncrypted()),
                new Value.Flag(session.isMuted()),
                Value.time(session.connectedAt()),
                Value.seconds(session.idle()),
                Value.octets(session.queuedOctets()),
                Value.text(session.fingerprint()));
    }

    Document splices() {
        return new Document()
                .with(
                        "splices",
                        new Value.Table(
                                SPLICES,
                                relay.control().splices().stream()
                                        .map(Reports::row)
                                        .toList()));
    }

    private static List<Value> row(SpliceView splice) {
        return List.of(
                Value.text(splice.asker()),
                Value.text(splice.other()),
                Value.text(splice.isComplete() ? "open" : "waiting"),
                Value.time(splice.since()),
                Value.octets(splice.octets()));
    }

    Document bans() {
        long now = nowMillis.getAsLong();
        return new Document()
                .with(
                        "bans",
                        new Value.Table(
                                BANS,
                                relay.control().bans().stream()
                                        .filter(ban -> ban.isActive(now))
                                        .map(Reports::row)
                                        .toList()));
    }

    private static List<Value> row(Ban ban) {
        return List.of(
                Value.text(ban.kind().name().toLowerCase(Locale.ROOT)),
                Value.text(ban.target()),
                Value.text(ban.by()),
                Value.time(ban.since()),
                ban.until().map(Value::time).orElse(new Value.Nothing()),
                Value.text(ban.reason()));
    }
}
