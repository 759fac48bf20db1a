package io.naru.client.transfer;

import io.naru.common.message.Endpoint;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a download may connect to. The address comes from another user, through a relay, and neither must be able to
 * aim this client at a third party. A data connection is made only because this user asked for it, once for each
 * answer, and only to
 *
 * <ol>
 *   <li>the address that the relay itself saw the owner come from, or, with IPv6, another one in the same net of 64 bits,
 *       or
 *   <li>a private address that lies in a net of this machine, if the relay saw the owner come from a public one: owner
 *       and downloader are behind the same router then, or
 *   <li>a loopback address, if the relay is on this machine and saw the owner come from this machine too.
 * </ol>
 *
 * Never, whatever the relay says, to an unspecified, multicast, broadcast, reserved or link-local address, nor to a
 * private one that a relay out on the net claims to see: it can't see those, and the host that has it here is another one.
 * Without the relay's word about the owner only the third kind is left.
 *
 * <p>What remains: a relay that lies can name any host of the net as what it saw, an owner behind a router can name any
 * host of a net that both are in, and a relay that is reached through a tunnel looks as if it were on this machine. Such
 * a host sees a connection and the beginning of a handshake that means nothing to it; connections back come one at a time
 * to an address, and never to a port that systems keep for their services.
 *
 * <p>Threading: stateless.
 */
public final class DialRule {
    /** What is known of this machine's addresses. */
    public interface Machine {
        /** Whether an address is one of this machine's. */
        boolean isOwn(InetAddress address);

        /** Whether an address lies in a net that this machine has a leg in. */
        boolean isInOwnNet(InetAddress address);
    }

    /** Below it listen the services of a system, none of which is somebody's client. */
    private static final int PORT_MIN = 1024;

    private final Machine machine;

    /** Whether nobody connects back to a port, since systems keep it for their services. */
    public static boolean isForServices(int port) {
        return port < PORT_MIN;
    }

    /** A rule for a machine. */
    public DialRule(Machine machine) {
        this.machine = machine;
    }

    /** A rule for this machine. */
    public static DialRule ofThisMachine() {
        return new DialRule(new Interfaces());
    }

    /**
     * Why an owner's address isn't connected to, as the rest of a sentence; empty if it may be.
     *
     * @param address where the owner says that the file waits
     * @param seen where the relay saw the owner come from
     * @param relay where this client reaches the relay
     */
    public Optional<String> refusal(InetAddress address, Optional<InetAddress> seen, InetAddress relay) {
        if (isNever(address)) {
            return Optional.of("the address it names isn't one of a machine");
        }
        if (address.isLoopbackAddress()) {
            boolean isLocalRelay = relay.isLoopbackAddress() || machine.isOwn(relay);
            boolean isLocalOwner = seen.isEmpty() || seen.get().isLoopbackAddress() || machine.isOwn(seen.get());
            return isLocalRelay && isLocalOwner
                    ? Optional.empty()
                    : Optional.of("it can be reached only from the machine it is on");
        }
        if (seen.isPresent() && isPrivate(seen.get()) && !isNear(relay)) {
            return Optional.of("the relay can't have seen it where it says");
        }
        if (seen.isPresent() && isSameHost(seen.get(), address)) {
            return Optional.empty();
        }
        boolean isNeighbour =
                seen.isPresent() && isPublic(seen.get()) && isPrivate(address) && machine.isInOwnNet(address);
        return isNeighbour ? Optional.empty() : Optional.of("the address it names isn't where the relay sees it");
    }

    /**
     * Why the address of a requester isn't connected back to. Nobody here asked for that connection, so it goes to where
     * the relay sees the requester, and nowhere else: not to neighbours either, whom anybody could name.
     *
     * @param at where the requester says that it can be reached
     * @param seen where the relay saw the requester come from
     * @param relay where this client reaches the relay
     */
    public Optional<String> refusalBack(Endpoint at, Optional<InetAddress> seen, InetAddress relay) {
        if (isForServices(at.port())) {
            return Optional.of("no connection goes back to a port below " + PORT_MIN);
        }
        InetAddress address = at.address();
        boolean isSeen = address.isLoopbackAddress() || seen.isPresent() && isSameHost(seen.get(), address);
        return isSeen
                ? refusal(address, seen, relay)
                : Optional.of("the address it names isn't where the relay sees it");
    }

    /** With IPv6 a host has several addresses, which come and go; the first half of them is its net's. */
    private static boolean isSameHost(InetAddress seen, InetAddress address) {
        return seen.equals(address)
                || seen instanceof Inet6Address
                        && address instanceof Inet6Address
                        && Arrays.equals(seen.getAddress(), 0, 8, address.getAddress(), 0, 8);
    }

    /** Whether a relay may see private addresses of nets that this machine knows. */
    private boolean isNear(InetAddress relay) {
        return relay.isLoopbackAddress() || isPrivate(relay) || machine.isOwn(relay) || machine.isInOwnNet(relay);
    }

    private static boolean isNever(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isMulticastAddress() || address.isLinkLocalAddress()) {
            return true;
        }
        byte[] octets = address.getAddress();
        int first = octets[0] & 0xFF;
        return address instanceof Inet4Address && (first == 0 || first >= 240);
    }

    private static boolean isPublic(InetAddress address) {
        return !isNever(address) && !address.isLoopbackAddress() && !isPrivate(address);
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] octets = address.getAddress();
        boolean isUniqueLocal = octets.length == 16 && (octets[0] & 0xFE) == 0xFC;
        return address instanceof Inet4Address ? address.isSiteLocalAddress() : isUniqueLocal;
    }

    /** This machine's interfaces, asked anew each time, since they come and go. */
    private static final class Interfaces implements Machine {
        @Override
        public boolean isOwn(InetAddress address) {
            try {
                return NetworkInterface.getByInetAddress(address) != null;
            } catch (SocketException e) {
                return false;
            }
        }

        @Override
        public boolean isInOwnNet(InetAddress address) {
            try {
                return NetworkInterface.networkInterfaces()
                        .flatMap(each -> each.getInterfaceAddresses().stream())
                        .anyMatch(leg -> isIn(leg, address));
            } catch (SocketException e) {
                return false;
            }
        }

        private static boolean isIn(InterfaceAddress leg, InetAddress address) {
            byte[] one = leg.getAddress().getAddress();
            byte[] other = address.getAddress();
            int bits = leg.getNetworkPrefixLength();
            if (one.length != other.length || bits < 8) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
