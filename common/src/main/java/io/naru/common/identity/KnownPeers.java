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
 * The keys by which users are known, one a line: {@code RELAY-FINGERPRINT USER FINGERPRINT INSTANT known|verified}. A
 * user who has several installs has several keys, each known or verified by itself. What was read stays in memory until the file changes, so that asking costs a look at its date; remembering rewrites it, for
 * many at once when told so.
 *
 * <p>Every {@link IOException} is a sentence that names the file, and the line if there is one.
 *
 * <p>Threading: any thread, and other programs at the same time.
 */
public final class KnownPeers {
    /** A relay can invent users without end; past this many keys of one relay, no new ones are remembered. */
    static final int KEYS_OF_A_RELAY = 20_000;

    /** Somebody who comes with ever new keys isn't known by any of them. */
    static final int KEYS_OF_A_USER = 16;

    private static final String KNOWN = "known";
    private static final String VERIFIED = "verified";

    private record Key(Fingerprint relay, UserName user) {}

    private record Entry(KnownPeer peer, int line) {}

    private final PinFile file;

    // Under this object's monitor: what was read last, and from what.
    private final Map<Key, List<Entry>> entries = new HashMap<>();
    private final Map<Fingerprint, Integer> keysOfRelays = new HashMap<>();
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
     * The keys by which a user is known, as they stand in the file; empty for one who isn't.
     *
     * @throws IOException if the file has changed and can't be read, or a line of it is broken
     */
    public synchronized List<KnownPeer> find(Fingerprint relay, UserName user) throws IOException {
        refresh();
        return entries.getOrDefault(new Key(relay, user), List.of()).stream()
                .map(Entry::peer)
                .toList();
    }

    /**
     * Remembers the key of a user who isn't known yet. Who is known by other keys isn't by this one from now on.
     *
     * @return what is known of that key now, or else of the first of the others; the caller compares its fingerprint
     * @throws IOException if the file can't be read or written, or too many users of that relay are known
     */
    public KnownPeer remember(Fingerprint relay, UserName user, Fingerprint fingerprint, Instant now)
            throws IOException {
        return change(
                relay,
                user,
                known -> of(known, fingerprint)
                        .orElseGet(() -> known.isEmpty() ? peer(relay, user, fingerprint, now, false) : known.get(0)));
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
     * Marks the key as verified whose safety number was compared. The user is known by it from now on, too, if not yet.
     *
     * @return what is known of that key now
     * @throws IOException if the file can't be read or written, or too many keys are known
     */
    public KnownPeer verify(Fingerprint relay, UserName user, Fingerprint fingerprint, Instant now) throws IOException {
        return change(relay, user, known -> {
            Instant since = of(known, fingerprint).map(KnownPeer::firstSeen).orElse(now);
            return peer(relay, user, fingerprint, since, true);
        });
    }

    /**
     * Accepts a further key of a user. It isn't verified, whatever the others are, which stay as they are.
     *
     * @return what is known of that key now
     * @throws IOException if the file can't be read or written, or too many keys are known
     */
    public KnownPeer accept(Fingerprint relay, UserName user, Fingerprint fingerprint, Instant now) throws IOException {
        return change(
                relay,
                user,
                known -> of(known, fingerprint).orElseGet(() -> peer(relay, user, fingerprint, now, false)));
    }

    private static Optional<KnownPeer> of(List<KnownPeer> known, Fingerprint fingerprint) {
        return known.stream()
                .filter(peer -> peer.fingerprint().equals(fingerprint))
                .findFirst();
    }

    private synchronized KnownPeer change(Fingerprint relay, UserName user, Function<List<KnownPeer>, KnownPeer> change)
            throws IOException {
        return file.locked(() -> {
            List<KnownPeer> before = find(relay, user);
            KnownPeer after = change.apply(before);
            if (!before.contains(after)) {
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
        List<Entry> ofUser = entries.computeIfAbsent(new Key(peer.relay(), peer.user()), key -> new ArrayList<>(1));
        for (int i = 0; i < ofUser.size(); i++) {
            if (ofUser.get(i).peer().fingerprint().equals(peer.fingerprint())) {
                int line = ofUser.get(i).line();
                lines.set(line - 1, line(peer));
                ofUser.set(i, new Entry(peer, line));
                return;
            }
        }
        if (ofUser.size() >= KEYS_OF_A_USER) {
            throw full("%d keys of %s", KEYS_OF_A_USER, peer.user());
        }
        if (keysOfRelays.merge(peer.relay(), 1, Integer::sum) > KEYS_OF_A_RELAY) {
            throw full("%d keys of users of one relay", KEYS_OF_A_RELAY);
        }
        lines.add(line(peer));
        ofUser.add(new Entry(peer, lines.size()));
    }

    /** What was changed in memory up to here is forgotten. */
    private IOException full(String what, Object... values) {
        forget();
        return new IOException(
                file() + " has " + what.formatted(values) + " already; remove lines that aren't needed any more");
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
                List<Entry> ofUser =
                        entries.computeIfAbsent(new Key(peer.relay(), peer.user()), key -> new ArrayList<>(1));
                for (Entry before : ofUser) {
                    if (before.peer().fingerprint().equals(peer.fingerprint())) {
                        throw file.broken(
                                number, "line " + before.line() + " is about the same key of the same user", null);
                    }
                }
                ofUser.add(new Entry(peer, number));
                keysOfRelays.merge(peer.relay(), 1, Integer::sum);
            }
        }
    }

    private void forget() {
        entries.clear();
        keysOfRelays.clear();
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
