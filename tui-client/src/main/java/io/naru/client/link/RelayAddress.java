package io.naru.client.link;

import io.naru.common.message.InvalidValueException;
import java.util.Objects;

/**
 * Where a relay is, as a user writes it.
 *
 * @param host a name or a numeric address, without brackets
 * @param port 1 to 65535
 */
public record RelayAddress(String host, int port) {
    /** The port of a relay whose address names none. */
    public static final int DEFAULT_PORT = 7411;

    public RelayAddress {
        Objects.requireNonNull(host);
        if (host.isEmpty() || !host.chars().allMatch(RelayAddress::isAllowed)) {
            throw new InvalidValueException("A relay is HOST or HOST:PORT, for example lab:7411 or [::1]:7411.");
        }
        if (port < 1 || port > 65535) {
            throw new InvalidValueException("A relay's port is a number from 1 to 65535.");
        }
    }

    /**
     * The address in {@code HOST}, {@code HOST:PORT}, {@code [V6]}, {@code [V6]:PORT} or {@code V6}.
     *
     * @throws InvalidValueException if it is none of them; a sentence for the user
     */
    public static RelayAddress of(String text) {
        int closing = text.indexOf(']');
        if (text.startsWith("[") && closing > 0) {
            String behind = text.substring(closing + 1);
            if (!behind.isEmpty() && !behind.startsWith(":")) {
                throw new InvalidValueException("Behind [ADDRESS] of a relay comes a colon and a port.");
            }
            return new RelayAddress(text.substring(1, closing), port(behind));
        }
        int colon = text.indexOf(':');
        boolean isBareV6 = colon != text.lastIndexOf(':');
        return colon < 0 || isBareV6
                ? new RelayAddress(text, DEFAULT_PORT)
                : new RelayAddress(text.substring(0, colon), port(text.substring(colon)));
    }

    private static int port(String colonAndPort) {
        if (colonAndPort.isEmpty()) {
            return DEFAULT_PORT;
        }
        String digits = colonAndPort.substring(1);
        return digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
    }

    private static boolean isAllowed(int c) {
        return c > ' ' && !Character.isISOControl(c) && "[]/@".indexOf(c) < 0;
    }

    /** {@code HOST:PORT}, with brackets where the host holds colons. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
