package io.naru.client.share;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the names of files into the index of words, a run of them at a time: what a search gets from there is not names but
 * blocks in which the words may be, which it looks through. Names that stand beside one another are much alike, so this
 * costs a small part of what each name for itself would, and finds the same.
 *
 * <p>Threading: inside of a transaction.
 */
final class NameBlocks {
    /** A block has so many names, and less than twice as many. */
    static final int NAMES = 32;
    /** How many names are read at once: so long others wait for the index. */
    static final int NAMES_A_STEP = 1_024;

    private NameBlocks() {}

    /** Where a run of steps stands. */
    record Place(long folder, String first) {
        static final Place BEGIN = new Place(0, "");
    }

    private record Block(long id, long folder, String path, String first, Object beyond) {
        private Place place() {
            return new Place(folder, first);
        }
    }

    private record Name(String sort, String text) {}

    /**
     * Takes in what waits in one block, or a part of that if it is long.
     *
     * @param from no block before is looked at
     * @return where to go on; empty if nothing waits
     */
    static Optional<Place> step(IndexDatabase database, long tree, Place from) throws SQLException {
        Optional<Block> waiting = database.row(
                "SELECT b.id, b.folder, f.path, b.first, b.beyond FROM block b CROSS JOIN folder f ON f.id = b.folder"
                        + " WHERE b.waiting > 0 AND b.waiting = 1 AND (b.folder, b.first) >= (?, ?)"
                        + " AND f.tree = ? AND f.known = 1 ORDER BY b.folder, b.first LIMIT 1",
                row -> new Block(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), row.getObject(5)),
                from.folder,
                from.first,
                tree);
        if (waiting.isPresent()) {
            take(database, waiting.get());
        }
        return waiting.map(Block::place);
    }

    private static void take(IndexDatabase database, Block block) throws SQLException {
        List<Name> names = database.rows(
                "SELECT sort, coalesce(folded, name) FROM entry WHERE folder = ? AND kind = 1 AND sort >= ? AND sort < ?"
                        + " ORDER BY sort, name LIMIT ?",
                row -> new Name(row.getString(1), row.getString(2)),
                block.folder,
                block.first,
                block.beyond,
                NAMES_A_STEP);
        boolean isAll = names.size() < NAMES_A_STEP;
        database.update("DELETE FROM grams WHERE rowid = ?", block.id);
        database.update("DELETE FROM block WHERE id = ?", block.id);
        String first = block.first;
        int begin = 0;
        int end = end(names, begin, isAll);
        while (end > begin && end < names.size()) {
            String beyond = names.get(end).sort;
            add(database, block, first, beyond, names.subList(begin, end));
            first = beyond;
            begin = end;
            end = end(names, begin, isAll);
        }
        if (isAll) {
            add(database, block, first, block.beyond, names.subList(begin, names.size()));
        } else {
            // Whoever has a thousand names that differ in case alone has them looked through.
            insert(database, block, first, block.beyond, begin == 0 ? 2 : 1);
        }
    }

    /** Where a block ends that begins there; names in the same place of the order stay together. */
    private static int end(List<Name> names, int begin, boolean isAll) {
        int end = begin + NAMES;
        while (end < names.size() && names.get(end).sort.equals(names.get(end - 1).sort)) {
            end++;
        }
        if (end + NAMES > names.size()) {
            return isAll ? names.size() : begin;
        }
        return end;
    }

    private static void add(IndexDatabase database, Block block, String first, Object beyond, List<Name> names)
            throws SQLException {
        insert(database, block, first, beyond, 0);
        if (names.isEmpty()) {
            return;
        }
        List<String> texts = new ArrayList<>();
        texts.add(SearchText.fold(block.path));
        names.forEach(name -> texts.add(name.text));
        database.update(
                "INSERT INTO grams(rowid, words) VALUES(last_insert_rowid(), ?)", Grams.text(String.join("\n", texts)));
    }

    private static void insert(IndexDatabase database, Block block, String first, Object beyond, int waiting)
            throws SQLException {
        database.update(
                "INSERT INTO block(folder, first, beyond, waiting) VALUES(?, ?, ?, ?)",
                block.folder,
                first,
                beyond,
                waiting);
    }
}
