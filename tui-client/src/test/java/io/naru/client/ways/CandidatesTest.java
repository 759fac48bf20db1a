package io.naru.client.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> told(String towardsRelay, String... machine) {
        List<InetAddress> all = new ArrayList<>();
        for (String each : machine) {
            all.add(address(each));
        }
        return Candidates.of(address(towardsRelay), all, 7000).stream()
                .map(Endpoint::toString)
                .toList();
    }

    @Test
    void theAddressTowardsTheRelayComesFirstAndOnce() {
        assertThat(told("192.168.1.5", "2001:db8::5", "10.0.0.5", "192.168.1.5"))
                .containsExactly("192.168.1.5:7000", "10.0.0.5:7000", "[2001:db8::5]:7000");
    }

    @Test
    void whatNobodyElseCanReachIsntTold() {
        assertThat(told("192.168.1.5", "127.0.0.1", "::1", "169.254.3.4", "fe80::1", "0.0.0.0"))
                .containsExactly("192.168.1.5:7000");
    }

    @Test
    void thereAreAtMostEight() {
        String[] many = new String[20];
        for (int i = 0; i < many.length; i++) {
            many[i] = "10.0.0." + (i + 1);
        }
        assertThat(told("192.168.1.5", many)).hasSize(8).startsWith("192.168.1.5:7000", "10.0.0.1:7000");
    }

    @Test
    void onLoopbackNothingElseIsTold() {
        assertThat(Candidates.own(address("127.0.0.1"), 7000)).containsExactly(Endpoint.of("127.0.0.1:7000"));
    }

    @Test
    void theToldPortIsTriedWhereTheRelaySeesThemToo() {
        Endpoint told = Endpoint.of("192.168.1.5:7000");

        assertThat(Candidates.toTry(List.of(told), Optional.of(address("203.0.113.9"))))
                .containsExactly(told, Endpoint.of("203.0.113.9:7000"));
        assertThat(Candidates.toTry(List.of(told), Optional.of(address("192.168.1.5"))))
                .containsExactly(told);
        assertThat(Candidates.toTry(List.of(), Optional.of(address("203.0.113.9"))))
                .isEmpty();
    }
}
