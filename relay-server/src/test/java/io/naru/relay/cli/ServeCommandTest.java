package io.naru.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServeCommandTest {
    @TempDir
    Path temp;

    private StringWriter out;
    private StringWriter err;

    private int serve(String... more) {
        out = new StringWriter();
        err = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("serve"));
        arguments.addAll(List.of(more));
        Environment environment = new Environment(
                new PasswordReader(
                        Optional.empty(), new ByteArrayInputStream("".getBytes(StandardCharsets.UTF_8)), false),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new ByteArrayOutputStream(),
                InstantSource.system());
        return new RelayProgram(environment).run(arguments.toArray(new String[0]));
    }

    private void refuses(int status, String sentence, String... more) {
        assertThat(serve(more)).isEqualTo(status);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains(sentence).doesNotContain("Exception");
    }

    @Test
    void whatIsPrintedCanBeFedBack() throws IOException {
        int status = serve(
                "--print-config",
                "--data",
                temp.resolve("데이터").toString(),
                "--listen",
                "[::1]:7000",
                "--listen",
                "127.0.0.1:0",
                "--name",
                "back\\slash 나루",
                "--registration",
                "open",
                "--rate",
                "chat=5,listing=0",
                "--rate",
                "octets=1000/2000",
                "--max-users",
                "5",
                "--history-days",
                "90",
                "--history-messages",
                "1000000",
                "--history-megabytes",
                "50");
        assertThat(status).isZero();
        String printed = out.toString();
        assertThat(printed)
                .contains(
                        "listen = [::1]:7000,127.0.0.1:0",
                        "registration = open",
                        "max-users = 5",
                        "history-days = 90",
                        "history-messages = 1000000",
                        "history-megabytes = 50",
                        "limits = on",
                        "rate = chat=5/50,listing=0,octets=1000/2000");
        Path file = Files.writeString(temp.resolve("relay.properties"), printed);

        assertThat(serve("--print-config", "--config", file.toString())).isZero();

        assertThat(out.toString()).isEqualTo(printed);
    }

    @Test
    void aFlagWinsOverTheFile() throws IOException {
        Path file = Files.writeString(temp.resolve("relay.properties"), "data = elsewhere\nmax-users = 5\n");

        serve("--print-config", "--config", file.toString(), "--max-users", "7");

        assertThat(out.toString()).contains("max-users = 7", "data = elsewhere");
    }

    @Test
    void eachBadSettingIsOneSentenceThatSaysWhatIsWrong() {
        String data = temp.resolve("data").toString();
        refuses(2, "--data");
        refuses(2, "HOST:PORT", "--data", data, "--listen", "7411");
        refuses(2, "--history-days is 1 to 36500, not 0", "--data", data, "--history-days", "0");
        refuses(2, "--history-messages is at least 1", "--data", data, "--history-messages", "-1");
        refuses(2, "--history-megabytes is at least 1", "--data", data, "--history-megabytes", "0");
        refuses(2, "brackets", "--data", data, "--listen", "::1:7411");
        refuses(2, "a port is 0 to 65535", "--data", data, "--listen", "localhost:70000");
        refuses(2, "isn't known", "--data", data, "--listen", "no-such-host.invalid:7411");
        refuses(2, "open, invite or closed", "--data", data, "--registration", "maybe");
        refuses(2, "number of users", "--data", data, "--max-users", "0");
        refuses(2, "idle timeout", "--data", data, "--idle-seconds", "10");
        refuses(2, "low, normal or high", "--data", data, "--password-cost", "none");
        refuses(2, "name of a relay", "--data", data, "--name", "");
        refuses(2, "chat text", "--data", data, "--chat-octets", "70000");
        refuses(2, "on or off", "--data", data, "--limits", "maybe");
        refuses(2, "CLASS=N", "--data", data, "--rate", "chat");
        refuses(2, "there is no class 'noise'", "--data", data, "--rate", "noise=5");
        refuses(2, "a rate and its burst", "--data", data, "--rate", "chat=5/0");
        refuses(2, "failed logins", "--data", data, "--failed-logins", "0");
        refuses(2, "yes or no", "--data", data, "--limit-loopback", "maybe");
        refuses(2, "never, loopback or always", "--data", data, "--plain", "sometimes");
        refuses(2, "certificate and its key", "--data", data, "--tls-key", "key.pem");
        refuses(2, "debug, info", "--data", data, "--log-level", "loud");
    }

    @Test
    void aFolderThatIsAFileAndAPortInUseAreFailures() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        refuses(1, file + " isn't a folder", "--data", file.toString(), "--listen", "127.0.0.1:0");

        try (RelayServer other = RelayServer.start(RelayConfig.temporary())) {
            String address = "127.0.0.1:" + other.address().getPort();
            refuses(1, "is in use", "--data", temp.resolve("data").toString(), "--listen", address);
        }
    }
}
