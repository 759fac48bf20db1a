package io.naru.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands on a data folder, and looks at what they print. */
abstract class CommandFixture {

    static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");

    @TempDir
    Path temp;

    Instant now = NOW;
    final ByteArrayOutputStream log = new ByteArrayOutputStream();
    StringWriter out;
    StringWriter err;

    Path data() {
        return temp.resolve("data");
    }

    int run(String input, String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        ByteArrayInputStream standardInput = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return new RelayProgram(new Environment(
                        new PasswordReader(Optional.empty(), standardInput, false),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        log,
                        InstantSource.fixed(now)))
                .run(arguments);
    }

    int account(String input, String command, String... more) {
        String[] arguments = new String[more.length + 6];
        arguments[0] = "account";
        arguments[1] = command;
        arguments[2] = "--data";
        arguments[3] = data().toString();
        arguments[4] = "--config";
        arguments[5] = temp.resolve("low.properties").toString();
        System.arraycopy(more, 0, arguments, 6, more.length);
        try {
            Files.writeString(temp.resolve("low.properties"), "password-cost = low\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return run(input, arguments);
    }

    void succeeds(int status, String output) {
        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines(output);
    }

    void fails(int status, int expected, String sentence) {
        assertThat(err.toString()).isEqualToNormalizingNewlines(sentence + "\n");
        assertThat(out.toString()).isEmpty();
        assertThat(status).isEqualTo(expected);
    }
}
