package io.naru.relay.store;

import java.sql.SQLException;
import java.util.List;

/**
 * How the database came to be what it is: a list of steps, each a list of statements. The number of steps that a file
 * has seen is its {@code user_version}.
 *
 * <p>The list only ever grows at its end. A step that has been released is never edited: files that have seen it exist.
 *
 * <p>Threading: under the opening lock.
 */
final class Migrations {

    /** "Naru" in ASCII, so that no other program's database is taken for ours. */
    static final int APPLICATION_ID = 0x4E617275;

    private static final List<String> ACCOUNTS = List.of(
            // Ids of removed accounts aren't given out again: rows elsewhere may name their author by id.
            """
                    CREATE TABLE account (
                      id             INTEGER PRIMARY KEY AUTOINCREMENT,
                      canonical_name TEXT    NOT NULL UNIQUE,
                      display_name   TEXT    NOT NULL,
                      role           TEXT    NOT NULL,
                      password_hash  TEXT    NOT NULL,
                      created_millis INTEGER NOT NULL
                    ) STRICT
                    """);

    private static final List<String> TRUST = List.of(
            "ALTER TABLE account ADD COLUMN last_login_millis INTEGER",
            """
            CREATE TABLE account_key (
              id           INTEGER PRIMARY KEY,
              fingerprint  TEXT    NOT NULL UNIQUE,
              account_id   INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
              label        TEXT    NOT NULL,
              added_millis INTEGER NOT NULL,
              used_millis  INTEGER
            ) STRICT
            """,
            "CREATE INDEX account_key_of_account ON account_key (account_id)",
            // Who revokes invite 7 must not meet another one of that number.
            """
            CREATE TABLE invite (
              id             INTEGER PRIMARY KEY AUTOINCREMENT,
              code_hash      BLOB    NOT NULL UNIQUE,
              uses           INTEGER NOT NULL,
              uses_left      INTEGER NOT NULL CHECK (uses_left BETWEEN 0 AND uses),
              expires_millis INTEGER NOT NULL,
              created_millis INTEGER NOT NULL,
              created_by     TEXT,
              note           TEXT    NOT NULL
            ) STRICT
            """,
            // Bans name users rather than refer to accounts: they hold for a name also when its account is gone.
            """
            CREATE TABLE ban (
              kind             TEXT    NOT NULL,
              canonical_target TEXT    NOT NULL,
              display_target   TEXT    NOT NULL,
              banned_by        TEXT,
              since_millis     INTEGER NOT NULL,
              until_millis     INTEGER,
              reason           TEXT    NOT NULL,
              PRIMARY KEY (kind, canonical_target)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE audit (
              id        INTEGER PRIMARY KEY AUTOINCREMENT,
              at_millis INTEGER NOT NULL,
              done_by   TEXT,
              via       TEXT    NOT NULL,
              action    TEXT    NOT NULL,
              target    TEXT    NOT NULL,
              detail    TEXT    NOT NULL
            ) STRICT
            """,
            "CREATE INDEX audit_by_time ON audit (at_millis)");

    static final List<List<String>> ALL = List.of(ACCOUNTS, TRUST);

    private Migrations() {}

    /**
     * Brings the database up to the last of {@code steps}, each in a transaction of its own.
     *
     * @throws StoreException if the file belongs to another program or to a newer version of this one
     */
    static void apply(Database database, List<List<String>> steps) throws SQLException, StoreException {
        for (long version = checkVersion(database, steps.size()); version < steps.size(); version++) {
            database.begin(true);
            try {
                for (String statement : steps.get((int) version)) {
                    database.run(statement);
                }
                database.run("PRAGMA application_id = " + APPLICATION_ID);
                database.run("PRAGMA user_version = " + (version + 1));
                database.commit();
            } catch (SQLException e) {
                database.rollback();
                throw e;
            }
        }
    }

    private static long checkVersion(Database database, int newest) throws SQLException, StoreException {
        long version = database.number("PRAGMA user_version");
        long application = database.number("PRAGMA application_id");
        boolean fresh = version == 0 && application == 0 && database.number("SELECT count(*) FROM sqlite_schema") == 0;
        if (!fresh && application != APPLICATION_ID) {
            throw new StoreException(database.file()
                    + " is the database of another program; move it away, or choose another data folder");
        }
        if (version > newest) {
            throw new StoreException("The database " + database.file() + " was written by a newer version of Naru (its"
                    + " format is " + version + ", this version knows " + newest + "); start that newer version");
        }
        return version;
    }
}
