package io.naru.client.share;

import io.naru.common.file.FileState;
import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.message.EntryKind;
import io.naru.common.message.ListSort;
import io.naru.common.message.RootHash;
import java.io.Closeable;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the index beside those who write it.
 *
 * <p>Threading: one thread at a time.
 */
final class IndexReader implements Closeable {
    private static final String EVERYWHERE =
            "folder f CROSS JOIN entry e ON e.folder = f.id AND e.kind = 1 WHERE f.tree = ?";

    private static final String OF_BLOCK = " CROSS JOIN folder f ON f.id = b.folder CROSS JOIN entry e"
            + " ON e.folder = b.folder AND e.kind = 1 AND e.sort >= b.first AND e.sort < b.beyond WHERE ";
    private static final String LOOKED_UP = "grams CROSS JOIN block b ON b.id = grams.rowid" + OF_BLOCK
            + "grams MATCH ? AND b.waiting = 0 AND f.tree = ?";
    private static final String WAITING = "block b" + OF_BLOCK + "b.waiting > 0 AND f.tree = ?";
    private static final String UNREAD =
            "SELECT EXISTS(SELECT 1 FROM folder WHERE tree = ? AND pending = 1 AND known = 0)";

    private static final int SAME_SIZE_MAX = 10_000;
    private static final int SAME_CONTENT_MAX = 8;

    private final IndexDatabase database;

    IndexReader(IndexDatabase database) {
        this.database = database;
    }

    /** A file that was found: its path in the tree, and what is known of it. */
    record Found(String path, SharedEntry entry) {}

    /** From the columns kind, name, octets, modified, key, hash. */
    static SharedEntry entry(ResultSet row) throws SQLException {
        boolean isFile = row.getInt(1) == 1;
        FileState state = new FileState(row.getLong(3), row.getLong(4), row.getString(5));
        return new SharedEntry(
                row.getString(2),
                isFile ? EntryKind.FILE : EntryKind.FOLDER,
                state,
                isFile ? root(state.octets(), row.getBytes(6)) : Optional.empty());
    }

    /** Of a file of one chunk the chunk's hash is kept, since the root follows from it. */
    private static Optional<RootHash> root(long octets, byte[] hash) {
        if (hash == null || hash.length != ChunkHashes.HASH_OCTETS || octets > Chunks.FILE_OCTETS_MAX) {
            return Optional.empty();
        }
        Chunks chunks = new Chunks(octets);
        return Optional.of(
                chunks.count() == 1
                        ? ChunkHashes.of(chunks, hash).root()
                        : new RootHash(HexFormat.of().formatHex(hash)));
    }

