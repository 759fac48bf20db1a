package io.naru.client.share;

import io.naru.common.file.FileState;
import io.naru.common.hash.ChunkHashes;
import io.naru.common.message.EntryKind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the shared folders, on disk: every entry with size, time, identity and, once it was read, the hashes of
 * its content. A <em>tree</em> is one shared folder with its patterns. Nothing of it is held in memory. What is where:
 * {@link IndexTables}.
 *
 * <p>Threading: any thread; one at a time gets in, for a moment each.
 */
final class ShareIndex implements Closeable {
    private static final int TREES_MAX = 32;

    private final IndexFile file;
    private final IndexDatabase database;
    private final IndexHashes hashes;

    private ShareIndex(IndexFile file, IndexDatabase database) {
        this.file = file;
        this.database = database;
        this.hashes = new IndexHashes(database);
    }

    /** A folder that is to be read. */
    record Pending(long id, String path) {}

    /** What a folder or a tree holds. */
    record Sum(long files, long octets) {
        static final Sum NOTHING = new Sum(0, 0);

        Sum plus(Sum other) {
            return new Sum(files + other.files, octets + other.octets);
        }

        /** Of the files among some entries. */
        static Sum of(List<SharedEntry> entries) {
            long files = entries.stream().filter(entry -> !entry.isFolder()).count();
            return new Sum(
                    files, entries.stream().mapToLong(SharedEntry::octets).sum());
        }
    }

    /** A file without hashes, and the place of its row. */
    record Unhashed(long folder, String sort, String name, String path, FileState state) {}

    /**
     * Opens the index of an install, or a new one if that is damaged or of another version.
     *
     * @param folder where it is; empty for a temporary one
     */
    static ShareIndex open(Optional<Path> folder) throws IOException {
        IndexFile file = IndexFile.take(folder);
        try {
            return open(file);
        } catch (IOException e) {
            if (!IndexDatabase.isDamaged(e)) {
                file.close();
                throw e;
            }
            file.clear();
            return open(file);
        }
    }

    private static ShareIndex open(IndexFile file) throws IOException {
        IndexDatabase database = IndexDatabase.open(file.path(), false);
        try {
            long version = database.reading(each -> each.number("PRAGMA user_version"));
            if (version != IndexTables.SCHEMA && version != 0) {
                database.close();
                file.clear();
                database = IndexDatabase.open(file.path(), false);
            }
            database.transaction(IndexTables::make);
            return new ShareIndex(file, database);
        } catch (IOException e) {
            database.close();
            throw e;
        }
    }

    /** Another connection to the same file, which waits for nobody who writes. */
    IndexReader reader() throws IOException {
        return new IndexReader(IndexDatabase.open(file.path(), true));
    }

    /** The tree of that name, made if there is none. Those that weren't used for longest are forgotten. */
    synchronized long tree(String what, long nowMillis) throws IOException {
        return database.transaction(each -> {
            each.update(
                    "INSERT INTO tree(what, used) VALUES(?, ?) ON CONFLICT(what) DO UPDATE SET used = excluded.used",
                    what,
                    nowMillis);
            String old = "SELECT id FROM tree ORDER BY used DESC, id DESC LIMIT -1 OFFSET ?";
            for (long tree : each.rows(old, row -> row.getLong(1), TREES_MAX)) {
                dropFolders(each, each.rows("SELECT id FROM folder WHERE tree = ?", row -> row.getLong(1), tree));
                each.update("DELETE FROM tree WHERE id = ?", tree);
            }
            return each.number("SELECT id FROM tree WHERE what = ?", what);
        });
    }

    /** From here on every folder of the tree is to be read again. */
    synchronized void markAll(long tree) throws IOException {
        database.transaction(each -> {
            each.update("INSERT OR IGNORE INTO folder(tree, path, folded, pending) VALUES(?, '', '', 1)", tree);
            return each.update("UPDATE folder SET pending = 1 WHERE tree = ? AND pending = 0", tree);
        });
    }

    /** From here on one folder is to be read again, if it is known. */
    synchronized void mark(long tree, String path) throws IOException {
        database.transaction(
                each -> each.update("UPDATE folder SET pending = 1 WHERE tree = ? AND path = ?", tree, path));
    }

