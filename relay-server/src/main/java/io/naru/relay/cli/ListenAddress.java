package io.naru.relay.cli;

import io.naru.common.message.Endpoint;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where to listen, as it was written: {@code HOST:PORT}, with brackets around an IPv6 address.
 *
 * @param host a name or a numeric address, without brackets
 * @param port 0 to 65535; 0 takes a free one
 */
record ListenAddress(String host, int port) {
    private static final int MAX_PORT = 65535;

    /** Nothing that would read as something else around it. */
    private static final Pattern BARE_HOST =
            Pattern.compile("[^\\[\\]\\s\\p{Cntrl}]+", Pattern.UNICODE_CHARACTER_CLASS);

    /** Looks the host up; unresolved when it isn't known. */
    InetSocketAddress resolved() {
        return new InetSocketAddress(host, port);
    }

    /**
     * Looks up the host, which must be known.
     *
     * @throws IllegalArgumentException if it isn't; says so
     */
    InetSocketAddress known() {
        InetSocketAddress resolved = resolved();
        if (resolved.isUnresolved()) {
            throw new IllegalArgumentException("the host " + host + " isn't known; check the name");
        }
        return resolved;
    }

    static ListenAddress of(InetSocketAddress address) {
        return new ListenAddress(Endpoint.host(address.getAddress()), address.getPort());
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** From the command line. */
    static final class Converter implements ITypeConverter<ListenAddress> {
        @Override
        public ListenAddress convert(String text) {
            int colon = text.lastIndexOf(':');
            String host = colon < 0 ? "" : text.substring(0, colon);
            boolean isBracketed = host.startsWith("[") && host.endsWith("]");
            String bare = isBracketed ? host.substring(1, host.length() - 1) : host;
            String port = text.substring(colon + 1);
            boolean isHost = isBracketed || bare.indexOf(':') < 0;
            if (!isHost || !BARE_HOST.matcher(bare).matches() || !port.matches("[0-9]{1,5}")) {
                throw new TypeConversionException(
                        "it is HOST:PORT, with brackets around an IPv6 address, not '" + text + "'");
            }
            if (Integer.parseInt(port) > MAX_PORT) {
                throw new TypeConversionException("a port is 0 to " + MAX_PORT + ", not " + port);
            }
            return new ListenAddress(bare, Integer.parseInt(port));
        }
    }
}
