package io.naru.relay.cli;

import io.naru.common.identity.Identity;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import io.naru.relay.bench.BareLoop;
import io.naru.relay.session.SessionLimits;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code naru-relay bench}: starts a relay of its own on the loopback interface, loads it, and tells what it did. Each
 * figure of deliveries comes with that of a bare loop under the same load in the same run, and each one with TLS with
 * that without, since figures of different machines or days don't compare.
 *
 * <p>Threading: the main thread.
 */
@Command(
        name = "bench",
        description =
                "Measure a relay of this machine: fanout (deliveries a second), paced (how long a delivery takes), "
                        + "idle (memory for connections that say nothing), storm (everybody logs in at once), slow "
                        + "(some readers stop reading), splice (what the relay carries between users, and what a room notices "
                        + "of it), durable (what keeping messages on disk costs), "
                        + "history (a store of many messages).")
final class BenchCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(
            index = "0",
            paramLabel = "MODE",
            converter = ModeConverter.class,
            description = "fanout, paced, idle, storm, slow, splice, durable or history.")
    private Mode mode;

    @Mixin
    private BenchOptions options;

    /** What is measured. */
    enum Mode {
        FANOUT,
        PACED,
        IDLE,
        STORM,
        SLOW,
        SPLICE,
        DURABLE,
        HISTORY,
        /** What durable relays are compared with; started by that mode. */
        FORGETFUL,
        /** What the others are compared with; started by them. */
        BARE
    }

    BenchCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        options.printTo(environment.out());
        switch (mode) {
            case FANOUT -> new BenchRates(options, identity()).fanout();
            case PACED -> new BenchRates(options, identity()).paced();
            case IDLE -> new BenchIdle(options, environment.clock().instant()).run();
            case STORM -> new BenchStorm(options, environment.clock().instant()).run();
            case SLOW -> new BenchSlow(options, identity()).run();
            case SPLICE -> new BenchSplice(options).run();
            case DURABLE -> new BenchDurable(options).run();
            case HISTORY -> new BenchHistory(options, environment.clock().instant()).run();
            case FORGETFUL -> runForgetfulRelay();
            case BARE -> runBareLoop();
        }
        return 0;
    }

    private Identity identity() {
        return Identity.create(new SecureRandom(), environment.clock().instant());
    }

    private void runBareLoop() throws IOException {
        BareLoop loop = new BareLoop();
        environment.err().println("Ready on 127.0.0.1:" + loop.address().getPort());
        loop.run();
    }

    private void runForgetfulRelay() throws IOException {
        SessionLimits limits = SessionLimits.DEFAULT
                .withMaxUsers(options.users(BenchDurable.LISTENERS))
                .withoutShares();
        try (RelayServer relay = RelayServer.start(RelayConfig.temporary().withSessions(limits))) {
            environment.err().println("Ready on 127.0.0.1:" + relay.address().getPort());
            environment.err().flush();
            relay.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The relay was interrupted", e);
        }
    }

    /** Modes in words. */
    static final class ModeConverter implements ITypeConverter<Mode> {
        @Override
        public Mode convert(String text) {
            return switch (text) {
                case "fanout" -> Mode.FANOUT;
                case "paced" -> Mode.PACED;
                case "idle" -> Mode.IDLE;
                case "storm" -> Mode.STORM;
                case "slow" -> Mode.SLOW;
                case "splice" -> Mode.SPLICE;
                case "durable" -> Mode.DURABLE;
                case "history" -> Mode.HISTORY;
                case "forgetful" -> Mode.FORGETFUL;
                case "bare" -> Mode.BARE;
                default ->
                    throw new TypeConversionException(
                            "it is fanout, paced, idle, storm, slow, splice, durable or history, not '" + text + "'");
            };
        }
    }
}
