package io.naru.client.bench;

import io.naru.client.data.FileSource;
import io.naru.client.data.ServedFile;
import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.hash.FileHasher;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder of which some files were hashed before, as an index would have done.
 *
 * <p>Threading: any.
 */
final class HashedFolder implements FileSource {
    private static final int BUFFER_OCTETS = 1 << 18;

    private final Path folder;
    private final Map<String, ChunkHashes> hashes = new ConcurrentHashMap<>();

    HashedFolder(Path folder) {
        this.folder = folder;
    }

    void hash(String path) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(path))) {
            FileHasher hasher = new FileHasher(new Chunks(channel.size()));
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_OCTETS);
            while (channel.read(buffer.clear()) >= 0) {
                hasher.update(buffer.flip());
            }
            hashes.put(path, hasher.hashes());
        }
    }

    void forget(String path) {
        hashes.remove(path);
    }

    @Override
    public ServedFile open(UserName who, String path) throws IOException {
        Path file = folder.resolve(path);
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new ServedFile(
                FileChannel.open(file),
                file,
                attributes.size(),
                attributes.lastModifiedTime().toMillis(),
                Optional.ofNullable(hashes.get(path)));
    }
}
