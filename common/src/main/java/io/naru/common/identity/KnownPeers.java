package io.naru.common.identity;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The keys by which users are known, one a line: {@code RELAY-FINGERPRINT USER FINGERPRINT INSTANT known|verified}. What
 * was read stays in memory until the file changes, so that asking costs a look at its date; remembering rewrites it, for
 * many at once when told so.
 *
 * <p>Every {@link IOException} is a sentence that names the file, and the line if there is one.
 *
 * <p>Threading: any thread, and other programs at the same time.
 */
public final class KnownPeers {
    /** A relay can invent users without end; past this many of one relay, no new ones are remembered. */
    static final int USERS_OF_A_RELAY = 20_000;

    private static final String KNOWN = "known";
    private static final String VERIFIED = "verified";

    private record Key(Fingerprint relay, UserName user) {}

    private record Entry(KnownPeer peer, int line) {}

    private final PinFile file;

    // Under this object's monitor: what was read last, and from what.
    private final Map<Key, Entry> entries = new HashMap<>();
    private final Map<Fingerprint, Integer> usersOfRelays = new HashMap<>();
    private List<String> lines = new ArrayList<>();
    private PinFile.Stamp stamp = PinFile.Stamp.MISSING;

    /** The users of a file, which may not be there yet. */
    public KnownPeers(Path file) {
        this.file = new PinFile("The list of known users", file);
    }

    /** Where they are kept. */
    public Path file() {
        return file.path();
    }

    /**
     * The key by which a user is known; empty for one who isn't.
     *
     * @throws IOException if the file has changed and can't be read, or a line of it is broken
     */
    public synchronized Optional<KnownPeer> find(Fingerprint relay, UserName user) throws IOException {
        refresh();
        return Optional.ofNullable(entries.get(new Key(relay, user))).map(Entry::peer);
    }

    /**
     * Remembers the key of a user who isn't known yet. A key that is known already stays, be it another one.
     *
     * @return what is known now; the caller compares its fingerprint
     * @throws IOException if the file can't be read or written, or too many users of that relay are known
     */
    public KnownPeer remember(Fingerprint relay, UserName user, Fingerprint fingerprint, Instant now)
            throws IOException {
        return change(relay, user, known -> known.orElse(peer(relay, user, fingerprint, now, false)));
    }

    /** Remembers many users of a relay, as {@link #remember} does, with one write. */
    public synchronized void rememberAll(Fingerprint relay, Map<UserName, Fingerprint> users, Instant now)
            throws IOException {
        file.locked(() -> {
            refresh();
            for (Map.Entry<UserName, Fingerprint> user : users.entrySet()) {
                if (!entries.containsKey(new Key(relay, user.getKey()))) {
                    put(peer(relay, user.getKey(), user.getValue(), now, false));
                }
            }
            return write();
        });
    }

    /**
     * Marks a user as verified, by the key whose safety number was compared. One who isn't known yet is from now on.
     *
     * @return what is known now: verified, or, if another key is known meanwhile, that one as it was
     * @throws IOException if the file can't be read or written
     */
    public KnownPeer verify(Fingerprint relay, UserName user, Fingerprint fingerprint, Instant now) throws IOException {
        return change(relay, user, known -> {
            KnownPeer before = known.orElse(peer(relay, user, fingerprint, now, true));
            boolean isSame = before.fingerprint().equals(fingerprint);
            return isSame ? peer(relay, user, fingerprint, before.firstSeen(), true) : before;
        });
    }

    /**
     * Accepts a user's changed key in place of the known one. It isn't verified, whatever the old one was.
     *
     * @return what is known now
     * @throws IOException if the file can't be read or written
     */
    public KnownPeer replace(Fingerprint relay, UserName user, Fingerprint fingerprint, Instant now)
            throws IOException {
        return change(
                relay,
                user,
                known -> known.filter(before -> before.fingerprint().equals(fingerprint))
                        .orElse(peer(relay, user, fingerprint, now, false)));
    }

