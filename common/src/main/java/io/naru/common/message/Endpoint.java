package io.naru.common.message;

import java.net.InetAddress;
import java.util.Objects;

/**
 * Where a data connection can be made: a numeric address and a port. Whether it may be connected to is not decided
 * here.
 *
 * @param address IPv4 or IPv6, never resolved from a name
 * @param port 1 to 65535
 */
public record Endpoint(InetAddress address, int port) {
    public Endpoint {
        Objects.requireNonNull(address);
        if (port < 1 || port > 65535) {
            throw new InvalidValueException("A port is 1 to 65535.");
        }
    }

    /**
     * An endpoint from its two words on the wire.
     *
     * @throws InvalidValueException if the address isn't numeric or the port no number
     */
    public static Endpoint of(String address, String port) {
        return new Endpoint(NumericAddress.parse(address), (int) Numbers.parse("A port", port, 65535));
    }

    /** An endpoint from {@code 192.0.2.1:7411} or {@code [2001:db8::1]:7411}. */
    public static Endpoint of(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new InvalidValueException("An endpoint is an address, a colon and a port.");
        }
        String host = text.substring(0, colon);
        boolean isBracketed = host.length() > 2 && host.startsWith("[") && host.endsWith("]");
        if (isBracketed != host.indexOf(':') >= 0) {
            throw new InvalidValueException("An IPv6 address, and no other, stands in brackets before its port.");
        }
        return of(isBracketed ? host.substring(1, host.length() - 1) : host, text.substring(colon + 1));
    }

    /** The address alone, numeric; IPv6 in its short form. */
    public String host() {
        return host(address);
    }

    /** An address as it is written everywhere: numeric, IPv6 in its short form, without a zone. */
    public static String host(InetAddress address) {
        return NumericAddress.text(address);
    }

    @Override
    public String toString() {
        return text(address, port);
    }

    /**
     * An address with a port as it is written everywhere: IPv6 in brackets.
     *
     * @param port 0 stands for any
     */
    public static String text(InetAddress address, int port) {
        String host = host(address);
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
