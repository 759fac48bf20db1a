package io.naru.common.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.GatheringByteChannel;
import java.util.function.IntSupplier;

/**
 * A channel that passes on no more than a few octets with each call, so that whatever comes in one piece everywhere
 * else comes in pieces here.
 *
 * <p>Threading: as the channel inside.
 */
public final class ChunkingChannel implements ByteChannel, GatheringByteChannel {
    private final ByteChannel inside;
    private final IntSupplier octetsAtATime;

    /** Always passes on at most so many octets, at least 1. */
    public ChunkingChannel(ByteChannel inside, int octetsAtATime) {
        this(inside, () -> octetsAtATime);
    }

    /** Asks before each call how many octets it may pass on, at least 0; such as {@code () -> random.nextInt(5)}. */
    public ChunkingChannel(ByteChannel inside, IntSupplier octetsAtATime) {
        this.inside = inside;
        this.octetsAtATime = octetsAtATime;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int limit = target.limit();
        target.limit(target.position() + Math.min(target.remaining(), octetsAtATime.getAsInt()));
        try {
            return inside.read(target);
        } finally {
            target.limit(limit);
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return writeAtMost(source, octetsAtATime.getAsInt());
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        int left = octetsAtATime.getAsInt();
        long octets = 0;
        for (int i = offset; i < offset + length && left > 0; i++) {
            int wanted = Math.min(left, sources[i].remaining());
            int written = writeAtMost(sources[i], wanted);
            octets += written;
            left -= written;
            if (written < wanted) {
                break;
            }
        }
        return octets;
    }

    @Override
    public long write(ByteBuffer[] sources) throws IOException {
        return write(sources, 0, sources.length);
    }

    @Override
    public boolean isOpen() {
        return inside.isOpen();
    }

    @Override
    public void close() throws IOException {
        inside.close();
    }

    private int writeAtMost(ByteBuffer source, int octets) throws IOException {
        int limit = source.limit();
        source.limit(source.position() + Math.min(source.remaining(), octets));
        try {
            return inside.write(source);
        } finally {
            source.limit(limit);
        }
    }
}
