package io.naru.common.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LoggingTest {

    private final ByteArrayOutputStream sink = new ByteArrayOutputStream();
    private final Logger logger = System.getLogger("io.naru.relay.Example");
    private final Logger foreign = System.getLogger("org.library.Example");

    private String written() {
        return sink.toString(StandardCharsets.UTF_8);
    }

    @Test
    void recordIsOneLineOfKeysAndValuesInUtf8() {
        try (Logging logging = Logging.start(sink, false)) {
            assertThat(logging).isNotNull();
            logger.log(Level.INFO, "나루 is ready on {0}", "127.0.0.1:1");
        }

        assertThat(written())
                .matches("time=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z level=info logger=relay.Example"
                        + " msg=\"나루 is ready on 127\\.0\\.0\\.1:1\"\n");
    }

    @Test
    void nothingInATextEndsTheLineOrReachesATerminal() {
        try (Logging logging = Logging.start(sink, false)) {
            assertThat(logging).isNotNull();
            logger.log(Level.WARNING, "a\nb\r\u001b[31m\u0085\u202e\u2028\ud800\"\\");
        }

        assertThat(written()).endsWith("msg=\"a\\nb\\u{d}\\u{1b}[31m\\u{85}\\u{202e}\\u{2028}\\u{d800}\\\"\\\\\"\n");
        assertThat(written().lines()).hasSize(1);
    }

    @Test
    void faultIsNamedAndItsTraceKeptBack() {
        try (Logging logging = Logging.start(sink, false)) {
            assertThat(logging).isNotNull();
            logger.log(Level.ERROR, "It failed", new IllegalStateException("two\nlines"));
        }

        assertThat(written())
                .endsWith("level=error logger=relay.Example msg=\"It failed\""
                        + " fault=\"java.lang.IllegalStateException: two\\nlines\"\n");
    }

    @Test
    void traceFollowsWhenDebugging() {
        try (Logging logging = Logging.start(sink, true)) {
            assertThat(logging).isNotNull();
            logger.log(Level.DEBUG, "Details", new IllegalStateException("outer", new RuntimeException("inner")));
        }

        assertThat(written())
                .contains("level=debug")
                .contains("\n  java.lang.IllegalStateException: outer\n    at io.naru.common.log.LoggingTest.")
                .contains("\n  java.lang.RuntimeException: inner\n    at ");
    }

    @Test
    void debugLinesAndLibrariesAreLeftOutOtherwise() {
        try (Logging logging = Logging.start(sink, false)) {
            assertThat(logging).isNotNull();
            logger.log(Level.DEBUG, "ours");
            foreign.log(Level.INFO, "theirs");
        }

        assertThat(written()).isEmpty();
    }

    @Test
    void silentWritesNothingAndClosingRestoresWhatWasBefore() {
        try (Logging outer = Logging.start(sink, false)) {
            assertThat(outer).isNotNull();
            try (Logging inner = Logging.silent()) {
                assertThat(inner).isNotNull();
                logger.log(Level.ERROR, "unheard");
            }
            logger.log(Level.INFO, "heard");
        }

        assertThat(written()).contains("heard").doesNotContain("unheard");
    }
}
