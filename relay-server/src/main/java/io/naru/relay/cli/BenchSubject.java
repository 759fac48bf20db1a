package io.naru.relay.cli;

import io.naru.common.identity.Identity;
import io.naru.common.identity.IdentityFile;
import io.naru.common.message.Fingerprint;
import io.naru.relay.RelayIdentity;
import io.naru.relay.bench.LoadClient;
import io.naru.relay.bench.LoadWire;
import io.naru.relay.bench.LoadWires;
import io.naru.relay.bench.MeasuredProcess;
import io.naru.relay.bench.ProcessFigures;
import io.naru.relay.bench.ThreadTimes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.io.file.PathUtils;

/**
 * What is measured, in a process of its own, and the folder that goes with it.
 *
 * <p>Threading: the main thread; {@link #wires} may be used by another one.
 */
final class BenchSubject implements AutoCloseable {
    private final MeasuredProcess process;
    private final Optional<Path> folder;
    private final Optional<Fingerprint> key;

    private BenchSubject(MeasuredProcess process, Optional<Path> folder, Optional<Fingerprint> key) {
        this.process = process;
        this.folder = folder;
        this.key = key;
    }

    /** Fills a data folder before a relay is started on it. */
    interface Preparation {
        void fill(Path data) throws IOException;
    }

    /** The bare loop. */
    static BenchSubject bareLoop(BenchOptions options) throws IOException {
        return new BenchSubject(
                MeasuredProcess.start(options.javaFlags(), Main.class.getName(), List.of("bench", "bare")),
                Optional.empty(),
                Optional.empty());
    }

    /** A relay without a data folder, which takes whoever comes and forgets it. */
    static BenchSubject forgetfulRelay(BenchOptions options, int users) throws IOException {
        List<String> arguments = List.of("bench", "forgetful", "--users", Integer.toString(users));
        return new BenchSubject(
                MeasuredProcess.start(options.javaFlags(), Main.class.getName(), arguments),
                Optional.empty(),
                Optional.empty());
    }

    /** A relay with a data folder, which takes whoever comes and keeps what is said. */
    static BenchSubject durableRelay(BenchOptions options, int users) throws IOException {
        return relay(options, users, List.of("--registration", "open", "--password-cost", "low"), data -> {});
    }

    /** A relay that takes whoever comes: one of its own, or one that runs already. */
    static BenchSubject openRelay(BenchOptions options, int users) throws IOException {
        if (options.connect() == null) {
            return durableRelay(options, users);
        }
        Optional<Fingerprint> key = options.isTls() ? Optional.of(options.fingerprint()) : Optional.empty();
        return new BenchSubject(MeasuredProcess.running(options.connect().resolved()), Optional.empty(), key);
    }

    /** A relay with a data folder that was filled before. */
    static BenchSubject relay(BenchOptions options, int users, List<String> more, Preparation preparation)
            throws IOException {
        Path folder = Files.createTempDirectory(options.folder(), "naru-bench");
        try {
            Path data = folder.resolve("data");
            preparation.fill(data);
            List<String> arguments = new ArrayList<>(List.of("serve", "--listen", "127.0.0.1:0"));
            arguments.addAll(List.of("--data", data.toString(), "--limits", "off"));
            arguments.addAll(List.of("--max-users", Integer.toString(users)));
            arguments.addAll(more);
            MeasuredProcess process = MeasuredProcess.start(options.javaFlags(), Main.class.getName(), arguments);
            Fingerprint key = IdentityFile.load(RelayIdentity.file(data)).fingerprint();
            return new BenchSubject(process, Optional.of(folder), Optional.of(key));
        } catch (IOException e) {
            PathUtils.deleteDirectory(folder);
            throw e;
        }
    }

    /** Clients without TLS. */
    LoadClient plainClient() throws IOException {
        return new LoadClient(process.address(), LoadWires.plain());
    }

    /** Clients with TLS, and with these identities. */
    LoadClient tlsClient(Function<String, Identity> identityOf) throws IOException {
        LoadWire.Maker wires = LoadWires.tls(key.orElseThrow(), identityOf);
        return new LoadClient(process.address(), wires);
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return process.address();
    }

    ProcessFigures figures() throws IOException {
        return process.figures();
    }

    ThreadTimes threadTimes() throws IOException {
        return process.threadTimes();
    }

    @Override
    public void close() throws IOException {
        process.close();
        if (folder.isPresent()) {
            PathUtils.deleteDirectory(folder.get());
        }
    }
}
