package io.naru.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.store.Ban;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BanWordsTest {
    private static final ModerationTarget KIM = ModerationTarget.parse("kim");

    private static RelayMessage.Moderated done(ModerationVerb verb, String by, String reason) {
        boolean lasts = verb == ModerationVerb.BAN || verb == ModerationVerb.MUTE;
        return new RelayMessage.Moderated(
                verb,
                Optional.empty(),
                KIM,
                lasts ? OptionalLong.of(5400) : OptionalLong.empty(),
                verb == ModerationVerb.ROLE ? Optional.of(Role.OWNER) : Optional.empty(),
                reason,
                by.isEmpty() ? Optional.empty() : Optional.of(UserName.of(by)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KICK   | lee | rude | kim was kicked by lee: rude.                | You were kicked by lee: rude.
            KICK   |     |      | kim was kicked.                            | You were kicked.
            BAN    | lee |      | kim was banned by lee for 90 minutes.      | You were banned by lee for 90 minutes.
            UNBAN  | lee |      | kim's ban was lifted by lee.               | You aren't banned any more.
            MUTE   |     | rude | kim was muted for 90 minutes: rude.         | You were muted for 90 minutes: rude.
            UNMUTE | lee |      | kim was unmuted by lee.                    | You may speak again.
            ROLE   | lee |      | kim was made an owner by lee.              | You are an owner now, by lee.
            ROLE   |     |      | kim was made an owner.                     | You are an owner now.
            """)
    void theRoomAndWhomItConcernsAreToldInASentence(
            ModerationVerb verb, String by, String reason, String toRoom, String toConcerned) {
        RelayMessage.Moderated done = done(verb, by == null ? "" : by, reason == null ? "" : reason);

        assertThat(BanWords.toRoom(done)).isEqualTo(toRoom);
        assertThat(BanWords.toConcerned(done)).isEqualTo(toConcerned);
    }

    @Test
    void aReasonHasTheFullStopOfItsSentence() {
        Instant since = Instant.parse("2026-11-23T10:00:00Z");

        assertThat(Stream.of("rude", "rude.", "really?", "see (here)", "도배", "…")
                        .map(reason -> BanWords.silence(
                                new Ban(Ban.Kind.MUTE, KIM, Optional.empty(), since, Optional.empty(), reason))))
                .containsExactly(
                        "You are muted: rude.",
                        "You are muted: rude.",
                        "You are muted: really?",
                        "You are muted: see (here).",
                        "You are muted: 도배.",
                        "You are muted: …");
    }

    @Test
    void aStrangerIsToldNoNames() {
        Instant since = Instant.parse("2026-11-23T10:00:00Z");
        Ban ban = new Ban(
                Ban.Kind.BAN, KIM, Optional.of(UserName.of("lee")), since, Optional.of(since.plusSeconds(61)), "rude");

        assertThat(BanWords.refusal(ban)).isEqualTo("You are banned here until 2026-11-23 10:02 UTC: rude.");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1 second",
        "90, 90 seconds",
        "60, 1 minute",
        "3600, 1 hour",
        "5400, 90 minutes",
        "86400, 1 day",
        "172800, 2 days"
    })
    void aSpanIsSaidInTheLargestUnitThatFits(long seconds, String words) {
        assertThat(Spans.span(seconds)).isEqualTo(words);
    }

    @Test
    void aMomentIsSaidNoEarlierThanItComes() {
        assertThat(Spans.until(Instant.parse("2026-11-23T10:00:00Z"))).isEqualTo("2026-11-23 10:00 UTC");
        assertThat(Spans.until(Instant.parse("2026-11-23T10:00:00.001Z"))).isEqualTo("2026-11-23 10:01 UTC");
    }
}
