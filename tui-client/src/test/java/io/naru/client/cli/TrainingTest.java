package io.naru.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.Breakdown;
import io.naru.client.app.Folders;
import io.naru.client.terminal.NoTerminalException;
import io.naru.common.time.Clock;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TrainingTest {
    @TempDir
    private Path folder;

    @Test
    void allThatIsWaitedForComesUpOnTheScreen() throws Exception {
        PrintWriter nobody = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Environment environment = new Environment(
                Map.of("TERM", "xterm-256color"),
                new Folders(folder, folder, folder, folder),
                Path.of("").toAbsolutePath(),
                "somebody",
                Optional.empty(),
                (variables, theme, consumer) -> {
                    throw new NoTerminalException("The training took the terminal.");
                },
                InputStream.nullInputStream(),
                nobody,
                nobody,
                Clock.system(),
                new Breakdown());

        assertThat(Training.run(environment)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }
}
