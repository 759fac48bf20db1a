package io.naru.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.Breakdown;
import io.naru.client.app.Folders;
import io.naru.client.terminal.TerminalDisplay;
import io.naru.common.time.Clock;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @TempDir
    private Path home;

    private int run(String... arguments) {
        Environment environment = new Environment(
                Map.of(),
                new Folders(home, home, home, home),
                Path.of("").toAbsolutePath(),
                "somebody",
                Optional.empty(),
                TerminalDisplay::open,
                InputStream.nullInputStream(),
                new PrintWriter(out),
                new PrintWriter(err),
                Clock.system(),
                new Breakdown());
        return new ClientProgram(environment).run(arguments);
    }

    @Test
    void everyWayIsMeasuredAndNothingIsLeftBehind() {
        assertThat(run("bench", "transfer", "--size=1m", "--files=3", "--folder=" + folder))
                .as(err.toString())
                .isZero();
        assertThat(out.toString().lines().filter(line -> line.contains("  ")).map(line -> line.split(" {2,}")[0]))
                .contains(
                        "socket, not encrypted",
                        "TLS of this Java, no files",
                        "Naru, 1 line",
                        "Naru, 2 lines",
                        "Naru, 1 line, not hashed before",
                        "3 files of 4096 octets",
                        "Naru",
                        "The first order, whole file",
                        "Further orders, the median");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "-1", "1t", "12345678901g"})
    void aSizeThatIsNoneIsRefused(String size) {
        assertThat(run("bench", "transfer", "--size=" + size, "--folder=" + folder))
                .isEqualTo(2);
        assertThat(err.toString()).contains("A size is a number with k, m or g behind it");
        assertThat(folder).isEmptyDirectory();
    }
}
