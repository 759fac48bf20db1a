package io.naru.client.data;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import io.naru.common.tls.TlsLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A line to another user over TLS.
 *
 * <p>Threading: as its interface says.
 */
public final class TlsPeerLine implements PeerLine {
    private final UserName peer;
    private final Way way;
    private final TlsLine tls;

    /**
     * A line whose other end has proven its key, and that it belongs to a user.
     *
     * @param tls owned by this line
     */
    public TlsPeerLine(UserName peer, Way way, TlsLine tls) {
        this.peer = Objects.requireNonNull(peer);
        this.way = Objects.requireNonNull(way);
        this.tls = tls;
    }

    @Override
    public UserName peer() {
        return peer;
    }

    @Override
    public Fingerprint key() {
        return tls.peerKey();
    }

    @Override
    public Way way() {
        return way;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return tls.read(into);
    }

    @Override
    public void write(ByteBuffer... from) throws IOException {
        tls.write(from);
    }

    @Override
    public void breakOff() {
        tls.breakOff();
    }

    @Override
    public void close() {
        tls.close();
    }
}
