package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.identity.Identity;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.LoginMode;
import io.naru.common.message.Password;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.UserName;
import io.naru.common.testkit.FakeClock;
import io.naru.relay.metrics.Counters;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.store.MemoryStore;
import io.naru.relay.store.Store;
import io.naru.relay.testkit.ScriptedPeer;
import io.naru.relay.testkit.TlsClients;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLEngine;

/**
 * A relay on real loopback sockets whose loop is turned by the test, with a clock that the test sets.
 *
 * <p>Threading: the test's.
 */
public final class SteppedRelay implements AutoCloseable {
    private static final int MANY_STEPS = 10_000;

    private final FakeClock clock = new FakeClock();
    private final Store store;
    private final Relay relay;
    private final List<ScriptedPeer> peers = new ArrayList<>();
    private final Map<SocketAddress, Fingerprint> keys = new HashMap<>();

    /** A relay with its accounts in memory. */
    public SteppedRelay(RelayConfig config) throws IOException {
        this(config, new MemoryStore());
    }

    /** A relay on a store. */
    public SteppedRelay(RelayConfig config, Store store) throws IOException {
        this.store = store;
        this.relay = new Relay(
                config,
                clock,
                store,
                connection -> Optional.ofNullable(keys.get(connection.remote())).or(connection::peerFingerprint));
    }

    /** One turn of the loop, and one of what carries users' octets. */
    public void step() throws IOException {
        relay.loop().runOnce(1);
        relay.carrier().loop().runOnce(0);
    }

    /** Turns until something holds. */
    public void until(String what, BooleanSupplier condition) throws IOException {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            assertThat(i).as("turns until " + what).isLessThan(MANY_STEPS);
            step();
        }
    }

    /** Lets time pass, in a turn that waits for nothing else. */
    public void advance(Duration span) throws IOException {
        clock.advance(span);
        relay.loop().runOnce(0);
        relay.carrier().loop().runOnce(0);
    }

    /** The wall clock. */
    public Instant now() {
        return clock.now();
    }

    /** The parts, for tests of one of them. */
    Relay relay() {
        return relay;
    }

    /** What the relay has counted. */
    public Counters counters() {
        return relay.counters();
    }

    /** How often something was dropped for a reason. */
    public long drops(DropReason reason) {
        return relay.counters().drops(reason);
    }

    /** A connection that has said nothing yet. */
    public ScriptedPeer connect() throws IOException {
        return connect(0);
    }

    /** The same with a receive buffer of its own size. */
    public ScriptedPeer connect(int receiveOctets) throws IOException {
        ScriptedPeer peer = ScriptedPeer.connect(relay.addresses().get(0), receiveOctets, this::step);
        peers.add(peer);
        return peer;
    }

    /** A connection over TLS that has said nothing yet, whose client has a key or not. */
    public ScriptedPeer connectTls(Optional<Identity> client) throws IOException {
        return connectTls(client, 0);
    }

    /** The same with a receive buffer of its own size. */
    public ScriptedPeer connectTls(Optional<Identity> client, int receiveOctets) throws IOException {
        return connectTls(TlsClients.engine(client), receiveOctets, () -> Integer.MAX_VALUE);
    }

    /** The same for any engine of a client, where so many octets a call go in and out. */
    public ScriptedPeer connectTls(SSLEngine client, int receiveOctets, IntSupplier sizes) throws IOException {
        ScriptedPeer peer = ScriptedPeer.connect(relay.addresses().get(0), receiveOctets, client, this::step, sizes);
        peers.add(peer);
        return peer;
    }

    /** An extended peer that is logged in over TLS and has read everything so far. */
    public ScriptedPeer extendedTls(String name) throws IOException {
        return loggedIn(connectTls(Optional.empty()), name);
    }

    /** The same on a connection that is there. */
    public ScriptedPeer loggedIn(ScriptedPeer peer, String name) throws IOException {
        peer.send(new ClientMessage.Hello(1, "test"));
        peer.expect(RelayMessage.Hello.class);
        peer.send(credentials(name, "secret"));
        peer.skipTo(RelayMessage.Welcome.class);
        peer.barrier();
        return peer;
    }

    /** A connection that has proven to have a key, and said nothing yet. */
    public ScriptedPeer connect(Fingerprint key) throws IOException {
        ScriptedPeer peer = connect();
        keys.put(peer.address(), key);
        return peer;
    }

    /** An extended peer that has proven to have a key, before its login. */
    public ScriptedPeer hello(Fingerprint key) throws IOException {
        return hello(connect(key));
    }

    /** An extended peer with a key that is logged in by password and has read everything so far. */
    public ScriptedPeer extended(String name, Fingerprint key) throws IOException {
        return extended(hello(key), name);
    }

    /** An extended peer that is logged in and has read everything so far. */
    public ScriptedPeer extended(String name) throws IOException {
        return extended(hello(), name);
    }

    private static ScriptedPeer extended(ScriptedPeer peer, String name) throws IOException {
        peer.send(credentials(name, "secret"));
        peer.skipTo(RelayMessage.Welcome.class);
        peer.barrier();
        return peer;
    }

    /** An extended peer before its login. */
    public ScriptedPeer hello() throws IOException {
        return hello(connect());
    }

    private static ScriptedPeer hello(ScriptedPeer peer) throws IOException {
        peer.send(new ClientMessage.Hello(1, "test"));
        peer.expect(RelayMessage.Hello.class);
        return peer;
    }

    /** A base peer that is logged in and has read its welcome. */
    public ScriptedPeer base(String name) throws IOException {
        ScriptedPeer peer = connect();
        peer.send("\1" + name + " secret\0");
        assertThat(peer.expectText(0)).startsWith("* Welcome to Naru, " + name + ".");
        return peer;
    }

    /** A login. */
    public static ClientMessage credentials(String name, String password) {
        return new ClientMessage.Credentials(UserName.of(name), Password.of(password), LoginMode.LOGIN, "");
    }

    /** Ends everything but the store, which another relay may go on with. */
    void closeButStore() throws IOException {
        for (ScriptedPeer peer : peers) {
            peer.close();
        }
        relay.close();
    }

    @Override
    public void close() throws IOException {
        closeButStore();
        store.close();
    }
}
