package io.naru.relay;

import io.naru.common.identity.Identity;
import io.naru.common.log.LogEvent;
import io.naru.common.time.Clock;
import io.naru.common.tls.RelayTlsContext;
import io.naru.relay.control.ControlAnswer;
import io.naru.relay.control.RelayControl;
import io.naru.relay.control.Restart;
import io.naru.relay.crypto.CryptoPool;
import io.naru.relay.crypto.PasswordFunction;
import io.naru.relay.crypto.PooledPasswordHasher;
import io.naru.relay.ctl.Control;
import io.naru.relay.ctl.ControlSocket;
import io.naru.relay.hub.Hub;
import io.naru.relay.metrics.Counters;
import io.naru.relay.metrics.Figures;
import io.naru.relay.net.Acceptor;
import io.naru.relay.net.Connection;
import io.naru.relay.net.EventLoop;
import io.naru.relay.net.HandshakePool;
import io.naru.relay.net.TlsAcceptance;
import io.naru.relay.net.Transport;
import io.naru.relay.session.Authenticator;
import io.naru.relay.session.Proof;
import io.naru.relay.session.Sessions;
import io.naru.relay.splice.SpliceCarrier;
import io.naru.relay.splice.Splices;
import io.naru.relay.store.Ban;
import io.naru.relay.store.BanList;
import io.naru.relay.store.DataFolder;
import io.naru.relay.store.Store;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The parts of one relay, put together and listening, with nobody turning the loop yet.
 *
 * <p>Threading: built by one thread and closed by one; what is in the loop belongs to who turns it.
 */
final class Relay implements AutoCloseable {
    /** What the clients have to read that the relay stops; less than the five seconds in which it has to be gone. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private static final int HANDSHAKES_AT_ONCE = 2;
    /** What two threads do in about a second, which is a tenth of what a login may take. */
    private static final int HANDSHAKES_WAITING = 1024;

    private static final Logger LOGGER = System.getLogger(Relay.class.getName());

    private final EventLoop loop;
    private final Transport transport;
    private final Hub hub;
    private final long startedNanos;
    private final CryptoPool pool;
    private final HandshakePool handshakes;
    private final TlsAcceptance tls;
    private final SpliceCarrier carrier;
    private final Splices splices;
    private final Sessions sessions;
    private final Counters counters = new Counters();
    private final String name;
    private volatile Identity identity;
    private Optional<ControlSocket> controlSocket = Optional.empty();
    private final List<Acceptor> acceptors = new ArrayList<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();

    Relay(RelayConfig config, Clock clock, Store store) throws IOException {
        this(config, clock, store, Connection::peerFingerprint);
    }

