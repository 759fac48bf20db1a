package io.naru.relay.session;

import java.net.InetAddress;

/** Addresses in words. */
final class Addresses {
    private Addresses() {}

    /** The numeric form, without the zone that only this machine knows. */
    static String numeric(InetAddress address) {
        String host = address.getHostAddress();
        int zone = host.indexOf('%');
        return zone < 0 ? host : host.substring(0, zone);
    }
}
