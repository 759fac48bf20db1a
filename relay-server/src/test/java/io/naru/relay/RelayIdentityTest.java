package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.identity.Identity;
import io.naru.common.identity.IdentityFile;
import io.naru.common.message.Fingerprint;
import io.naru.common.testkit.FakeClock;
import io.naru.common.tls.ClientTlsContext;
import io.naru.common.tls.TlsSocket;
import io.naru.common.tls.UnknownRelayException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By what clients know a relay that runs. */
final class RelayIdentityTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path temp;

    private Fingerprint shownBy(RelayServer relay) throws IOException {
        Identity nobody = Identity.create(new SecureRandom(), new FakeClock().now());
        Socket socket = new Socket(relay.address().getAddress(), relay.address().getPort());
        try (TlsSocket connected = TlsSocket.handshake(socket, ClientTlsContext.probing(nobody), LONG)) {
            throw new AssertionError("trusted " + connected.peer());
        } catch (UnknownRelayException e) {
            return e.seen();
        }
    }

    private Path identityFile(String name) throws IOException {
        Path file = temp.resolve(name);
        IdentityFile.loadOrCreate(file, new SecureRandom(), new FakeClock());
        return file;
    }

    @Test
    void aRelayIsTheSameAfterARestart() throws IOException {
        RelayConfig config = RelayConfig.temporary().withData(temp.resolve("data"));
        Fingerprint first;
        try (RelayServer relay = RelayServer.start(config)) {
            first = relay.fingerprint();
            assertThat(shownBy(relay)).isEqualTo(first);
        }

        try (RelayServer relay = RelayServer.start(config)) {
            assertThat(shownBy(relay)).isEqualTo(first);
        }
        assertThat(IdentityFile.load(RelayIdentity.file(temp.resolve("data"))).fingerprint())
                .isEqualTo(first);
    }

    @Test
    void aRelayWithoutAFolderIsAnotherOneEachTime() throws IOException {
        try (RelayServer one = RelayServer.start(RelayConfig.temporary());
                RelayServer other = RelayServer.start(RelayConfig.temporary())) {
            assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
        }
    }

    @Test
    void aCertificateIsReadAgainWhenToldSoAndKeptWhenTheNewOneIsBroken() throws IOException {
        Path pem = identityFile("relay.pem");
        Fingerprint first = IdentityFile.load(pem).fingerprint();
        RelayTls tls = new RelayTls(RelayTls.Plain.NEVER, Optional.of(pem), Optional.of(pem));
        try (RelayServer relay = RelayServer.start(RelayConfig.temporary().withTls(tls))) {
            assertThat(shownBy(relay)).isEqualTo(first);
            Path other = identityFile("other.pem");
            Fingerprint second = IdentityFile.load(other).fingerprint();
            Files.copy(other, pem, StandardCopyOption.REPLACE_EXISTING);
            assertThat(shownBy(relay)).isEqualTo(first);

            relay.reload();
            assertThat(relay.fingerprint()).isEqualTo(second);
            assertThat(shownBy(relay)).isEqualTo(second);

            Files.writeString(pem, "no certificate");
            assertThatThrownBy(relay::reload).isInstanceOf(IOException.class).hasMessageContaining("relay.pem");
            assertThat(shownBy(relay)).isEqualTo(second);
        }
    }

    @Test
    void aRelayWhoseFileIsGoneStaysWhatItIsAndMakesNoOther() throws IOException {
        Path data = temp.resolve("data");
        try (RelayServer relay = RelayServer.start(RelayConfig.temporary().withData(data))) {
            Fingerprint first = relay.fingerprint();
            Files.delete(RelayIdentity.file(data));

            assertThatThrownBy(relay::reload).isInstanceOf(IOException.class).hasMessageContaining("isn't there");

            assertThat(relay.fingerprint()).isEqualTo(first);
            assertThat(shownBy(relay)).isEqualTo(first);
            assertThat(RelayIdentity.file(data)).doesNotExist();
        }
    }

    @Test
    void aRelayWithoutAFolderStaysWhatItIsWhenItReadsAgain() throws IOException {
        try (RelayServer relay = RelayServer.start(RelayConfig.temporary())) {
            Fingerprint first = relay.fingerprint();

            relay.reload();

            assertThat(relay.fingerprint()).isEqualTo(first);
        }
    }
}
