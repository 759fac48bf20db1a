package io.naru.common.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HarmfulProxyTest {
    private static final byte[] WORDS = "twenty octets of text".getBytes(StandardCharsets.US_ASCII);

    /** Says the words through a proxy to a server; yields what the server read before its stream ended. */
    private static byte[] arrived(Harm up) throws IOException {
        try (ServerSocket relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HarmfulProxy proxy = new HarmfulProxy(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), relay.getLocalPort()),
                        () -> new HarmfulProxy.Harms(up, Harm.NONE));
                Socket client =
                        new Socket(proxy.address().getAddress(), proxy.address().getPort())) {
            client.getOutputStream().write(WORDS);
            client.shutdownOutput();
            try (Socket served = relay.accept()) {
                return served.getInputStream().readAllBytes();
            }
        }
    }

    @Test
    void withoutHarmEverythingArrives() throws IOException {
        assertThat(arrived(Harm.NONE)).isEqualTo(WORDS);
    }

    @Test
    void slicedAndLateEverythingArrives() throws IOException {
        assertThat(arrived(new Harm(1, 10_000, 5, 1_000_000, Long.MAX_VALUE, false)))
                .isEqualTo(WORDS);
    }

    @Test
    void aCutLetsExactlySoManyOctetsThrough() throws IOException {
        for (int octets = 0; octets <= WORDS.length; octets++) {
            assertThat(arrived(Harm.cutAfter(octets))).as("cut after " + octets).hasSize(octets);
        }
    }

    @Test
    void aConnectionIsCutInTheOtherDirectionBehindAnOctetThatIsNamedLater() throws Exception {
        try (ServerSocket relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HarmfulProxy proxy = new HarmfulProxy(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), relay.getLocalPort()),
                        () -> HarmfulProxy.Harms.NONE);
                Socket client =
                        new Socket(proxy.address().getAddress(), proxy.address().getPort());
                Socket served = relay.accept()) {
            InputStream input = client.getInputStream();
            served.getOutputStream().write('a');
            assertThat(input.read()).isEqualTo('a');

            proxy.cutAllAfter(HarmfulProxy.Way.DOWN, 2);
            served.getOutputStream().write(WORDS);

            assertThat(input.readNBytes(3)).hasSize(2);
        }
    }

    @Test
    void whereThereIsNoRelayClientsAreSentAway() throws Exception {
        ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        InetSocketAddress nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), gone.getLocalPort());
        gone.close();
        try (HarmfulProxy proxy = new HarmfulProxy(nowhere, () -> HarmfulProxy.Harms.NONE);
                Socket client =
                        new Socket(proxy.address().getAddress(), proxy.address().getPort())) {
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
                try {
                    return client.getInputStream().read();
                } catch (IOException e) {
                    return -1;
                }
            });
            assertThat(read.get()).isEqualTo(-1);
        }
    }
}
