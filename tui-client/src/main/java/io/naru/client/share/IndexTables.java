package io.naru.client.share;

import java.sql.SQLException;

/**
 * The tables of the index.
 *
 * <pre>
 *   tree      its folder and patterns
 *   folder    path in the tree, whether it is still to be read, what its files are together
 *   entry     by folder, kind and natural order: so a page by name is a walk along the table
 *   manifest  the hashes of files of several chunks
 *   block     a run of a folder's files, from one place in the order to before another; waiting: 0 its words are known,
 *             1 they are still to be taken in, 2 it can't be parted and is looked through each time
 *   grams     the words of a block
 * </pre>
 *
 * <p>The blocks of a folder cover all of its order at any time: that a new folder has one and that a new file makes its
 * block wait is seen to by triggers, so that nothing that is written can be forgotten by a search.
 *
 * <p>Threading: none.
 */
final class IndexTables {
    /** The version of all this. */
    static final int SCHEMA = 2;

    private IndexTables() {}

    /** Makes those that aren't there. */
    static Void make(IndexDatabase database) throws SQLException {
        database.run("CREATE TABLE IF NOT EXISTS tree(id INTEGER PRIMARY KEY, what TEXT NOT NULL UNIQUE,"
                + " used INTEGER NOT NULL)");
        database.run("CREATE TABLE IF NOT EXISTS folder(id INTEGER PRIMARY KEY, tree INTEGER NOT NULL,"
                + " path TEXT NOT NULL, folded TEXT NOT NULL, pending INTEGER NOT NULL, known INTEGER NOT NULL DEFAULT 0,"
                + " files INTEGER NOT NULL DEFAULT 0, octets INTEGER NOT NULL DEFAULT 0, UNIQUE(tree, path))");
        database.run("CREATE INDEX IF NOT EXISTS pending ON folder(tree, path) WHERE pending = 1");
        database.run("CREATE TABLE IF NOT EXISTS entry(folder INTEGER NOT NULL, kind INTEGER NOT NULL,"
                + " sort TEXT NOT NULL, name TEXT NOT NULL, folded TEXT, octets INTEGER NOT NULL,"
                + " modified INTEGER NOT NULL, key TEXT NOT NULL, hash BLOB,"
                + " PRIMARY KEY(folder, kind, sort, name)) WITHOUT ROWID");
        database.run("CREATE TABLE IF NOT EXISTS manifest(folder INTEGER NOT NULL, name TEXT NOT NULL,"
                + " hashes BLOB NOT NULL, PRIMARY KEY(folder, name))");
        makeBlocks(database);
        database.run("PRAGMA user_version = " + SCHEMA);
        return null;
    }

    private static void makeBlocks(IndexDatabase database) throws SQLException {
        // A blob stands behind every text, so an empty one is the end of the order.
        database.run("CREATE TABLE IF NOT EXISTS block(id INTEGER PRIMARY KEY, folder INTEGER NOT NULL,"
                + " first TEXT NOT NULL, beyond BLOB NOT NULL, waiting INTEGER NOT NULL, UNIQUE(folder, first))");
        database.run("CREATE INDEX IF NOT EXISTS waiting ON block(folder, first) WHERE waiting > 0");
        database.run("CREATE VIRTUAL TABLE IF NOT EXISTS grams USING fts5(words, content = '',"
                + " contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1')");
        database.run("CREATE TRIGGER IF NOT EXISTS new_folder AFTER INSERT ON folder BEGIN"
                + " INSERT INTO block(folder, first, beyond, waiting) VALUES(new.id, '', x'', 1); END");
        database.run("CREATE TRIGGER IF NOT EXISTS new_file AFTER INSERT ON entry WHEN new.kind = 1 BEGIN"
                + " UPDATE block SET waiting = 1 WHERE waiting = 0 AND id = (SELECT id FROM block"
                + " WHERE folder = new.folder AND first <= new.sort ORDER BY first DESC LIMIT 1); END");
        database.run("CREATE TRIGGER IF NOT EXISTS gone_folder AFTER DELETE ON folder BEGIN"
                + " DELETE FROM grams WHERE rowid IN (SELECT id FROM block WHERE folder = old.id);"
                + " DELETE FROM block WHERE folder = old.id; END");
    }
}
