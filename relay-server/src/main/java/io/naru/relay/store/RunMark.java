package io.naru.relay.store;

import io.naru.common.file.AtomicFiles;
import io.naru.common.log.LogEvent;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * A random mark that stands in the database and in a small file beside it, and is another one after each start and each
 * orderly stop of a relay. A database that comes from a backup, or from nowhere, has another mark than the file: its rooms
 * get new epochs then, so that no client takes it for the history that it knows.
 *
 * <p>The file names the mark that was and the one that will be while the database goes from one to the other, so that a
 * crash in between changes nothing.
 *
 * <p>Threading: under the opening lock, then the thread that owns the database; {@link #settle} any one.
 */
final class RunMark {
    private static final Logger LOGGER = System.getLogger(RunMark.class.getName());
    private static final int OCTETS = 16;
    private static final int FILE_OCTETS_MAX = 256;
    /** There was a run, of which nothing is known; no database has this mark. */
    private static final List<String> UNREADABLE = List.of("?");

    private final Path file;
    private final Random random;
    /** What the database says once the transaction that runs is committed. */
    private volatile String next = "";

    /**
     * Takes the file of a data folder.
     *
     * @param random where nobody can guess what comes
     */
    RunMark(DataFolder folder, Random random) {
        this.file = folder.runMark();
        this.random = random;
    }

    /**
     * At the start of a relay: looks whether this is the database of its last run, and marks the new one. Where the mark
     * can't be written the old one stays.
     *
     * @throws StoreException if the rooms need new epochs and can't get them
     */
    void begin(Database database) throws StoreException {
        try {
            String stored = stored(database);
            List<String> known = known();
            boolean isKnown = known.isEmpty() ? stored.isEmpty() : known.contains(stored);
            if (isKnown) {
                tryToRenew(database);
            } else {
                start(database);
            }
        } catch (SQLException e) {
            throw StoreFault.of(database.file(), e).exception();
        }
    }

    private void tryToRenew(Database database) throws SQLException {
        try {
            change(database, true);
        } catch (StoreException e) {
            LogEvent.of("run-unmarked").with("why", e.getMessage()).log(LOGGER, Level.WARNING);
        }
    }

    private void start(Database database) throws SQLException, StoreException {
        // Only the new mark stands in the file before the database has it: after a crash here, this is done again.
        change(database, false);
        LogEvent.of("history-restored")
                .with("then", "its rooms have new epochs, and clients read them anew")
                .log(LOGGER, Level.WARNING);
    }

    private void change(Database database, boolean isKnown) throws SQLException, StoreException {
        database.begin(true);
        try {
            if (isKnown) {
                renew(database);
            } else {
                next = fresh();
                write(List.of(next));
                Epochs.renew(database);
                store(database);
            }
            database.commit();
        } catch (SQLException | StoreException e) {
            database.rollback();
            throw e;
        }
        settle();
    }

    /** Changes the mark in the transaction that runs; once that is committed, {@link #settle} follows. */
    void renew(Database database) throws SQLException, StoreException {
        next = fresh();
        write(List.of(stored(database), next));
        store(database);
    }

    /** The database has the new mark for sure; the old one is void. */
    void settle() throws StoreException {
        write(List.of(next));
    }

    private String fresh() {
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    private static String stored(Database database) throws SQLException {
        return database.row("SELECT run FROM history_state", row -> row.getString(1))
                .orElseThrow();
    }

    private void store(Database database) throws SQLException {
        database.update("UPDATE history_state SET run = ?", next);
    }

    private List<String> known() throws StoreException {
        try {
            if (Files.size(file) > FILE_OCTETS_MAX) {
                return UNREADABLE;
            }
            List<String> marks =
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
            return marks.isEmpty() ? UNREADABLE : marks;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new StoreException("The file " + file + " can't be read: " + DataFolder.reason(e), e);
        }
    }

    private void write(List<String> marks) throws StoreException {
        try {
            AtomicFiles.write(file, (String.join("\n", marks) + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new StoreException("The history can't be marked as this run's: " + e.getMessage(), e);
        }
    }
}
