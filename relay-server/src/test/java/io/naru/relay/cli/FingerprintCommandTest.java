package io.naru.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FingerprintCommandTest {
    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int fingerprint(Path data) {
        Environment environment = new Environment(
                new PasswordReader(Optional.empty(), new ByteArrayInputStream(new byte[0]), false),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new ByteArrayOutputStream(),
                InstantSource.system());
        return new RelayProgram(environment).run("fingerprint", "--data", data.toString());
    }

    @Test
    void itIsTheOneThatTheRelayShows() throws IOException {
        Path data = temp.resolve("data");
        String shown;
        try (RelayServer relay = RelayServer.start(RelayConfig.temporary().withData(data))) {
            shown = relay.fingerprint().toString();
        }

        assertThat(fingerprint(data)).isZero();
        assertThat(out.toString()).isEqualTo(shown + System.lineSeparator());
    }

    @Test
    void beforeTheFirstStartThereIsNone() {
        assertThat(fingerprint(temp.resolve("nothing"))).isEqualTo(1);

        assertThat(err.toString()).contains("relay-identity.pem", "when it first starts");
    }
}
