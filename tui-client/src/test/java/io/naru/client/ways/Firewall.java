package io.naru.client.ways;

import io.naru.client.data.Way;
import io.naru.common.message.Fingerprint;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one way through, and breaks all lines off when their program is killed.
 *
 * <p>Threading: any.
 */
final class Firewall implements Securing {
    private final Securing behind;
    private final Way outwards;
    private volatile Way open;
    private final int relayPort;
    private final Set<Secured> lines = ConcurrentHashMap.newKeySet();
    private volatile boolean isDead;

    /**
     * A firewall of one program.
     *
     * @param outwards what a connection is that this program makes to another
     * @param open the way that is let through
     * @param relayPort where this program finds its relay
     */
    Firewall(Securing behind, Way outwards, Way open, int relayPort) {
        this.behind = behind;
        this.outwards = outwards;
        this.open = open;
        this.relayPort = relayPort;
    }

    @Override
    public Secured connect(SocketChannel connected, Fingerprint expected, Duration timeout) throws IOException {
        check(isRelay(connected) ? Way.RELAY : outwards);
        return hold(behind.connect(connected, expected, timeout));
    }

    @Override
    public Secured accept(SocketChannel connected, Duration timeout) throws IOException {
        if (isRelay(connected)) {
            check(Way.RELAY);
        }
        return hold(behind.accept(connected, timeout));
    }

    private boolean isRelay(SocketChannel connected) throws IOException {
        return ((InetSocketAddress) connected.getRemoteAddress()).getPort() == relayPort;
    }

    private void check(Way way) throws IOException {
        if (way != open || isDead) {
            throw new ConnectException("closed");
        }
    }

    private Secured hold(Secured line) {
        lines.add(line);
        if (isDead) {
            line.breakOff();
        }
        return line;
    }

    /** Lets another way through, and breaks all lines off that stand. */
    void open(Way next) {
        open = next;
        lines.forEach(Secured::breakOff);
    }

    /** The program is gone: nothing goes through any more. */
    void kill() {
        isDead = true;
        lines.forEach(Secured::breakOff);
    }
}
