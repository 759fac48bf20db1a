package io.naru.client.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.RoomEvent.PastMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Messages as lines. */
class LogFormatTest {
    private final StringWriter printed = new StringWriter();
    private final PrintWriter out = new PrintWriter(printed, true);

    private static PastMessage message(String text, OptionalLong replyTo) {
        return new PastMessage(
                7,
                UserName.of("김하늘"),
                text,
                Optional.of(new MessageId("m1")),
                Instant.parse("2026-11-23T12:00:05.120Z"),
                false,
                replyTo);
    }

    @Test
    void linesForPeopleCannotSteerATerminalNorLookLikeSomebodyElses() {
        LogFormat format = LogFormat.forPeople(out, ZoneOffset.ofHours(9));
        format.print(RoomName.LOBBY, message("one\nlee: two \u001b[2J\u202e", OptionalLong.empty()));
        format.print(RoomName.LOBBY, message("/me waves", OptionalLong.empty()));
        assertThat(printed.toString().lines())
                .containsExactly(
                        "2026-11-23 21:00:05  김하늘: one",
                        "2026-11-23 21:00:05  김하늘: lee: two ␛[2J\ufffd",
                        "2026-11-23 21:00:05  * 김하늘 waves");
    }

    @Test
    void jsonHoldsTheTextAsItWasSaid() {
        LogFormat.json(out).print(RoomName.of("@kim"), message("안녕 \"\\\n\u202e", OptionalLong.of(3)));
        assertThat(printed.toString())
                .isEqualTo("{\"room\":\"@kim\",\"seq\":7,\"time\":\"2026-11-23T12:00:05.120Z\",\"sender\":\"김하늘\","
                        + "\"id\":\"m1\",\"reply_to\":3,\"text\":\"안녕 \\\"\\\\\\n\\u202e\"}\n");
    }
}
