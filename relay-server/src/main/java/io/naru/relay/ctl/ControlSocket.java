package io.naru.relay.ctl;

import io.naru.common.log.LogEvent;
import io.naru.relay.net.EventLoop;
import io.naru.relay.store.DataFolder;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The socket {@code ctl.sock} of the data folder, which only its owner may connect to.
 *
 * <p>It is bound in a folder of its own with mode 0700, gets mode 0600 there and is then renamed, so there is no moment
 * in which others could connect, whatever the umask; and the name changes from the socket of a relay that crashed to
 * this one at once. The caller holds the lock of the data folder.
 *
 * <p>Threading: opened and closed by whoever builds the relay, else confined to the loop.
 */
public final class ControlSocket implements EventLoop.Participant, AutoCloseable {
    /** Less than the least that a system with such sockets takes. */
    private static final int MAX_PATH_OCTETS = 103;

    private static final int MAX_CLIENTS = 8;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String NAME = "ctl.sock";
    /** Shorter than the name itself, so that what fits there fits here. */
    private static final String WORKSHOP = ".ctl";

    private static final Logger LOGGER = System.getLogger(ControlSocket.class.getName());

    private final EventLoop loop;
    private final Path file;
    private final ServerSocketChannel channel;
    private final Control control;
    private final SelectionKey key;
    private final Set<ControlClient> clients = new HashSet<>();

    private ControlSocket(EventLoop loop, Path file, ServerSocketChannel channel, Control control) throws IOException {
        this.loop = loop;
        this.file = file;
        this.channel = channel;
        this.control = control;
        this.key = loop.register(channel, SelectionKey.OP_ACCEPT, this);
    }

    /** Where a relay with this data folder listens. */
    public static Path file(Path data) {
        return data.toAbsolutePath().normalize().resolve(NAME);
    }

    /**
     * The path as an address.
     *
     * @throws IOException if it is too long for one, or this system has no such sockets; a sentence
     */
    public static UnixDomainSocketAddress address(Path file) throws IOException {
        int octets = file.toString().getBytes(StandardCharsets.UTF_8).length;
        if (octets > MAX_PATH_OCTETS) {
            throw new IOException("The name of the control socket, " + file + ", is " + octets
                    + " octets long, and a socket's may be " + MAX_PATH_OCTETS
                    + "; use a data folder with a shorter path");
        }
        try {
            return UnixDomainSocketAddress.of(file);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            throw new IOException("There can be no control socket " + file + " on this system", e);
        }
    }

    /**
     * Listens in the data folder.
     *
     * @throws IOException if that can't be done; a sentence
     */
    public static ControlSocket open(EventLoop loop, DataFolder folder, Control control) throws IOException {
        Path file = file(folder.path());
        checkFree(file);
        Path workshop = folder.path().resolve(WORKSHOP);
        Path fresh = workshop.resolve("s");
        clear(fresh, workshop);
        DataFolder.createFolder(workshop);
        ServerSocketChannel channel = null;
        try {
            channel = bound(fresh);
            control.rehearse();
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            return new ControlSocket(loop, file, channel, control);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            throw e;
        } finally {
            clear(fresh, workshop);
        }
    }

    /** What is there is gone already, or is the socket of a relay that is. */
    private static void checkFree(Path file) throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException(file + " isn't a socket, and the relay needs that name; move it elsewhere");
        }
        try (SocketChannel probe = SocketChannel.open(address(file))) {
            throw new IOException("Another relay answers at " + probe.getRemoteAddress() + "; stop it first");
        } catch (java.net.ConnectException e) {
            LOGGER.log(Level.DEBUG, "The control socket of a relay that didn't end in order is replaced", e);
        }
    }

    private static void clear(Path fresh, Path workshop) throws IOException {
        Files.deleteIfExists(fresh);
        Files.deleteIfExists(workshop);
    }

    private static ServerSocketChannel bound(Path fresh) throws IOException {
        UnixDomainSocketAddress address = address(fresh);
        ServerSocketChannel channel;
        try {
            channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (UnsupportedOperationException e) {
            throw new IOException("There can be no control socket on this system", e);
        }
        try {
            channel.bind(address, MAX_CLIENTS);
            if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void onReady(SelectionKey ready) {
        try {
            for (int i = 0; i < MAX_CLIENTS; i++) {
                SocketChannel connection = channel.accept();
                if (connection == null) {
                    return;
                }
                take(connection);
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "A connection to the control socket can't be accepted for now", e);
            key.interestOps(0);
            loop.schedule(loop.nowNanos() + RETRY_NANOS, this::listenAgain);
        }
    }

    private void listenAgain() {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private void take(SocketChannel connection) throws IOException {
        ControlClient client = new ControlClient(loop, connection, control::onRequest, clients::remove);
        clients.add(client);
        client.start();
        if (clients.size() > MAX_CLIENTS) {
            client.refused("The relay answers " + MAX_CLIENTS + " requests at a time; try again.");
        }
    }

    @Override
    public void flush() {
        throw new IllegalStateException("a listening socket has no output");
    }

    @Override
    public void onFault(Throwable fault) {
        LogEvent.of("fault").with("where", "the control socket").because(fault).log(LOGGER, Level.ERROR);
    }

    /** Removes the socket and ends its connections, but those that are told of the relay's end. */
    @Override
    public void close() throws IOException {
        for (ControlClient client : List.copyOf(clients)) {
            client.endUnlessHeld();
        }
        channel.close();
        Files.deleteIfExists(file);
    }

    /** The relay has ended, and its data folder is free. */
    public void onRelayEnded() {
        List.copyOf(clients).forEach(ControlClient::end);
    }
}
