package io.naru.common.identity;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.InvalidValueException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The relays whose keys a user has accepted, one a line: {@code HOST:PORT FINGERPRINT INSTANT}. It is read anew each
 * time, since users are told to edit it when a relay's key has changed.
 *
 * <p>Every {@link IOException} is a sentence that names the file, and the line if there is one.
 *
 * <p>Threading: stateless; any thread, and other programs at the same time.
 */
public final class KnownRelays {
    private static final int HOST_CHARACTERS = 255;
    private static final int PORT_MAX = 65535;

    private final PinFile file;

    /** The relays of a file, which may not be there yet. */
    public KnownRelays(Path file) {
        this.file = new PinFile("The list of known relays", file);
    }

    /** Where they are kept. */
    public Path file() {
        return file.path();
    }

    /**
     * What is known of a relay.
     *
     * @param host a name or a number, in brackets or without; case doesn't matter
     * @throws IOException if the file can't be read, or a line of it is broken, be it another one
     * @throws InvalidValueException if that is no host
     */
    public Optional<KnownRelay> find(String host, int port) throws IOException {
        return find(all(), canonical(host), port);
    }

    private static Optional<KnownRelay> find(List<KnownRelay> relays, String host, int port) {
        return relays.stream()
                .filter(relay -> relay.port() == port && relay.host().equals(host))
                .findFirst();
    }

    /** All relays in the order of the file. */
    public List<KnownRelay> all() throws IOException {
        List<String> lines = file.lines();
        List<KnownRelay> relays = new ArrayList<>();
        for (int number = 1; number <= lines.size(); number++) {
            List<String> words = PinFile.words(lines.get(number - 1));
            if (!words.isEmpty()) {
                KnownRelay relay = parse(words, number);
                Optional<KnownRelay> before = find(relays, relay.host(), relay.port());
                if (before.isPresent()) {
                    throw file.broken(number, "line " + before.get().line() + " is about the same relay", null);
                }
                relays.add(relay);
            }
        }
        return relays;
    }

    /**
     * Remembers a relay's key.
     *
     * @param now when it was accepted; kept to the second
     * @return what the file says now
     * @throws IOException if another key of that relay is known, or the file can't be read or written
     * @throws InvalidValueException if that is no host or no port
     */
    public KnownRelay add(String host, int port, Fingerprint fingerprint, Instant now) throws IOException {
        String name = canonical(host);
        checkPort(port);
        return file.locked(() -> {
            Optional<KnownRelay> known = find(all(), name, port);
            if (known.isEmpty()) {
                List<String> lines = file.lines();
                Instant second = now.truncatedTo(ChronoUnit.SECONDS);
                lines.add(address(name, port) + " " + fingerprint + " " + second);
                file.write(lines);
                return new KnownRelay(name, port, fingerprint, second, lines.size());
            }
            if (!known.get().fingerprint().equals(fingerprint)) {
                throw new IOException("%s, line %d knows another key of %s: %s"
                        .formatted(
                                file(),
                                known.get().line(),
                                address(name, port),
                                known.get().fingerprint()));
            }
            return known.get();
        });
    }

    private KnownRelay parse(List<String> words, int number) throws IOException {
        if (words.size() != 3) {
            throw file.broken(number, "a line is HOST:PORT, a fingerprint and a time", null);
        }
        try {
            String address = words.get(0);
            int colon = address.lastIndexOf(':');
            if (colon < 0) {
                throw new InvalidValueException("A relay is HOST:PORT.");
            }
            int port = port(address.substring(colon + 1));
            Fingerprint fingerprint = Fingerprint.parse(words.get(1));
            return new KnownRelay(
                    canonical(address.substring(0, colon)), port, fingerprint, Instant.parse(words.get(2)), number);
        } catch (InvalidValueException e) {
            throw file.broken(number, e.getMessage().replaceFirst("\\.$", ""), e);
        } catch (DateTimeParseException e) {
            throw file.broken(number, "its time isn't of the form 2026-01-31T12:00:00Z", e);
        }
    }

    private static int port(String digits) {
        if (!digits.matches("[0-9]{1,5}")) {
            throw new InvalidValueException("A relay is HOST:PORT.");
        }
        return checkPort(Integer.parseInt(digits));
    }

    private static int checkPort(int port) {
        if (port < 1 || port > PORT_MAX) {
            throw new InvalidValueException("A port is 1 to 65535.");
        }
        return port;
    }

    /** Without case, the brackets of IPv6, and the dot that may end a name. */
    private static String canonical(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        // What would become yet another host when it is read back is none.
        boolean isOneWord = PinFile.words(name).equals(List.of(name))
                && name.chars().noneMatch(c -> Character.isISOControl(c) || c == '[' || c == ']')
                && !name.endsWith(".");
        if (!isOneWord || name.length() > HOST_CHARACTERS) {
            throw new InvalidValueException("A host is one word of " + HOST_CHARACTERS + " characters at most.");
        }
        return name;
    }

    private static String address(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
