package io.naru.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonObjectTest {

    @Test
    void membersStandInTheirOrder() {
        assertThat(new JsonObject()
                        .with("text", "나루")
                        .with("number", -7)
                        .with("time", Instant.EPOCH)
                        .with("none", Optional.empty())
                        .with("some", Optional.of("x")))
                .hasToString("{\"text\":\"나루\",\"number\":-7,\"time\":\"1970-01-01T00:00:00Z\",\"none\":null,"
                        + "\"some\":\"x\"}");
        assertThat(new JsonObject()).hasToString("{}");
    }

    @Test
    void nothingReachesATerminalUnescaped() {
        assertThat(new JsonObject().with("k", "a\"b\\c\n\t\r\b\f\u001b[2J\u007f\u009b\u202e"))
                .hasToString("{\"k\":\"a\\\"b\\\\c\\n\\t\\r\\b\\f\\u001b[2J\\u007f\\u009b\\u202e\"}");
    }
}
