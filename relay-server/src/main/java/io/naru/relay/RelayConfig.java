package io.naru.relay;

import io.naru.common.message.Registration;
import io.naru.common.wire.Limits;
import io.naru.relay.crypto.PasswordCost;
import io.naru.relay.net.QueueLimits;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.splice.SpliceLimits;
import io.naru.relay.store.History.Retention;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything that a relay can be told before it starts. Begin with {@link #defaults()} or {@link #temporary()} and
 * change what is to be different.
 *
 * @param listen where it listens, at least one resolved address; port 0 takes a free one
 * @param data the folder of its database; empty for accounts in memory, gone when the relay stops
 * @param registration how it takes new accounts
 * @param passwordCost work in a new password hash
 * @param name what it calls itself, one line of at most 64 octets
 * @param sessions what a client may do, and how long it may take
 * @param frames how long frames and messages may be
 * @param queues how much output may wait
 * @param tls how connections are protected
 * @param metrics where figures are served over HTTP, a resolved address; absent for nowhere
 * @param history how much of what is said is kept
 * @param splices how much is carried for users who don't reach each other
 * @param forgetEvery how often what is more is forgotten, from a second on
 */
public record RelayConfig(
        List<InetSocketAddress> listen,
        Optional<Path> data,
        Registration registration,
        PasswordCost passwordCost,
        String name,
        SessionLimits sessions,
        Limits frames,
        QueueLimits queues,
        RelayTls tls,
        Optional<InetSocketAddress> metrics,
        Retention history,
        SpliceLimits splices,
        Duration forgetEvery) {
    /** The port of a relay that isn't told another one. */
    public static final int DEFAULT_PORT = 7411;

    /** How often a relay that isn't told otherwise forgets what it has too much of. */
    public static final Duration FORGET_EVERY = Duration.ofMinutes(10);

    private static final int NAME_OCTETS = 64;

    public RelayConfig {
        listen = List.copyOf(listen);
        Objects.requireNonNull(data);
        Objects.requireNonNull(registration);
        Objects.requireNonNull(passwordCost);
        Objects.requireNonNull(sessions);
        Objects.requireNonNull(frames);
        Objects.requireNonNull(queues);
        Objects.requireNonNull(tls);
        Objects.requireNonNull(metrics);
        Objects.requireNonNull(history);
        Objects.requireNonNull(splices);
        if (forgetEvery.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a relay forgets once a second at most");
        }
        if (listen.isEmpty()) {
            throw new IllegalArgumentException("a relay listens on at least one address");
        }
        if (name.isBlank()
                || name.getBytes(StandardCharsets.UTF_8).length > NAME_OCTETS
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the name of a relay is one line of 1 to " + NAME_OCTETS + " octets");
        }
    }

    /** A relay for this machine only, with registration by invite and accounts in memory. */
    public static RelayConfig defaults() {
        return new RelayConfig(
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), DEFAULT_PORT)),
                Optional.empty(),
                Registration.INVITE,
                PasswordCost.NORMAL,
                "Naru",
                SessionLimits.DEFAULT,
                Limits.DEFAULT,
                QueueLimits.DEFAULT,
                RelayTls.DEFAULT,
                Optional.empty(),
                Retention.EVERYTHING,
                SpliceLimits.DEFAULT,
                FORGET_EVERY);
    }

    /**
     * A relay for demonstrations and tests: a free port of the loopback interface, open registration, nothing kept,
     * cheap hashes.
     */
    public static RelayConfig temporary() {
        return defaults()
                .withListen(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .withRegistration(Registration.OPEN)
                .withPasswordCost(PasswordCost.LOW);
    }

    /** This configuration with other addresses. */
    public RelayConfig withListen(List<InetSocketAddress> other) {
        return changed(draft -> draft.listen = other);
    }

    /** This configuration with a data folder. */
    public RelayConfig withData(Path folder) {
        return changed(draft -> draft.data = Optional.of(folder));
    }

    /** This configuration with another way to register. */
    public RelayConfig withRegistration(Registration other) {
        return changed(draft -> draft.registration = other);
    }

    /** This configuration with another cost of passwords. */
    public RelayConfig withPasswordCost(PasswordCost other) {
        return changed(draft -> draft.passwordCost = other);
    }

    /** This configuration with another name. */
    public RelayConfig withName(String other) {
        return changed(draft -> draft.name = other);
    }

    /** This configuration with other limits of sessions. */
    public RelayConfig withSessions(SessionLimits other) {
        return changed(draft -> draft.sessions = other);
    }

    /** This configuration with other limits of frames. */
    public RelayConfig withFrames(Limits other) {
        return changed(draft -> draft.frames = other);
    }

    /** This configuration with other limits of queues. */
    public RelayConfig withQueues(QueueLimits other) {
        return changed(draft -> draft.queues = other);
    }

    /** This configuration with other protection. */
    public RelayConfig withTls(RelayTls other) {
        return changed(draft -> draft.tls = other);
    }

    /** This configuration with figures served at an address. */
    public RelayConfig withMetrics(InetSocketAddress address) {
        return changed(draft -> draft.metrics = Optional.of(address));
    }

    /** This configuration with another bound on what is kept of what is said. */
    public RelayConfig withHistory(Retention other) {
        return changed(draft -> draft.history = other);
    }

    /** This configuration with other limits on what is carried between users. */
    public RelayConfig withSplices(SpliceLimits other) {
        return changed(draft -> draft.splices = other);
    }

    private RelayConfig changed(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return draft.finished();
    }

    /** This configuration while something in it is being changed. */
    private final class Draft {
        private List<InetSocketAddress> listen = RelayConfig.this.listen;
        private Optional<Path> data = RelayConfig.this.data;
        private Registration registration = RelayConfig.this.registration;
        private PasswordCost passwordCost = RelayConfig.this.passwordCost;
        private String name = RelayConfig.this.name;
        private SessionLimits sessions = RelayConfig.this.sessions;
        private Limits frames = RelayConfig.this.frames;
        private QueueLimits queues = RelayConfig.this.queues;
        private RelayTls tls = RelayConfig.this.tls;
        private Optional<InetSocketAddress> metrics = RelayConfig.this.metrics;
        private Retention history = RelayConfig.this.history;
        private SpliceLimits splices = RelayConfig.this.splices;
        private Duration forgetEvery = RelayConfig.this.forgetEvery;

        RelayConfig finished() {
            return new RelayConfig(
                    listen,
                    data,
                    registration,
                    passwordCost,
                    name,
                    sessions,
                    frames,
                    queues,
                    tls,
                    metrics,
                    history,
                    splices,
                    forgetEvery);
        }
    }
}
