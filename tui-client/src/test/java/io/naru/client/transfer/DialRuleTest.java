package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A machine at 192.168.1.5 and 203.0.113.5, in the net 192.168.1.0/24. */
class DialRuleTest {
    private static final Set<String> OWN = Set.of("192.168.1.5", "203.0.113.5");

    private final DialRule rule = new DialRule(new DialRule.Machine() {
        @Override
        public boolean isOwn(InetAddress address) {
            return OWN.contains(address.getHostAddress());
        }

        @Override
        public boolean isInOwnNet(InetAddress address) {
            return address.getHostAddress().startsWith("192.168.1.");
        }
    });

    @ParameterizedTest(name = "{4}: {0}, seen at {1}, relay at {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "198.51.100.7, 198.51.100.7, 198.51.100.1, yes, where the relay sees the owner",
                "10.0.0.7,     10.0.0.7,     10.0.0.1,     yes, a private one that the relay sees",
                "2001:db8::7,  2001:db8::7,  2001:db8::1,  yes, the same with IPv6",
                "2001:db8::9,  2001:db8::7,  198.51.100.1, yes, another address of the same net with IPv6",
                "2001:db8:0:1::7, 2001:db8::7, 198.51.100.1, no, another net with IPv6",
                "192.168.1.7,  203.0.113.9,  198.51.100.1, yes, a neighbour behind the same router",
                "10.0.0.7,     10.0.0.7,     198.51.100.1, no,  a private one that a relay out there can't see",
                "192.168.1.7,  192.168.1.7,  198.51.100.1, no,  the same in a net of this machine",
                "192.168.1.7,  192.168.1.7,  192.168.1.1,  yes, a neighbour that a relay in the same net sees",
                "192.168.1.7,  192.168.1.7,  203.0.113.5,  yes, a neighbour that a relay on this machine sees",
                "192.168.1.7,  192.168.1.7,  127.0.0.1,    yes, the same by its loopback",
                "fd00::7,      fd00::7,      2001:db8::1,  no,  a private one with IPv6",
                "fd00::7,      fd00::7,      fd00::1,      yes, a private one with IPv6 that a private relay sees",
                "192.168.1.7,  192.168.9.9,  198.51.100.1, no,  a private one though the relay saw another private one",
                "192.168.9.7,  203.0.113.9,  198.51.100.1, no,  a private net that this machine isn't in",
                "198.51.100.7, 198.51.100.8, 198.51.100.1, no,  a third party",
                "198.51.100.7, -,            198.51.100.1, no,  a relay that doesn't tell",
                "127.0.0.1,    127.0.0.1,    127.0.0.1,    yes, all on one machine",
                "127.0.0.1,    203.0.113.5,  127.0.0.1,    yes, the owner came by this machine's own address",
                "127.0.0.1,    127.0.0.1,    203.0.113.5,  yes, the relay is on this machine by its address",
                "127.0.0.1,    -,            127.0.0.1,    yes, a local relay that doesn't tell",
                "127.0.0.1,    198.51.100.7, 198.51.100.1, no,  loopback of a remote owner",
                "127.0.0.1,    198.51.100.7, 127.0.0.1,    no,  loopback of a remote owner at a local relay",
                "127.0.0.1,    127.0.0.1,    198.51.100.1, no,  the relay's own loopback",
                "0.0.0.0,      0.0.0.0,      198.51.100.1, no,  unspecified",
                "255.255.255.255, 255.255.255.255, 198.51.100.1, no, broadcast",
                "224.0.0.1,    224.0.0.1,    198.51.100.1, no,  multicast",
                "169.254.0.7,  169.254.0.7,  198.51.100.1, no,  link-local",
                "fe80::7,      fe80::7,      2001:db8::1,  no,  link-local with IPv6",
                "ff02::1,      ff02::1,      2001:db8::1,  no,  multicast with IPv6",
                "::,           ::,           2001:db8::1,  no,  unspecified with IPv6",
                "240.0.0.1,    240.0.0.1,    198.51.100.1, no,  reserved"
            })
    void anAddressIsConnectedToOnlyWhereThatCanOnlyBeTheOwner(
            String address, String seen, String relay, String expected, String why) throws UnknownHostException {
        Optional<InetAddress> sawIt = seen == null ? Optional.empty() : Optional.of(InetAddress.getByName(seen));
        boolean isAllowed = rule.refusal(InetAddress.getByName(address), sawIt, InetAddress.getByName(relay))
                .isEmpty();
        assertThat(isAllowed).as(why).isEqualTo(expected.equals("yes"));
    }

    @ParameterizedTest(name = "{4}: {0}, seen at {1}, relay at {2}")
    @CsvSource(
            value = {
                "198.51.100.7, 198.51.100.7, 198.51.100.1, yes, where the relay sees the requester",
                "192.168.1.7,  203.0.113.9,  198.51.100.1, no,  a neighbour that anybody could name",
                "192.168.1.7,  192.168.1.7,  198.51.100.1, no,  a neighbour that the relay can't see",
                "198.51.100.8, 198.51.100.7, 198.51.100.1, no,  a third party",
                "127.0.0.1,    127.0.0.1,    127.0.0.1,    yes, all on one machine",
                "127.0.0.1,    198.51.100.7, 127.0.0.1,    no,  loopback of a remote requester",
                "224.0.0.1,    224.0.0.1,    198.51.100.1, no,  multicast"
            })
    void backIsConnectedOnlyToWhereTheRelaySeesTheRequester(
            String address, String seen, String relay, String expected, String why) throws UnknownHostException {
        boolean isAllowed = rule.refusalBack(
                        new Endpoint(InetAddress.getByName(address), 1024),
                        Optional.of(InetAddress.getByName(seen)),
                        InetAddress.getByName(relay))
                .isEmpty();
        assertThat(isAllowed).as(why).isEqualTo(expected.equals("yes"));
    }

    @Test
    void noServiceOfAnotherSystemIsConnectedBackTo() throws UnknownHostException {
        InetAddress there = InetAddress.getByName("198.51.100.7");
        InetAddress relay = InetAddress.getByName("198.51.100.1");
        assertThat(rule.refusalBack(new Endpoint(there, 1023), Optional.of(there), relay))
                .hasValue("no connection goes back to a port below 1024");
        assertThat(rule.refusalBack(new Endpoint(there, 443), Optional.of(there), relay))
                .isPresent();
    }
}