    /** The same with another word on what connections have proven. */
    Relay(RelayConfig config, Clock clock, Store store, Proof proof) throws IOException {
        name = config.name();
        identity = RelayIdentity.load(config, clock);
        BanList bans = bans(store, clock);
        loop = new EventLoop(clock, counters);
        startedNanos = loop.nowNanos();
        int hashesAtOnce = config.passwordCost().atOnce(Runtime.getRuntime().maxMemory());
        pool = new CryptoPool(hashesAtOnce, config.passwordCost().queueLimit());
        handshakes = new HandshakePool(HANDSHAKES_AT_ONCE, HANDSHAKES_WAITING);
        tls = new TlsAcceptance(
                RelayTlsContext.of(identity),
                handshakes,
                from -> isPlainTaken(config.tls().plain(), from));
        transport = new Transport(loop, config.queues(), counters, tls);
        hub = new Hub(config.sessions().maxUsers(), config.frames(), counters);
        Authenticator authenticator = new Authenticator(
                store,
                new PooledPasswordHasher(pool, PasswordFunction.argon2id(config.passwordCost())),
                config.registration(),
                loop,
                clock);
        // Its turns are its own: whether they take long is nobody's waiting but that of who is carried.
        carrier = new SpliceCarrier(new EventLoop(clock, new Counters()), config.splices());
        splices = new Splices(loop, carrier, config.splices(), counters);
        sessions = new Sessions(
                loop,
                transport,
                hub,
                authenticator,
                store,
                bans,
                splices,
                clock,
                proof,
                config.sessions(),
                config.frames(),
                config.name(),
                counters);
        try {
            for (InetSocketAddress address : config.listen()) {
                listen(address);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Waits for it: nobody may come in before it is known who mustn't. */
    private static BanList bans(Store store, Clock clock) throws IOException {
        CompletableFuture<Outcome<List<Ban>>> answer = new CompletableFuture<>();
        store.bans().active(clock.now(), Runnable::run, answer::complete);
        BanList bans = new BanList();
        bans.replaceAll(answer.join().orThrow());
        return bans;
    }

    private static boolean isPlainTaken(RelayTls.Plain policy, InetAddress from) {
        return switch (policy) {
            case NEVER -> false;
            case LOOPBACK -> from.isLoopbackAddress();
            case ALWAYS -> true;
        };
    }

    private void listen(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = bind(address);
        addresses.add((InetSocketAddress) channel.getLocalAddress());
        acceptors.add(new Acceptor(loop, counters, channel, sessions::accept));
    }

    private static ServerSocketChannel bind(InetSocketAddress address) throws IOException {
        String where = address.getHostString() + " port " + address.getPort();
        try {
            return Acceptor.bind(address);
        } catch (BindException e) {
            String reason = String.valueOf(e.getMessage());
            throw new IOException(
                    reason.contains("in use")
                            ? where + " is in use; stop what listens there, or choose another port"
                            : where + " can't be listened on (" + reason + "); choose another address",
                    e);
        } catch (UnresolvedAddressException e) {
            throw new IOException("The host " + address.getHostString() + " isn't known; check the name", e);
        } catch (IOException e) {
            throw new IOException(where + " can't be listened on (" + e.getMessage() + "); choose another address", e);
        }
    }

    EventLoop loop() {
        return loop;
    }

    Counters counters() {
        return counters;
    }

    Transport transport() {
        return transport;
    }

    /** In the loop, or once that has ended: all that can be counted. */
    Figures figures() {
        return new Figures(
                loop.nowNanos() - startedNanos,
                counters.snapshot(),
                counters.turns(),
                counters.rates(loop.nowNanos(), 10),
                counters.rates(loop.nowNanos(), 60),
                sessions.counts(),
                hub.size(),
                sessions.rooms(),
                sessions.unansweredAppends(),
                counters.appendTimes(),
                sessions.queuedOctets(),
                transport.heldOctets(),
                pool.figures(),
                splices.figures());
    }

    Sessions sessions() {
        return sessions;
    }

    /** What moves the octets of users who don't reach each other; its loop has to be turned, too. */
    SpliceCarrier carrier() {
        return carrier;
    }

    /** What it proves itself with to those who come now. */
    Identity identity() {
        return identity;
    }

    /** Any thread: proves itself with another key and certificate to those who come from now on. */
    void use(Identity other) {
        tls.use(RelayTlsContext.of(other));
        identity = other;
    }

    /**
     * Listens on the control socket of its data folder, too.
     *
     * @throws IOException if that can't be done; a sentence
     */
    void openControl(DataFolder folder, Consumer<Consumer<ControlAnswer>> reload) throws IOException {
        controlSocket = Optional.of(
                ControlSocket.open(loop, folder, new Control(loop, new ControlledByLoop(this, name, reload))));
    }

    /** It has ended, and its data folder is free: tells those who asked for that. */
    void onEnded() {
        controlSocket.ifPresent(ControlSocket::onRelayEnded);
    }

    /** What whoever runs it may ask of it, in the loop. */
    RelayControl control() {
        return sessions.control();
    }

    /** Where it listens, in the order of the configuration, with the ports that were free. */
    List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /** In the loop: accepts no more, says why to everybody, and stops the loop when all are gone or time is up. */
    void onStop() {
        onStop(Restart.SOON);
    }

    /** The same with another word on when clients are to come back. */
    void onStop(Restart restart) {
        closeAcceptors();
        carrier.stop();
        loop.schedule(loop.nowNanos() + FAREWELL.toNanos(), sessions::abort);
        sessions.stop(restart, loop::stop);
    }

    private void closeAcceptors() {
        for (Acceptor acceptor : acceptors) {
            try {
                acceptor.close();
            } catch (IOException e) {
                LogEvent.of("close-failed")
                        .with("what", "a listening socket")
                        .because(e)
                        .log(LOGGER, Level.WARNING);
            }
        }
    }

    /** Ends the threads that hash; hashes that wait are answered with a failure. */
    void closePool() {
        pool.close();
    }

    /** Gives back everything, without a word to anybody. */
    @Override
    public void close() throws IOException {
        if (controlSocket.isPresent()) {
            controlSocket.get().close();
        }
        sessions.abort();
        closeAcceptors();
        pool.close();
        handshakes.close();
        carrier.close();
        loop.close();
    }
}
