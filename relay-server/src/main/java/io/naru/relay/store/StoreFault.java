package io.naru.relay.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What a fault of SQLite means to whoever runs the relay.
 *
 * @param exception carries the sentence
 * @param isFinal whether the store can't be trusted after it: what the kernel failed to sync it may have dropped, so
 *     that trying again would succeed without the data being on the disk
 */
record StoreFault(StoreException exception, boolean isFinal) {

    private static final int PRIMARY_CODE_MASK = 0xFF;
    private static final Set<SQLiteErrorCode> FAILED_SYNC =
            Set.of(SQLiteErrorCode.SQLITE_IOERR_FSYNC, SQLiteErrorCode.SQLITE_IOERR_DIR_FSYNC);

    static StoreFault of(Path file, SQLException cause) {
        SQLiteErrorCode code =
                cause instanceof SQLiteException fault ? fault.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        SQLiteErrorCode primary = SQLiteErrorCode.getErrorCode(code.code & PRIMARY_CODE_MASK);
        String database = "The database " + file;
        if (FAILED_SYNC.contains(code)) {
            return last("The disk failed to store " + file + "; check the disk before starting again", cause);
        }
        return switch (primary) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                passing(database + " is locked by another program; close that program or try again", cause);
            case SQLITE_FULL -> passing("The disk is full: " + file + " can't grow; make room", cause);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
                passing(
                        database + " can't be opened for writing; check its permissions and those of its folder",
                        cause);
            case SQLITE_NOTADB -> last(file + " isn't a database; move it away, or choose another data folder", cause);
            case SQLITE_CORRUPT -> last(database + " is damaged; restore it from a backup", cause);
            case SQLITE_IOERR -> passing("Reading or writing " + file + " failed; check the disk", cause);
            default -> passing(database + " can't be used: " + cause.getMessage(), cause);
        };
    }

    private static StoreFault passing(String sentence, SQLException cause) {
        return new StoreFault(new StoreException(sentence, cause), false);
    }

    private static StoreFault last(String sentence, SQLException cause) {
        return new StoreFault(new StoreException(sentence, cause), true);
    }
}
