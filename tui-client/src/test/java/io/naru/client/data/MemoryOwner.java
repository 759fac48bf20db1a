package io.naru.client.data;

import io.naru.common.hash.ChunkHashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** An owner in this process whose files come over lines in memory; for the tests of other packages. */
public final class MemoryOwner {
    private static final int STEP_OCTETS = 1 << 16;

    private final Served served;

    /** Serves what is in a folder. */
    public MemoryOwner(Path folder) {
        this.served = new Served(folder);
    }

    /** Puts a file there. */
    public void write(String path, byte[] octets) throws IOException {
        served.write(path, octets);
    }

    /** From now on a file is known by its hashes as it is now. */
    public ChunkHashes hash(String path) throws IOException {
        return served.hash(path);
    }

    /** Other octets, as many, behind the owner's back: the hashes of before are what is told of it. */
    public void spoil(String path, byte[] octets) throws IOException {
        FileTime time = Files.getLastModifiedTime(served.file(path));
        Files.write(served.file(path), octets);
        Files.setLastModifiedTime(served.file(path), time);
    }

    /** A line to it. */
    public PeerLine line() {
        LinePair pair = LinePair.memory(STEP_OCTETS);
        served.serve(pair.owner, new ServeListener() {});
        return pair.requester;
    }
}
