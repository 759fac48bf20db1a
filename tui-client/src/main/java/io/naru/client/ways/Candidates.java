package io.naru.client.ways;

import io.naru.common.message.Endpoint;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where this program, or somebody else's, may be reached.
 *
 * <p>Threading: stateless.
 */
final class Candidates {
    /** As many as a frame takes. */
    static final int MAX = 8;

    private Candidates() {}

    /**
     * The addresses worth telling others, the most promising first: the one towards the relay, then those of the nets
     * that this machine is in, and global ones. On loopback nobody can be reached from elsewhere, so it is told alone.
     *
     * @param towardsRelay this machine's address on the connection to the relay
     * @param port what is listened on
     */
    static List<Endpoint> own(InetAddress towardsRelay, int port) {
        return of(towardsRelay, towardsRelay.isLoopbackAddress() ? List.of() : machine(), port);
    }

    static List<Endpoint> of(InetAddress towardsRelay, List<InetAddress> machine, int port) {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        addresses.add(towardsRelay);
        machine.stream()
                .filter(each -> !isLocalOnly(each))
                .sorted((one, other) -> Integer.compare(rank(one), rank(other)))
                .forEach(addresses::add);
        return addresses.stream()
                .limit(MAX)
                .map(each -> new Endpoint(plain(each), port))
                .toList();
    }

    /**
     * Where somebody is to be tried: what was told, and the told port at the address that the relay sees, for a router
     * that passes it on.
     */
    static List<Endpoint> toTry(List<Endpoint> told, Optional<InetAddress> seen) {
        Set<Endpoint> all = new LinkedHashSet<>(told);
        if (seen.isPresent() && !told.isEmpty()) {
            all.add(new Endpoint(seen.get(), told.get(0).port()));
        }
        return List.copyOf(all);
    }

    private static List<InetAddress> machine() {
        try {
            List<InetAddress> all = new ArrayList<>();
            NetworkInterface.networkInterfaces()
                    .forEach(each -> each.inetAddresses().forEach(all::add));
            return all;
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static boolean isLocalOnly(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
    }

    /** Of the same kind the order stays as the machine has it. */
    private static int rank(InetAddress address) {
        return address instanceof Inet4Address ? 0 : 1;
    }

    /** Without the name or zone that it may have come with. */
    private static InetAddress plain(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has the length of one", e);
        }
    }
}