    private synchronized KnownPeer change(
            Fingerprint relay, UserName user, Function<Optional<KnownPeer>, KnownPeer> change) throws IOException {
        return file.locked(() -> {
            Optional<KnownPeer> before = find(relay, user);
            KnownPeer after = change.apply(before);
            if (!before.equals(Optional.of(after))) {
                put(after);
                write();
            }
            return after;
        });
    }

    private static KnownPeer peer(
            Fingerprint relay, UserName user, Fingerprint fingerprint, Instant since, boolean isVerified) {
        return new KnownPeer(relay, user, fingerprint, since.truncatedTo(ChronoUnit.SECONDS), isVerified);
    }

    private void put(KnownPeer peer) throws IOException {
        Key key = new Key(peer.relay(), peer.user());
        Entry before = entries.get(key);
        if (before == null) {
            int users = usersOfRelays.merge(peer.relay(), 1, Integer::sum);
            if (users > USERS_OF_A_RELAY) {
                forget();
                throw new IOException("%s knows %d users of one relay already; remove lines that aren't needed any more"
                        .formatted(file(), USERS_OF_A_RELAY));
            }
            lines.add(line(peer));
            entries.put(key, new Entry(peer, lines.size()));
        } else {
            lines.set(before.line() - 1, line(peer));
            entries.put(key, new Entry(peer, before.line()));
        }
    }

    private static String line(KnownPeer peer) {
        return String.join(
                " ",
                peer.relay().toString(),
                peer.user().display(),
                peer.fingerprint().toString(),
                peer.firstSeen().toString(),
                peer.isVerified() ? VERIFIED : KNOWN);
    }

    /** What couldn't be written isn't known: it is read again next time. */
    private PinFile.Stamp write() throws IOException {
        try {
            file.write(lines);
            stamp = file.stamp();
            return stamp;
        } catch (IOException e) {
            forget();
            throw e;
        }
    }

    private void refresh() throws IOException {
        PinFile.Stamp current = file.stamp();
        if (current.equals(stamp)) {
            return;
        }
        forget();
        try {
            read();
            stamp = current;
        } catch (IOException e) {
            forget();
            throw e;
        }
    }

    private void read() throws IOException {
        lines = file.lines();
        for (int number = 1; number <= lines.size(); number++) {
            List<String> words = PinFile.words(lines.get(number - 1));
            if (!words.isEmpty()) {
                KnownPeer peer = parse(words, number);
                Entry before = entries.put(new Key(peer.relay(), peer.user()), new Entry(peer, number));
                if (before != null) {
                    throw file.broken(number, "line " + before.line() + " is about the same user", null);
                }
                usersOfRelays.merge(peer.relay(), 1, Integer::sum);
            }
        }
    }

    private void forget() {
        entries.clear();
        usersOfRelays.clear();
        lines = new ArrayList<>();
        stamp = PinFile.Stamp.MISSING;
    }

    private KnownPeer parse(List<String> words, int number) throws IOException {
        String state = words.get(words.size() - 1);
        if (words.size() != 5 || !state.equals(KNOWN) && !state.equals(VERIFIED)) {
            throw file.broken(
                    number, "a line is a relay's fingerprint, a user, a fingerprint, a time, known or verified", null);
        }
        try {
            return new KnownPeer(
                    Fingerprint.parse(words.get(0)),
                    UserName.of(words.get(1)),
                    Fingerprint.parse(words.get(2)),
                    Instant.parse(words.get(3)),
                    state.equals(VERIFIED));
        } catch (InvalidValueException e) {
            throw file.broken(number, e.getMessage().replaceFirst("\\.$", ""), e);
        } catch (DateTimeParseException e) {
            throw file.broken(number, "its time isn't of the form 2026-01-31T12:00:00Z", e);
        }
    }
}