    /** The next folder that is to be read. */
    synchronized Optional<Pending> nextPending(long tree) throws IOException {
        return database.reading(each -> each.row(
                "SELECT id, path FROM folder WHERE tree = ? AND pending = 1 ORDER BY path LIMIT 1",
                row -> new Pending(row.getLong(1), row.getString(2)),
                tree));
    }

    /**
     * Takes in entries of a folder; what isn't as it was loses its hashes.
     *
     * @param isDeepest whether folders in it aren't to be read any more
     */
    synchronized void put(long tree, Pending folder, List<SharedEntry> entries, boolean isDeepest) throws IOException {
        database.transaction(each -> {
            for (SharedEntry entry : entries) {
                put(each, folder.id, entry);
                if (entry.isFolder() && !isDeepest) {
                    String path = folder.path.isEmpty() ? entry.name() : folder.path + "/" + entry.name();
                    each.update(
                            "INSERT OR IGNORE INTO folder(tree, path, folded, pending) VALUES(?, ?, ?, 1)",
                            tree,
                            path,
                            SearchText.fold(path));
                }
            }
            return null;
        });
    }

    private static void put(IndexDatabase database, long folder, SharedEntry entry) throws SQLException {
        int kind = entry.kind() == EntryKind.FILE ? 1 : 0;
        String sort = NaturalOrder.key(entry.name());
        FileState state = entry.state();
        Optional<Boolean> isSame = database.row(
                "SELECT octets = ? AND modified = ? AND key = ? FROM entry"
                        + " WHERE folder = ? AND kind = ? AND sort = ? AND name = ?",
                row -> row.getBoolean(1),
                state.octets(),
                state.modifiedNanos(),
                state.key(),
                folder,
                kind,
                sort,
                entry.name());
        if (isSame.isEmpty()) {
            database.update(
                    "INSERT INTO entry(folder, kind, sort, name, folded, octets, modified, key)"
                            + " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                    folder,
                    kind,
                    sort,
                    entry.name(),
                    SearchText.isPlain(entry.name()) ? null : SearchText.fold(entry.name()),
                    state.octets(),
                    state.modifiedNanos(),
                    state.key());
        } else if (!isSame.get()) {
            database.update(
                    "UPDATE entry SET octets = ?, modified = ?, key = ?, hash = NULL"
                            + " WHERE folder = ? AND kind = ? AND sort = ? AND name = ?",
                    state.octets(),
                    state.modifiedNanos(),
                    state.key(),
                    folder,
                    kind,
                    sort,
                    entry.name());
            database.update("DELETE FROM manifest WHERE folder = ? AND name = ?", folder, entry.name());
        }
    }

    /** How many entries of a folder are known. */
    synchronized long entries(long folder) throws IOException {
        return database.reading(each -> each.number("SELECT count(*) FROM entry WHERE folder = ?", folder));
    }

    /** Entries of a folder, in the order of the table, behind one of them. */
    synchronized List<SharedEntry> entriesBehind(long folder, Optional<SharedEntry> behind, int count)
            throws IOException {
        int kind = behind.isPresent() && behind.get().kind() == EntryKind.FILE ? 1 : 0;
        String name = behind.map(SharedEntry::name).orElse("");
        return database.reading(each -> each.rows(
                "SELECT kind, name, octets, modified, key, hash FROM entry"
                        + " WHERE folder = ? AND (kind, sort, name) > (?, ?, ?) ORDER BY kind, sort, name LIMIT ?",
                IndexReader::entry,
                folder,
                kind,
                NaturalOrder.key(name),
                name,
                count));
    }

    /** Forgets entries that are gone, with all that was below them. */
    synchronized void forget(long tree, Pending folder, List<SharedEntry> gone) throws IOException {
        database.transaction(each -> {
            for (SharedEntry entry : gone) {
                each.update(
                        "DELETE FROM entry WHERE folder = ? AND kind = ? AND sort = ? AND name = ?",
                        folder.id,
                        entry.kind() == EntryKind.FILE ? 1 : 0,
                        NaturalOrder.key(entry.name()),
                        entry.name());
                each.update("DELETE FROM manifest WHERE folder = ? AND name = ?", folder.id, entry.name());
                if (entry.isFolder()) {
                    String path = folder.path.isEmpty() ? entry.name() : folder.path + "/" + entry.name();
                    dropFolders(each, below(each, tree, path));
                }
            }
            return null;
        });
    }

