package io.naru.client.transfer;

import io.naru.client.data.PeerLine;
import io.naru.client.data.Way;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A line that breaks after so many octets have come over it.
 *
 * <p>Threading: as a line's.
 */
final class BreakingLine implements PeerLine {
    private final PeerLine line;
    private int left;

    BreakingLine(PeerLine line, int octets) {
        this.line = line;
        this.left = octets;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (left == 0) {
            line.breakOff();
            throw new IOException("it broke on purpose");
        }
        int end = into.limit();
        into.limit(Math.min(end, into.position() + left));
        int count = line.read(into);
        into.limit(end);
        left -= Math.max(0, count);
        return count;
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
