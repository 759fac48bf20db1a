package io.naru.relay.cli;

import io.naru.common.message.Registration;
import io.naru.common.wire.Limits;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayTls;
import io.naru.relay.crypto.PasswordCost;
import io.naru.relay.net.QueueLimits;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.session.TrafficLimits;
import io.naru.relay.splice.SpliceLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What {@code naru-relay serve} can be told, by flag or by file, and the configuration that this makes.
 *
 * <p>Threading: the main thread.
 */
final class ServeOptions {
    private static final int ROOM_FOR_LOGINS = 1_000;
    private static final int SHARED_PART = 8;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            split = ",",
            converter = ListenAddress.Converter.class,
            defaultValue = "127.0.0.1:7411",
            description =
                    "Where to listen; may be given several times. Default: ${DEFAULT-VALUE}, for this machine only.")
    private List<ListenAddress> listen;

    @Option(names = "--data", paramLabel = "FOLDER", required = true, description = "The relay's data folder.")
    private Path data;

    @Option(
            names = "--registration",
            paramLabel = "HOW",
            defaultValue = "invite",
            converter = RegistrationConverter.class,
            description = "open: an unknown name registers itself at its first login. invite (default): with the link "
                    + "of \"invite create\". closed: accounts come from \"account add\" alone.")
    private Registration registration;

    @Option(
            names = "--max-users",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many users may be online at once. Default: ${DEFAULT-VALUE}.")
    private int maxUsers;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "How many connections there may be, logged in or not. Default: 1000 more than users.")
    private Integer maxConnections;

    @Option(
            names = "--connections-per-address",
            paramLabel = "N",
            defaultValue = "64",
            description = "How many connections before login one address may have. Default: ${DEFAULT-VALUE}.")
    private int connectionsPerAddress;

    @Option(
            names = "--limit-loopback",
            paramLabel = "YES|NO",
            arity = "1",
            defaultValue = "no",
            converter = YesNoConverter.class,
            description = "Whether that holds for this machine's own users too. Default: ${DEFAULT-VALUE}.")
    private YesNo limitLoopback;

    @Option(
            names = "--password-cost",
            paramLabel = "COST",
            defaultValue = "normal",
            converter = PasswordCostConverter.class,
            description = "Work in a new password hash: low (for tests alone), normal or high.")
    private PasswordCost passwordCost;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "Naru",
            description = "What the relay calls itself. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Option(
            names = "--login-seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long a login may take. Default: ${DEFAULT-VALUE}.")
    private int loginSeconds;

    @Option(
            names = "--ping-seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "After how much silence a client is asked whether it is there. Default: ${DEFAULT-VALUE}.")
    private int pingSeconds;

    @Option(
            names = "--idle-seconds",
            paramLabel = "N",
            defaultValue = "75",
            description = "After how much silence it is given up. Default: ${DEFAULT-VALUE}.")
    private int idleSeconds;

    @Option(
            names = "--limits",
            paramLabel = "ON|OFF",
            arity = "1",
            defaultValue = "on",
            converter = OnOffConverter.class,
            description = "off: one account or address may take all it can, for benchmarks and closed networks. What "
                    + "keeps the relay itself upright stays. Default: ${DEFAULT-VALUE}.")
    private OnOff limits;

    @Option(
            names = "--rate",
            paramLabel = "CLASS=N[/BURST]",
            split = ",",
            converter = RateOption.Converter.class,
            description =
                    "How much a second one account may send in the long run, and at once after a pause (default: "
                            + "ten times as much); 0 for any. Classes: chat, presence, listing, search, find, hit, offer, history, "
                            + "request, octets. "
                            + "May be given several times. Default: chat=50/200, presence=5/50, listing=50/500, search=2/20, find=1/20, "
                            + "hit=500/5000, offer=1/20, history=20/500, request=50/1000, octets=2097152/16777216, to which each frame adds 64.")
    private List<RateOption> rates = List.of();

    @Option(
            names = "--failed-logins",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many logins by password may fail a minute from one address. Default: ${DEFAULT-VALUE}.")
    private int failedLogins;

    @Option(
            names = "--chat-octets",
            paramLabel = "N",
            defaultValue = "16384",
            description = "How long one message may be. Default: ${DEFAULT-VALUE}.")
    private int chatOctets;

    @Option(
            names = "--frame-octets",
            paramLabel = "N",
            defaultValue = "65536",
            description = "How long a frame may be after login. Default: ${DEFAULT-VALUE}.")
    private int frameOctets;

    @Option(
            names = "--frame-octets-before-login",
            paramLabel = "N",
            defaultValue = "2048",
            description = "How long a frame may be before login. Default: ${DEFAULT-VALUE}.")
    private int frameOctetsBeforeLogin;

    @Option(
            names = "--queue-octets",
            paramLabel = "N",
            defaultValue = "1048576",
            description = "What may wait for one reader before it is closed as too slow. Default: ${DEFAULT-VALUE}.")
    private int queueOctets;

    @Option(
            names = "--queue-megabytes",
            paramLabel = "N",
            defaultValue = "64",
            description = "What may wait for all readers together. Default: ${DEFAULT-VALUE}.")
    private int queueMegabytes;

    @Mixin
    private TlsOptions tls;

    @Mixin
    private HistoryOptions history;

    @Mixin
    private SpliceOptions splices;

    /** Whether something is in force. */
    enum OnOff {
        ON,
        OFF;

        @Override
        public String toString() {
            return WordConverter.word(this);
        }
    }

    /** A word for true or false that reads well in a file of settings. */
    enum YesNo {
        YES,
        NO;

        @Override
        public String toString() {
            return WordConverter.word(this);
        }
    }

    /**
     * The configuration that these options make.
     *
     * @throws IllegalArgumentException if they don't fit together, or one is out of its range; says which
     */
    RelayConfig config() {
        return new RelayConfig(
                listen.stream().map(ListenAddress::known).toList(),
                Optional.of(data),
                registration,
                passwordCost,
                name,
                sessionLimits(),
                new Limits(frameOctets, frameOctetsBeforeLogin, chatOctets),
                queueLimits(),
                tls.tls(),
                Optional.empty(),
                history.retention(),
                limits == OnOff.OFF ? SpliceLimits.ANY : splices.limits(),
                history.forgetEvery());
    }

    private SessionLimits sessionLimits() {
        SessionLimits standard = SessionLimits.DEFAULT;
        SessionLimits configured = new SessionLimits(
                maxUsers,
                maxConnections == null ? maxUsers + ROOM_FOR_LOGINS : maxConnections,
                connectionsPerAddress,
                limitLoopback == YesNo.NO,
                standard.framesBeforeLogin(),
                Duration.ofSeconds(loginSeconds),
                Duration.ofSeconds(pingSeconds),
                Duration.ofSeconds(idleSeconds),
                standard.lingerTimeout(),
                standard.presenceInterval(),
                failedLogins,
                traffic());
        return limits == OnOff.OFF ? configured.withoutShares() : configured;
    }

    private TrafficLimits traffic() {
        TrafficLimits traffic = TrafficLimits.DEFAULT;
        for (RateOption rate : rates) {
            traffic = traffic.with(rate.limited(), rate.rate());
        }
        return traffic;
    }

    private QueueLimits queueLimits() {
        long totalOctets = (long) queueMegabytes << 20;
        return new QueueLimits(queueOctets, Math.max(1 << 20, totalOctets / SHARED_PART), totalOctets);
    }

    boolean isEverybodyTakenPlain() {
        return tls.tls().plain() == RelayTls.Plain.ALWAYS;
    }

    boolean areHashesWeak() {
        return passwordCost == PasswordCost.LOW;
    }

    /** Registration in words. */
    static final class RegistrationConverter extends WordConverter<Registration> {
        RegistrationConverter() {
            super(List.of(Registration.OPEN, Registration.INVITE, Registration.CLOSED));
        }
    }

    /** On and off. */
    static final class OnOffConverter extends WordConverter<OnOff> {
        OnOffConverter() {
            super(List.of(OnOff.ON, OnOff.OFF));
        }
    }

    /** Yes and no. */
    static final class YesNoConverter extends WordConverter<YesNo> {
        YesNoConverter() {
            super(List.of(YesNo.YES, YesNo.NO));
        }
    }
}
