package io.naru.relay.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;

/**
 * Where others find a relay, as it was written: {@code HOST} or {@code HOST:PORT}.
 *
 * @param host a name or a numeric address, without brackets
 * @param port absent for the one that the relay listens on
 */
record PublicPlace(String host, Optional<Integer> port) {

    /**
     * Where a relay that listens at an address is found: there, or by this machine's name if it listens everywhere.
     *
     * @throws CommandException if that can't be known
     */
    static ListenAddress of(Optional<PublicPlace> given, ListenAddress listen) throws CommandException {
        int port = given.flatMap(PublicPlace::port).orElse(listen.port());
        if (port == 0) {
            throw new CommandException("The relay takes any free port, so nobody can know it; say --host HOST:PORT");
        }
        if (given.isPresent()) {
            return new ListenAddress(given.get().host(), port);
        }
        return new ListenAddress(isEverywhere(listen) ? machineName() : listen.host(), port);
    }

    private static boolean isEverywhere(ListenAddress listen) {
        InetSocketAddress resolved = listen.resolved();
        return !resolved.isUnresolved() && resolved.getAddress().isAnyLocalAddress();
    }

    private static String machineName() throws CommandException {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new CommandException(
                    "The relay listens everywhere, and this machine doesn't know its own name; say --host HOST", e);
        }
    }

    /** From the command line. */
    static final class Converter implements ITypeConverter<PublicPlace> {
        private final ListenAddress.Converter withPort = new ListenAddress.Converter();

        @Override
        public PublicPlace convert(String text) {
            boolean isAddress = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
            boolean hasPort = text.indexOf(':') >= 0 && !text.endsWith("]") && !isAddress;
            if (hasPort) {
                ListenAddress place = withPort.convert(text);
                return new PublicPlace(place.host(), Optional.of(place.port()));
            }
            boolean isBracketed = text.startsWith("[") && text.endsWith("]");
            return new PublicPlace(isBracketed ? text.substring(1, text.length() - 1) : text, Optional.empty());
        }
    }
}