    /** Forgets a folder that is gone, with all that was below it. */
    synchronized void forget(long tree, String path) throws IOException {
        database.transaction(each -> {
            dropFolders(each, below(each, tree, path));
            return null;
        });
    }

    private static List<Long> below(IndexDatabase database, long tree, String path) throws SQLException {
        // A '0' stands right behind the '/'.
        return database.rows(
                "SELECT id FROM folder WHERE tree = ? AND (path = ? OR (path >= ? AND path < ?))",
                row -> row.getLong(1),
                tree,
                path,
                path + "/",
                path + "0");
    }

    private static void dropFolders(IndexDatabase database, List<Long> folders) throws SQLException {
        for (long folder : folders) {
            database.update("DELETE FROM entry WHERE folder = ?", folder);
            database.update("DELETE FROM manifest WHERE folder = ?", folder);
            database.update("DELETE FROM folder WHERE id = ?", folder);
        }
    }

    /** A folder was read as a whole. */
    synchronized void finish(Pending folder, Sum sum) throws IOException {
        database.transaction(each -> each.update(
                "UPDATE folder SET pending = 0, known = 1, files = ?, octets = ? WHERE id = ?",
                sum.files,
                sum.octets,
                folder.id));
    }

    /** A folder can't be read: nothing of it is to be had. */
    synchronized void finishUnreadable(long tree, Pending folder) throws IOException {
        database.transaction(each -> {
            dropFolders(each, below(each, tree, folder.path));
            return each.update(
                    "INSERT INTO folder(tree, path, folded, pending) VALUES(?, ?, ?, 0)",
                    tree,
                    folder.path,
                    SearchText.fold(folder.path));
        });
    }

    /** What all folders of a tree hold together, as far as they were read. */
    synchronized Sum sum(long tree) throws IOException {
        return database.reading(each -> each.row(
                        "SELECT coalesce(sum(files), 0), coalesce(sum(octets), 0) FROM folder WHERE tree = ?",
                        row -> new Sum(row.getLong(1), row.getLong(2)),
                        tree)
                .orElse(Sum.NOTHING));
    }

    /** What the files right in a folder are together; empty if it wasn't read yet. */
    synchronized Optional<Sum> folderSum(long tree, String path) throws IOException {
        return database.reading(each -> each.row(
                "SELECT files, octets FROM folder WHERE tree = ? AND path = ? AND known = 1",
                row -> new Sum(row.getLong(1), row.getLong(2)),
                tree,
                path));
    }

    /**
     * Takes a number of names into the index of words.
     *
     * @param from where the step before ended
     * @return where to go on; empty if nothing waits behind there
     */
    synchronized Optional<NameBlocks.Place> takeWords(long tree, NameBlocks.Place from) throws IOException {
        return database.transaction(each -> NameBlocks.step(each, tree, from));
    }

    /** The paths of a tree's folders, at most so many. */
    synchronized List<String> folders(long tree, int atMost) throws IOException {
        return database.reading(each -> each.rows(
                "SELECT path FROM folder WHERE tree = ? AND known = 1 LIMIT ?", row -> row.getString(1), tree, atMost));
    }

    /** How many files of a tree have no hashes. */
    synchronized long unhashed(long tree) throws IOException {
        return hashes.unhashed(tree);
    }

    /** Files without hashes, behind one of them. */
    synchronized List<Unhashed> unhashed(long tree, Optional<Unhashed> behind, int count) throws IOException {
        return hashes.unhashed(tree, behind, count);
    }

    /** Writes down the hashes of a file, if it is still the one that is known. */
    synchronized void putHashes(Unhashed file, ChunkHashes found) throws IOException {
        hashes.putHashes(file, found);
    }

    /**
     * The hashes of a file that was just opened. If it isn't the one that was hashed, it loses them at once.
     *
     * @param path from the top of the tree, as the file system has it
     */
    synchronized Optional<ChunkHashes> hashes(long tree, String path, FileState state) throws IOException {
        return hashes.hashes(tree, path, state);
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            database.close();
        } finally {
            file.close();
        }
    }
}
