package io.naru.client.transfer;

import io.naru.client.data.PeerLine;
import io.naru.client.data.Way;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A line whose octets are counted as they come.
 *
 * <p>Threading: as a line's.
 */
final class CountedLine implements PeerLine {
    private final PeerLine line;
    private final AtomicLong count;

    CountedLine(PeerLine line, AtomicLong count) {
        this.line = line;
        this.count = count;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int more = line.read(into);
        count.addAndGet(Math.max(0, more));
        return more;
    }

    @Override
    public UserName peer() {
        return line.peer();
    }

    @Override
    public Fingerprint key() {
        return line.key();
    }

    @Override
    public Way way() {
        return line.way();
    }

    @Override
    public void write(ByteBuffer... from) throws IOException {
        line.write(from);
    }

    @Override
    public void breakOff() {
        line.breakOff();
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
