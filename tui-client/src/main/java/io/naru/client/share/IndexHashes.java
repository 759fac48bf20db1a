package io.naru.client.share;

import io.naru.common.file.FileState;
import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The hashes of the content of files in the index: of those that are the same as when they were read. What isn't loses them
 * at once.
 *
 * <p>Threading: one at a time; {@link ShareIndex} sees to that.
 */
final class IndexHashes {
    private final IndexDatabase database;

    IndexHashes(IndexDatabase database) {
        this.database = database;
    }

    /** How many files of a tree have no hashes. */
    long unhashed(long tree) throws IOException {
        return database.reading(each -> each.number(
                "SELECT count(*) FROM folder f JOIN entry e ON e.folder = f.id AND e.kind = 1 AND e.hash IS NULL"
                        + " WHERE f.tree = ?",
                tree));
    }

    /** Files without hashes, behind one of them. */
    List<ShareIndex.Unhashed> unhashed(long tree, Optional<ShareIndex.Unhashed> behind, int count) throws IOException {
        return database.reading(each -> each.rows(
                "SELECT e.folder, e.sort, e.name, f.path, e.octets, e.modified, e.key"
                        + " FROM folder f NOT INDEXED CROSS JOIN entry e ON e.folder = f.id AND e.kind = 1"
                        + " AND e.hash IS NULL WHERE f.tree = ? AND f.id >= ? AND (f.id > ? OR (e.sort, e.name) > (?, ?))"
                        + " ORDER BY f.id, e.sort, e.name LIMIT ?",
                row -> {
                    String folder = row.getString(4);
                    String name = row.getString(3);
                    return new ShareIndex.Unhashed(
                            row.getLong(1),
                            row.getString(2),
                            name,
                            folder.isEmpty() ? name : folder + "/" + name,
                            new FileState(row.getLong(5), row.getLong(6), row.getString(7)));
                },
                tree,
                behind.map(ShareIndex.Unhashed::folder).orElse(0L),
                behind.map(ShareIndex.Unhashed::folder).orElse(0L),
                behind.map(ShareIndex.Unhashed::sort).orElse(""),
                behind.map(ShareIndex.Unhashed::name).orElse(""),
                count));
    }

    /** Writes down the hashes of a file, if it is still the one that is known. */
    void putHashes(ShareIndex.Unhashed file, ChunkHashes hashes) throws IOException {
        boolean hasManifest = hashes.chunks().count() > 1;
        byte[] one = hashes.chunks().count() == 1
                ? hashes.octets()
                : HexFormat.of().parseHex(hashes.root().hex());
        database.transaction(each -> {
            int changed = each.update(
                    "UPDATE entry SET hash = ? WHERE folder = ? AND kind = 1 AND sort = ? AND name = ?"
                            + " AND octets = ? AND modified = ? AND key = ?",
                    one,
                    file.folder(),
                    file.sort(),
                    file.name(),
                    file.state().octets(),
                    file.state().modifiedNanos(),
                    file.state().key());
            if (changed > 0 && hasManifest) {
                each.update(
                        "INSERT OR REPLACE INTO manifest(folder, name, hashes) VALUES(?, ?, ?)",
                        file.folder(),
                        file.name(),
                        hashes.octets());
            }
            return null;
        });
    }

    /**
     * The hashes of a file that was just opened. If it isn't the one that was hashed, it loses them at once.
     *
     * @param path from the top of the tree, as the file system has it
     */
    Optional<ChunkHashes> hashes(long tree, String path, FileState state) throws IOException {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        Optional<ShareIndex.Unhashed> row = database.reading(each -> each.row(
                "SELECT e.folder, e.sort, e.octets, e.modified, e.key FROM folder f JOIN entry e ON e.folder = f.id"
                        + " AND e.kind = 1 AND e.sort = ? AND e.name = ? WHERE f.tree = ? AND f.path = ?"
                        + " AND e.hash IS NOT NULL",
                found -> new ShareIndex.Unhashed(
                        found.getLong(1),
                        found.getString(2),
                        name,
                        path,
                        new FileState(found.getLong(3), found.getLong(4), found.getString(5))),
                NaturalOrder.key(name),
                name,
                tree,
                slash < 0 ? "" : path.substring(0, slash)));
        if (row.isEmpty()) {
            return Optional.empty();
        }
        if (!row.get().state().equals(state)) {
            dropHashes(row.get());
            return Optional.empty();
        }
        return database.reading(each -> kept(each, row.get()));
    }

    private static Optional<ChunkHashes> kept(IndexDatabase database, ShareIndex.Unhashed file) throws SQLException {
        Chunks chunks = new Chunks(file.state().octets());
        if (chunks.count() == 0) {
            return Optional.of(ChunkHashes.of(chunks, new byte[0]));
        }
        Optional<byte[]> octets = chunks.count() > 1
                ? database.row(
                        "SELECT hashes FROM manifest WHERE folder = ? AND name = ?",
                        row -> row.getBytes(1),
                        file.folder(),
                        file.name())
                : database.row(
                        "SELECT hash FROM entry WHERE folder = ? AND kind = 1 AND sort = ? AND name = ?",
                        row -> row.getBytes(1),
                        file.folder(),
                        file.sort(),
                        file.name());
        return octets.filter(each -> each.length == (long) chunks.count() * ChunkHashes.HASH_OCTETS)
                .map(each -> ChunkHashes.of(chunks, each));
    }

    private void dropHashes(ShareIndex.Unhashed file) throws IOException {
        database.transaction(each -> {
            each.update(
                    "UPDATE entry SET hash = NULL WHERE folder = ? AND kind = 1 AND sort = ? AND name = ?",
                    file.folder(),
                    file.sort(),
                    file.name());
            return each.update("DELETE FROM manifest WHERE folder = ? AND name = ?", file.folder(), file.name());
        });
    }
}
