package io.naru.client.data;

import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.hash.FileHasher;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** A folder whose files are served, hashed or not. */
final class Served implements FileSource {
    private static final ThreadFactory DAEMONS = body -> {
        Thread thread = new Thread(body, "test-data");
        thread.setDaemon(true);
        return thread;
    };

    private final Path folder;
    private final Map<String, ChunkHashes> hashes = new ConcurrentHashMap<>();

    Served(Path folder) {
        this.folder = folder;
    }

    static ExecutorService threads() {
        return Executors.newCachedThreadPool(DAEMONS);
    }

    Path file(String path) {
        return folder.resolve(path);
    }

    void write(String path, byte[] octets) throws IOException {
        Files.createDirectories(file(path).getParent());
        Files.write(file(path), octets);
    }

    /** From now on the file is known by its hashes as it is now. */
    ChunkHashes hash(String path) throws IOException {
        try (FileChannel channel = FileChannel.open(file(path))) {
            FileHasher hasher = new FileHasher(new Chunks(channel.size()));
            ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
            while (channel.read(buffer.clear()) >= 0) {
                hasher.update(buffer.flip());
            }
            hashes.put(path, hasher.hashes());
            return hasher.hashes();
        }
    }

    @Override
    public ServedFile open(UserName who, String path) throws IOException {
        FileChannel channel = FileChannel.open(file(path));
        return new ServedFile(
                channel,
                file(path),
                channel.size(),
                Files.getLastModifiedTime(file(path)).toMillis(),
                Optional.ofNullable(hashes.get(path)));
    }

    /** Serves a line; what comes out is the failure, if there was one. */
    CompletableFuture<Optional<IOException>> serve(PeerLine line, ServeListener listener) {
        ExecutorService threads = threads();
        ServeSession session = new ServeSession(line, this, listener, threads);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        session.run();
                        return Optional.empty();
                    } catch (IOException e) {
                        return Optional.of(e);
                    }
                },
                threads);
    }
}
