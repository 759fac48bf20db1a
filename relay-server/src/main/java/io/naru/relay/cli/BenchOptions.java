package io.naru.relay.cli;

import io.naru.common.message.Fingerprint;
import io.naru.relay.crypto.PasswordCost;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * What {@code naru-relay bench} can be told beside the mode.
 *
 * <p>Threading: the main thread.
 */
final class BenchOptions {
    private static final int MEGABYTE = 20;

    @Option(
            names = "--users",
            paramLabel = "N",
            description =
                    "Users in the room. Default: 1000, slow 200, idle 10000, idle --tls 2000; durable 1000 where all listen.")
    private Integer users;

    @Option(
            names = "--senders",
            paramLabel = "N",
            defaultValue = "10",
            description = "Those who talk in fanout. Default: ${DEFAULT-VALUE}.")
    private int senders;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "32",
            description = "Messages that each of them has under way. Default: ${DEFAULT-VALUE}.")
    private int inFlight;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Messages a second in paced, storm and slow. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--text-octets", paramLabel = "N", description = "Length of a message. Default: 32, slow 4096.")
    private Integer textOctets;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long to measure. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up-seconds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How long to do the same before that. Default: ${DEFAULT-VALUE}.")
    private int warmUpSeconds;

    @Option(
            names = "--idle-seconds",
            paramLabel = "N",
            defaultValue = "40",
            description = "How long nobody says anything in idle. Default: ${DEFAULT-VALUE}.")
    private int idleSeconds;

    @Option(names = "--tls", description = "Clients speak TLS 1.3; the same is measured without it first.")
    private boolean isTls;

    @Option(names = "--base", description = "Readers are base clients.")
    private boolean isBase;

    @Option(names = "--extended", description = "Readers are extended clients, as they are by default.")
    private boolean isExtended;

    @Option(
            names = "--login",
            paramLabel = "HOW",
            defaultValue = "key",
            converter = LoginConverter.class,
            description = "How those in a storm log in: key (over TLS, default), or password.")
    private Login login;

    @Option(
            names = "--password-cost",
            paramLabel = "COST",
            defaultValue = "normal",
            converter = PasswordCostConverter.class,
            description = "Work in the password hashes of a storm: low, normal or high. Default: ${DEFAULT-VALUE}.")
    private PasswordCost passwordCost;

    @Option(
            names = "--witnesses",
            paramLabel = "N",
            defaultValue = "20",
            description = "Those who chat while there is a storm. Default: ${DEFAULT-VALUE}.")
    private int witnesses;

    @Option(
            names = "--slow-percent",
            paramLabel = "N",
            defaultValue = "25",
            description = "How many of the readers stop reading in slow. Default: ${DEFAULT-VALUE}.")
    private int slowPercent;

    @Option(
            names = "--authors",
            paramLabel = "N",
            defaultValue = "100",
            description = "Those who talk at once in durable, beside one alone. Default: ${DEFAULT-VALUE}.")
    private int authors;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "How often durable measures its broadcast, of which it tells medians. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--broadcast-only", description = "The last part of durable without the others.")
    private boolean isBroadcastOnly;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Messages in the store of history. Default: ${DEFAULT-VALUE}.")
    private int messages;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            converter = PathConverter.class,
            description =
                    "Where data folders are made for a while: on the disk that durable is to measure. Default: the"
                            + " system's folder for temporary files, which may be no disk at all.")
    private Path folder;

    @Option(
            names = "--connect",
            paramLabel = "HOST:PORT",
            converter = ListenAddress.Converter.class,
            description = "Load a relay that runs already, with --registration open and --limits off.")
    private ListenAddress connect;

    @Option(
            names = "--fingerprint",
            paramLabel = "FINGERPRINT",
            converter = FingerprintConverter.class,
            description = "The key of the relay that runs already, for --tls.")
    private Fingerprint fingerprint;

    @Option(
            names = "--java-flags",
            paramLabel = "FLAGS",
            defaultValue = "-XX:+UseSerialGC -Xms32m -Xmx256m",
            description = "For the relay that is started. Default: ${DEFAULT-VALUE}.")
    private String javaFlags;

    private PrintWriter out;

    /** How somebody logs in. */
    enum Login {
        KEY,
        PASSWORD
    }

    void printTo(PrintWriter target) {
        out = target;
    }

    /** Prints a line. */
    void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }

    int users(int standard) {
        return users != null ? users : standard;
    }

    int senders() {
        return senders;
    }

    int inFlight() {
        return inFlight;
    }

    int rate() {
        return rate;
    }

    int textOctets(int standard) {
        return textOctets != null ? textOctets : standard;
    }

    int seconds() {
        return seconds;
    }

    int warmUpSeconds() {
        return warmUpSeconds;
    }

    int idleSeconds() {
        return idleSeconds;
    }

    boolean isTls() {
        return isTls;
    }

    /** @throws CommandException if it was told both */
    boolean isExtended() throws CommandException {
        if (isBase && isExtended) {
            throw new CommandException("Readers are base or extended clients; leave out --base or --extended");
        }
        return !isBase;
    }

    /** What the readers are. */
    String level() throws CommandException {
        return isExtended() ? "extended" : "base";
    }

    Login login() {
        return login;
    }

    PasswordCost passwordCost() {
        return passwordCost;
    }

    int witnesses() {
        return witnesses;
    }

    int slowPercent() {
        return slowPercent;
    }

    int authors() {
        return authors;
    }

    /** @throws CommandException if it isn't at least once */
    int rounds() throws CommandException {
        if (rounds < 1) {
            throw new CommandException("--rounds is 1 or more");
        }
        return rounds;
    }

    boolean isBroadcastOnly() {
        return isBroadcastOnly;
    }

    int messages() {
        return messages;
    }

    /** Where folders are made that are removed in the end. */
    Path folder() {
        return folder != null ? folder : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Null for a relay of one's own. */
    ListenAddress connect() {
        return connect;
    }

    /** @throws CommandException if it is needed and wasn't told */
    Fingerprint fingerprint() throws CommandException {
        if (fingerprint == null) {
            throw new CommandException(
                    "Say the relay's key too: --fingerprint, as \"naru-relay fingerprint\" shows it");
        }
        return fingerprint;
    }

    List<String> javaFlags() {
        return List.of(javaFlags.split(" "));
    }

    static long mebibytes(long octets) {
        return octets >> MEGABYTE;
    }

    /** Logins in words. */
    static final class LoginConverter extends WordConverter<Login> {
        LoginConverter() {
            super(List.of(Login.KEY, Login.PASSWORD));
        }
    }

    /** Fingerprints as people write them. */
    static final class FingerprintConverter implements ITypeConverter<Fingerprint> {
        @Override
        public Fingerprint convert(String text) {
            try {
                return Fingerprint.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
