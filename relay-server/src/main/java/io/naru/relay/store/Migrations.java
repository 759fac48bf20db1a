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

    private static final List<String> ROOMS = List.of(
            // The kind is public, private, direct (what two accounts say to each other), or gone (to be cleared away).
            // A pair stands with the lower id first, and with the same id twice for notes to oneself.
            """
            CREATE TABLE room (
              id             INTEGER PRIMARY KEY AUTOINCREMENT,
              kind           TEXT    NOT NULL,
              canonical_name TEXT    UNIQUE,
              display_name   TEXT    NOT NULL,
              low_account    INTEGER,
              high_account   INTEGER,
              made_by        INTEGER,
              epoch          TEXT    NOT NULL,
              oldest_seq     INTEGER NOT NULL DEFAULT 1,
              last_seq       INTEGER NOT NULL DEFAULT 0,
              oldest_millis  INTEGER,
              last_millis    INTEGER NOT NULL,
              octets         INTEGER NOT NULL DEFAULT 0,
              topic          TEXT    NOT NULL DEFAULT '',
              topic_by       TEXT,
              topic_millis   INTEGER
            ) STRICT
            """,
            "CREATE UNIQUE INDEX room_of_pair ON room (low_account, high_account) WHERE kind = 'direct'",
            "CREATE INDEX room_of_maker ON room (made_by)",
            "CREATE INDEX room_that_is_gone ON room (id) WHERE kind = 'gone'",
            "INSERT INTO room (kind, canonical_name, display_name, epoch, last_millis)"
                    + " VALUES ('public', '#lobby', '#lobby', lower(hex(randomblob(16))), 0)",
            // The state is member, invited, or hidden for a conversation that was put away. The peer is the other user
            // of a conversation, by the name that this one knows also when the other's account is gone.
            """
            CREATE TABLE membership (
              account_id     INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
              room_id        INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
              state          TEXT    NOT NULL,
              peer_canonical TEXT,
              peer_display   TEXT,
              PRIMARY KEY (account_id, room_id)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX membership_of_room ON membership (room_id, state)",
            """
            CREATE TABLE read_mark (
              account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
              room_id    INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
              seq        INTEGER NOT NULL,
              PRIMARY KEY (account_id, room_id)
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX read_mark_of_room ON read_mark (room_id)",
            // Authors are no reference: what somebody said stays when the account is gone. Ids grow in the order of
            // appending, also when the newest message was removed: the index for searching goes by them.
            """
            CREATE TABLE message (
              id        INTEGER PRIMARY KEY AUTOINCREMENT,
              room_id   INTEGER NOT NULL REFERENCES room (id),
              seq       INTEGER NOT NULL,
              author_id INTEGER NOT NULL,
              author    TEXT    NOT NULL,
              client_id TEXT,
              reply_to  INTEGER,
              at_millis INTEGER NOT NULL,
              text      TEXT    NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX message_by_seq ON message (room_id, seq)",
            "CREATE UNIQUE INDEX message_by_client_id ON message (author_id, client_id) WHERE client_id IS NOT NULL",
            // Without the texts, which stand in the table, and without positions: what it finds is looked at again.
            "CREATE VIRTUAL TABLE message_text USING fts5 (text, content = '', contentless_delete = 1, detail = none,"
                    + " tokenize = 'trigram case_sensitive 1')",
            """
            CREATE TABLE history_state (
              only_one   INTEGER PRIMARY KEY CHECK (only_one = 1),
              indexed_id INTEGER NOT NULL,
              run        TEXT    NOT NULL
            ) STRICT
            """,
            "INSERT INTO history_state (only_one, indexed_id, run) VALUES (1, 0, '')");

    static final List<List<String>> ALL = List.of(ACCOUNTS, TRUST, ROOMS);

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
