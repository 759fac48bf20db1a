package io.naru.relay.control;

import io.naru.common.message.InvalidValueException;
import io.naru.common.message.RelayMessage;
import io.naru.common.time.SpanText;
import io.naru.common.wire.ErrorCode;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What clients are told when the relay stops: each comes back at a random moment between a span from then and twice
 * that, so that they don't come all at once, nor while nobody listens.
 *
 * @param backIn the span, in whole seconds; a day at most
 * @param isPlanned whether somebody has said so, and people are told
 */
public record Restart(Duration backIn, boolean isPlanned) {
    private static final Duration MOST = Duration.ofDays(1);

    /** A service that is restarted is back in a moment; whoever stops it for good loses nothing by this. */
    public static final Restart SOON = new Restart(Duration.ofSeconds(5), false);

    public Restart {
        Objects.requireNonNull(backIn);
        if (backIn.isNegative() || backIn.compareTo(MOST) > 0) {
            throw new InvalidValueException("A relay is back within a day.");
        }
    }

    /** One that somebody planned. */
    public static Restart planned(Duration backIn) {
        return new Restart(backIn, true);
    }

    /** The last words to a client. */
    public RelayMessage.Close close() {
        String sentence = isPlanned
                ? "The relay is stopping; it means to be back in " + SpanText.of(backIn) + "."
                : "The relay is stopping.";
        return new RelayMessage.Close(sentence, Optional.of(ErrorCode.STOPPING), OptionalLong.of(backIn.toSeconds()));
    }
}
