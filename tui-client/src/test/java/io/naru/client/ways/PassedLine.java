package io.naru.client.ways;

import io.naru.client.data.PeerLine;
import io.naru.client.data.Way;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A line that does as the one behind it does; something else by what is overridden. */
abstract class PassedLine implements PeerLine {
    private final PeerLine line;

    PassedLine(PeerLine line) {
        this.line = line;
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
    public int read(ByteBuffer into) throws IOException {
        return line.read(into);
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
