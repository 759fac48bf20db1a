package io.naru.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** From when on. */
class SinceOptionTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final SinceOption since = new SinceOption();
    private final CommandLine command = new CommandLine(CommandSpec.create().addOption(since.spec()));

    @ParameterizedTest
    @CsvSource({
        "90m, 2026-11-23T10:30:00Z",
        "2w, 2026-11-09T12:00:00Z",
        "2026-11-23, 2026-11-22T15:00:00Z",
        "2026-11-23T18:30, 2026-11-23T09:30:00Z",
        "2026-11-23T18:30:07, 2026-11-23T09:30:07Z",
        "2026-11-23T18:30Z, 2026-11-23T18:30:00Z",
        "2026-11-23T18:30+01:00, 2026-11-23T17:30:00Z",
    })
    void aSpanADayOrATime(String typed, Instant meant) {
        command.parseArgs("--since", typed);
        assertThat(since.typed(command, NOW, ZoneOffset.ofHours(9))).contains(meant);
    }

    @Test
    void nothingMeansEverything() {
        command.parseArgs();
        assertThat(since.typed(command, NOW, ZoneOffset.UTC)).isEmpty();
    }
}