    /** A folder that was read once. */
    OptionalLong folder(long tree, String path) throws IOException {
        return database.reading(each -> each.row(
                        "SELECT id FROM folder WHERE tree = ? AND path = ? AND known = 1",
                        row -> row.getLong(1),
                        tree,
                        path)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty()));
    }

    /** The same entry with its root, if that is known and it is still the same file. */
    SharedEntry withRoot(long folder, SharedEntry entry) throws IOException {
        if (entry.isFolder()) {
            return entry;
        }
        Optional<SharedEntry> known = database.reading(each -> each.row(
                "SELECT kind, name, octets, modified, key, hash FROM entry"
                        + " WHERE folder = ? AND kind = 1 AND sort = ? AND name = ?",
                IndexReader::entry,
                folder,
                NaturalOrder.key(entry.name()),
                entry.name()));
        return known.filter(each -> each.state().equals(entry.state())).orElse(entry);
    }

    /** How many entries of a kind fit a filter. */
    long count(long folder, EntryKind kind, SearchText filter) throws IOException {
        List<Object> parameters = new ArrayList<>(List.of(folder, kindNumber(kind)));
        String sql = "SELECT count(*) FROM entry WHERE folder = ? AND kind = ?" + filtered(filter, parameters);
        return database.reading(each -> each.number(sql, parameters.toArray()));
    }

    /**
     * A run of a folder's entries of a kind.
     *
     * @param behind where the run before ended; empty to begin
     * @param skipped how many to leave out then
     */
    List<SharedEntry> run(
            long folder,
            EntryKind kind,
            SearchText filter,
            ListSort sort,
            Optional<SharedEntry> behind,
            long skipped,
            int count)
            throws IOException {
        List<Object> parameters = new ArrayList<>(List.of(folder, kindNumber(kind)));
        StringBuilder sql = new StringBuilder("SELECT kind, name, octets, modified, key, hash FROM entry"
                + " WHERE folder = ? AND kind = ?" + filtered(filter, parameters));
        behind.ifPresent(last -> sql.append(behind(last, sort, parameters)));
        sql.append(order(sort)).append(" LIMIT ? OFFSET ?");
        parameters.add(count);
        parameters.add(skipped);
        return database.reading(each -> each.rows(sql.toString(), IndexReader::entry, parameters.toArray()));
    }

    private static String behind(SharedEntry last, ListSort sort, List<Object> parameters) {
        String direction = sort.isDescending() ? "<" : ">";
        String key = NaturalOrder.key(last.name());
        if (sort.key() == ListSort.Key.NAME) {
            parameters.addAll(List.of(key, last.name()));
            return " AND (sort, name) " + direction + " (?, ?)";
        }
        String column = column(sort);
        long value =
                sort.key() == ListSort.Key.SIZE ? last.octets() : last.state().modifiedNanos();
        parameters.addAll(List.of(value, value, key, last.name()));
        return " AND (" + column + " " + direction + " ? OR (" + column + " = ? AND (sort, name) > (?, ?)))";
    }

    private static String order(ListSort sort) {
        String direction = sort.isDescending() ? " DESC" : "";
        return sort.key() == ListSort.Key.NAME
                ? " ORDER BY sort" + direction + ", name" + direction
                : " ORDER BY " + column(sort) + direction + ", sort, name";
    }

    private static String column(ListSort sort) {
        return sort.key() == ListSort.Key.SIZE ? "octets" : "modified";
    }

    private static int kindNumber(EntryKind kind) {
        return kind == EntryKind.FILE ? 1 : 0;
    }

    private static String filtered(SearchText filter, List<Object> parameters) {
        StringBuilder sql = new StringBuilder();
        for (String word : filter.words()) {
            sql.append(" AND coalesce(folded, name) LIKE ? ESCAPE '\\'");
            parameters.add(like(word));
        }
        return sql.toString();
    }

    private static String like(String word) {
        return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /**
     * Files of a tree in whose paths all words are. Names that the words can be looked up for are found so; others, and
     * all of them where the words are too short for that, are looked through one by one.
     *
     * @param found where they are put as they are found, also when there is no patience left before the end
     * @param atMost how many at most; which ones is left open
     * @param patience asked now and then
     * @return whether all was looked at that is shared
     */
    boolean find(long tree, SearchText text, List<Found> found, int atMost, IndexDatabase.Patience patience)
            throws IOException {
        String question = Grams.question(text);
        try {
            return database.snapshot(each -> {
                each.setPatience(patience);
                if (question.isEmpty()) {
                    look(each, EVERYWHERE, List.of(tree), text, found, atMost);
                } else {
                    look(each, LOOKED_UP, List.of(question, tree), text, found, atMost);
                    look(each, WAITING, List.of(tree), text, found, atMost);
                }
                return found.size() < atMost && each.number(UNREAD, tree) == 0;
            });
        } catch (IOException e) {
            if (!IndexDatabase.isInterrupted(e)) {
                throw e;
            }
            return false;
        }
    }

    private static void look(
            IndexDatabase database, String where, List<Object> first, SearchText text, List<Found> found, int atMost)
            throws SQLException {
        List<Object> parameters = new ArrayList<>(first);
        StringBuilder sql =
                new StringBuilder("SELECT e.kind, e.name, e.octets, e.modified, e.key, e.hash, f.path FROM " + where);
        for (String word : text.words()) {
            sql.append(" AND (coalesce(e.folded, e.name) LIKE ? ESCAPE '\\' OR f.folded LIKE ? ESCAPE '\\')");
            parameters.add(like(word));
            parameters.add(like(word));
        }
        sql.append(" LIMIT ?");
        parameters.add(atMost - found.size());
        database.rows(sql.toString(), row -> found.add(found(row)), parameters.toArray());
    }

    /**
     * Files of a tree with a content. There is no index by content, which would be as large as the rest together: all
     * files are looked through, in a third of a second for a million.
     *
     * @return some at most
     */
    List<Found> withContent(long tree, RootHash root, long octets) throws IOException {
        List<Found> sameSize = database.reading(each -> each.rows(
                "SELECT e.kind, e.name, e.octets, e.modified, e.key, e.hash, f.path FROM folder f CROSS JOIN entry e"
                        + " ON e.folder = f.id AND e.kind = 1 AND e.octets = ? AND e.hash IS NOT NULL WHERE f.tree = ?"
                        + " LIMIT " + SAME_SIZE_MAX,
                IndexReader::found,
                octets,
                tree));
        return sameSize.stream()
                .filter(found -> found.entry().root().equals(Optional.of(root)))
                .limit(SAME_CONTENT_MAX)
                .toList();
    }

    /** The same, as long as there is patience; empty when there is none left. */
    Optional<List<Found>> withContent(long tree, RootHash root, long octets, IndexDatabase.Patience patience)
            throws IOException {
        try {
            database.reading(each -> {
                each.setPatience(patience);
                return patience;
            });
            return Optional.of(withContent(tree, root, octets));
        } catch (IOException e) {
            if (!IndexDatabase.isInterrupted(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Found found(ResultSet row) throws SQLException {
        SharedEntry entry = entry(row);
        String folder = row.getString(7);
        return new Found(folder.isEmpty() ? entry.name() : folder + "/" + entry.name(), entry);
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
