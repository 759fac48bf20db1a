package io.naru.common.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogEventTest {
    private final ByteArrayOutputStream sink = new ByteArrayOutputStream();
    private final Logger logger = System.getLogger("io.naru.relay.Example");

    private String written(boolean debug, Runnable logs) {
        try (Logging logging = Logging.start(sink, debug)) {
            assertThat(logging).isNotNull();
            logs.run();
        }
        return sink.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eventIsOneLineOfKeysAndValues() {
        String line = written(
                false,
                () -> LogEvent.of("login")
                        .with("user", "하나")
                        .with("address", "127.0.0.1")
                        .with("octets", 17)
                        .withPresent("key", Optional.empty())
                        .log(logger, Level.INFO));

        assertThat(line).matches("time=\\S+Z level=info event=login user=하나 address=127\\.0\\.0\\.1 octets=17\n");
    }

    @Test
    void valueIsQuotedWhereItIsMoreThanAWord() {
        LogEvent event = LogEvent.of("kick")
                .with("a", "two words")
                .with("b", "x=y")
                .with("c", "")
                .with("d", "say \"hi\"")
                .with("e", "back\\slash")
                .with("f", "no\u00a0break");

        assertThat(event)
                .hasToString("event=kick a=\"two words\" b=\"x=y\" c=\"\" d=\"say \\\"hi\\\"\" e=\"back\\\\slash\""
                        + " f=\"no\u00a0break\"");
    }

    @Test
    void nothingInAValueEndsTheLineOrReachesATerminal() {
        LogEvent event =
                LogEvent.of("login").with("user", "a\nlevel=info event=login user=root\r\u001b[2J\u0085\u202e");

        assertThat(event.toString().codePoints())
                .allMatch(codePoint -> codePoint >= ' '
                        && codePoint != 0x7f
                        && Character.getType(codePoint) != Character.CONTROL
                        && Character.getType(codePoint) != Character.FORMAT);
        assertThat(event.toString()).startsWith("event=login user=\"").endsWith("\"");
    }

    @Test
    void longValueIsCut() {
        assertThat(LogEvent.of("login").with("user", "x".repeat(1_000_000)).toString())
                .hasSizeLessThan(600)
                .endsWith("x…");
    }

    @Test
    void patternOfTheJdksFormatsInAValueMeansNothing() {
        String line =
                written(false, () -> LogEvent.of("login").with("user", "{0}").log(logger, Level.INFO));

        assertThat(line).endsWith("event=login user={0}\n");
    }

    @Test
    void causeIsNamedAndItsTraceFollowsOnlyWhenDebugging() {
        Runnable logs = () -> LogEvent.of("store-failed")
                .because(new IllegalStateException("two\nlines"))
                .log(logger, Level.ERROR);

        assertThat(written(false, logs))
                .endsWith("event=store-failed fault=\"java.lang.IllegalStateException: two\\nlines\"\n");
        assertThat(written(true, logs)).contains("\n    at io.naru.common.log.LogEventTest.");
    }

    @Test
    void keyThatCouldBreakTheLineIsAFaultOfOurs() {
        assertThatThrownBy(() -> LogEvent.of("login").with("a b", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void floodOfEventsIsAFewLinesAndTheNextOneSaysHowManyAreMissing() {
        LimitedLog limited = new LimitedLog(logger, 3, 2, 0);

        String lines = written(false, () -> {
            for (int i = 0; i < 100; i++) {
                limited.log(Level.INFO, LogEvent.of("login"), 0);
            }
            limited.log(Level.INFO, LogEvent.of("login"), 1_000_000_000);
            limited.log(Level.INFO, LogEvent.of("login"), 1_000_000_000);
            limited.log(Level.INFO, LogEvent.of("login"), 1_000_000_000);
        });

        assertThat(lines.lines()).hasSize(5);
        assertThat(lines.lines().filter(line -> line.endsWith("event=login suppressed=97")))
                .hasSize(1);
    }
}
