package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.client.testkit.Person;
import io.naru.common.message.Password;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A relay, two whole clients and a file between them, all of it over IPv6. */
@Timeout(120)
class SixesAtRelayTest {
    @TempDir
    private Path folder;

    private static InetAddress loopback() throws IOException {
        InetAddress six = InetAddress.getByName("::1");
        try (ServerSocket once = new ServerSocket(0, 1, six)) {
            return once.getInetAddress();
        } catch (IOException e) {
            return abort("There is no ::1 on this machine, so nothing can be tried over IPv6: " + e.getMessage());
        }
    }

    private Person arrives(RelayServer relay, String name) {
        Person person = Person.of(name, EngineSettings.standard("test", folder.resolve("data-" + name)));
        person.engine()
                .connect(Login.of(
                        new RelayAddress("::1", relay.address().getPort()),
                        person.user(),
                        Optional.of(Password.of("secret of " + name)),
                        Protection.pinned(relay.fingerprint())));
        person.log().await(EngineEvent.LinkUp.class);
        return person;
    }

    @Test
    void aFileComesStraightFromAnOwnerWhoIsReachedOverIpv6Alone() throws IOException {
        InetSocketAddress listen = new InetSocketAddress(loopback(), 0);
        RelayConfig config = RelayConfig.temporary().withListen(List.of(listen)).withData(folder.resolve("relay"));
        byte[] content = new byte[3_000_000];
        new Random(6).nextBytes(content);
        Path shared = Files.createDirectories(folder.resolve("shared"));
        Files.write(shared.resolve("big.bin"), content);
        try (RelayServer relay = RelayServer.start(config)) {
            Person alice = arrives(relay, "alice");
            Person bob = arrives(relay, "bob");
            bob.engine().share(shared);
            bob.log().await(EngineEvent.ShareCounted.class, counted -> !counted.isScanning() && counted.files() == 1);

            alice.engine().net(Optional.of(bob.user()));
            assertThat(alice.log().await(EngineEvent.NetReported.class).lines().get(1))
                    .startsWith("Straight to bob works: [::1]:");
            alice.engine().download(bob.user(), "big.bin", OptionalLong.of(content.length), folder.resolve("in"));
            TransferView done = alice.awaitTransfer(TransferView.Direction.DOWNLOAD, TransferState.DONE);

            assertThat(done.way()).isEqualTo("direct");
            assertThat(done.isEncrypted()).isTrue();
            assertThat(folder.resolve("in/big.bin")).hasBinaryContent(content);
            alice.close();
            bob.close();
        }
    }
}
