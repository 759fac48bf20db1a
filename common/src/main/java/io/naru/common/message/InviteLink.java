package io.naru.common.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * An invite in one line: where the relay is, by which key it is known, and the code that lets somebody in.
 *
 * <pre>
 *     naru://HOST:PORT/?fp=FINGERPRINT&amp;code=CODE
 * </pre>
 *
 * @param host a name or a numeric address, without brackets
 * @param port 1 to 65535
 * @param fingerprint of the relay's key, which is checked before anything else happens
 * @param code the secret
 */
public record InviteLink(String host, int port, Fingerprint fingerprint, InviteCode code) {
    /** The port of a relay where a link names none. */
    public static final int DEFAULT_PORT = 7411;

    private static final String SCHEME = "naru://";
    private static final int MAX_CHARACTERS = 2048;
    private static final int HOST_CHARACTERS = 253;
    private static final int MAX_PORT = 65535;

    public InviteLink {
        checkHost(host);
        if (port < 1 || port > MAX_PORT) {
            throw new InvalidValueException("A port is 1 to " + MAX_PORT + ".");
        }
        Objects.requireNonNull(fingerprint);
        Objects.requireNonNull(code);
    }

    private static void checkHost(String host) {
        if (host.indexOf(':') >= 0) {
            NumericAddress.parse(host);
            return;
        }
        boolean isName = !host.isEmpty()
                && host.length() <= HOST_CHARACTERS
                && host.charAt(0) != '-'
                && host.chars().allMatch(InviteLink::mayBeInHost);
        if (!isName) {
            throw new InvalidValueException("A host is a name of letters, digits, dots and dashes, or an address.");
        }
    }

    private static boolean mayBeInHost(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._".indexOf(c) >= 0;
    }

    /**
     * A link as somebody copied it: blanks and angle brackets around it don't matter, and parameters that a newer
     * version may have added are skipped.
     *
     * @throws InvalidValueException if it is none, or a part of it is missing or wrong; the sentence doesn't hold the
     *     code
     */
    public static InviteLink parse(String written) {
        String text = bare(written);
        if (text.length() > MAX_CHARACTERS || !text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new InvalidValueException("An invite is a link that begins with " + SCHEME + ".");
        }
        String rest = text.substring(SCHEME.length());
        int query = rest.indexOf('?');
        String place = query < 0 ? rest : rest.substring(0, query);
        Map<String, String> parameters = parameters(query < 0 ? "" : rest.substring(query + 1));
        if (place.endsWith("/")) {
            place = place.substring(0, place.length() - 1);
        }
        int colon = portColon(place);
        String port = colon < 0 ? String.valueOf(DEFAULT_PORT) : place.substring(colon + 1);
        return new InviteLink(
                host(colon < 0 ? place : place.substring(0, colon)),
                (int) Numbers.parse("A port", port, MAX_PORT),
                Fingerprint.parse(needed(parameters, "fp")),
                InviteCode.parse(needed(parameters, "code")));
    }

    private static String bare(String written) {
        String text = written.strip();
        return text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
    }

    /** Where the port begins, or -1; the colons of an IPv6 address stand in brackets. */
    private static int portColon(String place) {
        int colon = place.lastIndexOf(':');
        return colon > place.lastIndexOf(']') ? colon : -1;
    }

    private static String host(String written) {
        boolean isBracketed = written.startsWith("[") && written.endsWith("]");
        String host = isBracketed ? written.substring(1, written.length() - 1) : decoded(written);
        if (isBracketed != host.indexOf(':') >= 0) {
            throw new InvalidValueException("An IPv6 address, and no other, stands in brackets before its port.");
        }
        return host;
    }

    private static String needed(Map<String, String> parameters, String key) {
        String value = parameters.get(key);
        if (value == null) {
            throw new InvalidValueException("The link has no \"" + key + "=\" in it, so a part of it is missing; on a"
                    + " command line it stands in quotes, since & ends a command there.");
        }
        return value;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                String key = parameter.substring(0, equals).toLowerCase(Locale.ROOT);
                if (parameters.putIfAbsent(key, decoded(parameter.substring(equals + 1))) != null) {
                    throw new InvalidValueException("The link has the same part twice.");
                }
            }
        }
        return parameters;
    }

    /** With {@code %41} for {@code A}, as programs that pass links on may have written it. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer octets = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
                int low = high >= 0 ? Character.digit(encoded[i + 2], 16) : -1;
                if (low < 0) {
                    throw badEscape();
                }
                octets.put((byte) (high << 4 | low));
                i += 2;
            } else {
                octets.put(encoded[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString();
        } catch (CharacterCodingException e) {
            throw badEscape();
        }
    }

    private static InvalidValueException badEscape() {
        return new InvalidValueException("The link has a % in it that two digits don't follow; copy it again.");
    }

    /** The link itself, with the code: for whom it is meant, and for no log. */
    public String text() {
        return start() + code.text();
    }

    private String start() {
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return SCHEME + shown + ":" + port + "/?fp=" + fingerprint + "&code=";
    }

    /** Without the code. */
    @Override
    public String toString() {
        return start() + "***";
    }
}
