package io.naru.client.app;

import io.naru.client.event.EngineEvent;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.Password;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.commons.io.file.PathUtils;

/**
 * A small world to try Naru in: a relay on a free port of the loopback interface, and a temporary folder for everything
 * it needs. Users come and go through the real protocol; closing it leaves nothing behind, and neither does a signal
 * that ends the process.
 *
 * <p>Threading: started and closed by one thread.
 */
public final class Demo implements AutoCloseable {
    /** The user who shares the demo's files. */
    public static final UserName SHARER = UserName.of("bob");

    /** The user who speaks Korean. */
    public static final UserName TALKER = UserName.of("하나");

    private static final UserName GUEST = UserName.of("guest");
    /** The password of everybody in it. */
    public static final String PASSWORD = "demo";

    private static final Logger LOG = System.getLogger(Demo.class.getName());

    /** Makes engines. */
    @FunctionalInterface
    public interface Engines {
        /** What makes the engines of somebody whose keys are in that folder. */
        Function<EngineEvent.Sink, Engine> of(Path data);
    }

    private final Path folder;
    private final RelayServer relay;
    private final Engines engines;
    private final Thread shutdownHook = new Thread(this::closeAtEnd, "demo-remove");
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private Demo(Path folder, RelayServer relay, Engines engines) {
        this.folder = folder;
        this.relay = relay;
        this.engines = engines;
    }

    /**
     * Starts the relay and puts the files to be shared into a temporary folder.
     *
     * @throws IOException if there is no room for them or no port is free; the message is a sentence
     */
    public static Demo start(DemoFiles files, Clock clock, Engines engines) throws IOException {
        Path folder = Files.createTempDirectory("naru-demo-");
        try {
            files.copyTo(folder.resolve("share"));
            RelayServer relay = RelayServer.start(
                    RelayConfig.temporary().withName("demo").withData(folder.resolve("relay")), clock);
            Demo demo = new Demo(folder, relay, engines);
            Runtime.getRuntime().addShutdownHook(demo.shutdownHook);
            return demo;
        } catch (IOException | RuntimeException e) {
            PathUtils.deleteDirectory(folder);
            throw e;
        }
    }

    /** Where the relay listens. */
    public RelayAddress relay() {
        InetSocketAddress address = relay.address();
        return new RelayAddress(address.getAddress().getHostAddress(), address.getPort());
    }

    /** The fingerprint of the relay's key. */
    public Fingerprint fingerprint() {
        return relay.fingerprint();
    }

    /** The folder with the demo's files. */
    public Path share() {
        return folder.resolve("share");
    }

    /** A folder of this demo for somebody's downloads. */
    public Path downloads(String name) {
        return folder.resolve("downloads-" + name);
    }

    /** The login of somebody new. */
    public Login login(UserName user) {
        return Login.of(relay(), user, Optional.of(Password.of(PASSWORD)), Protection.pinned(fingerprint()));
    }

    /** Makes the engine of somebody, whose keys are gone with the demo. */
    public Function<EngineEvent.Sink, Engine> engines(UserName user) {
        return engines.of(folder.resolve("keys").resolve(user.canonical()));
    }

    /** The login of the person at the screen: the name on this machine, unless the demo can't take it. */
    public Login guest(String systemUser) {
        UserName name;
        try {
            name = UserName.of(systemUser);
        } catch (InvalidValueException e) {
            name = GUEST;
        }
        return login(List.of(SHARER, TALKER).contains(name) ? GUEST : name);
    }

    /** Lets the two users in, who stay and talk until they are closed. */
    public DemoCompany company(UserName guest) {
        return new DemoCompany(this, guest);
    }

    @Override
    public void close() throws IOException {
        if (isClosed.compareAndSet(false, true)) {
            relay.close();
            PathUtils.deleteDirectory(folder);
        }
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "Closed while the process is ending", e);
        }
    }

    /** A signal ends the process without anybody closing this. */
    private void closeAtEnd() {
        try {
            close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The demo's folder can't be removed", e);
        }
    }
}
