package io.naru.client.cli;

import io.naru.common.time.SpanText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * From when on: a span back from now, a day, or a time.
 *
 * <p>Threading: the main thread.
 */
final class SinceOption {
    private final OptionSpec since = Specs.option(
            "--since",
            "SPAN|TIME",
            "Nothing older: a span back from now (90m, 24h, 7d), a day (2026-11-23), or a time (2026-11-23T18:30, with"
                    + " an offset or Z where it isn't this machine's).");

    OptionSpec spec() {
        return since;
    }

    /** The moment that was typed, if one was. */
    Optional<Instant> typed(CommandLine command, Instant now, ZoneId zone) {
        return Specs.text(since).map(written -> {
            try {
                return SpanText.isSpan(written) ? now.minus(SpanText.parse(written)) : moment(written, zone);
            } catch (DateTimeParseException e) {
                throw new ParameterException(
                        command,
                        "With --since comes a span (90m, 24h, 7d), a day (2026-11-23) or a time (2026-11-23T18:30).",
                        e);
            }
        });
    }

    private static Instant moment(String written, ZoneId zone) {
        if (written.indexOf('T') < 0) {
            return LocalDate.parse(written).atStartOfDay(zone).toInstant();
        }
        boolean hasOffset = written.endsWith("Z") || written.matches(".*[+-]\\d\\d:?\\d\\d");
        return hasOffset && written.indexOf(':') >= 0
                ? OffsetDateTime.parse(written).toInstant()
                : LocalDateTime.parse(written).atZone(zone).toInstant();
    }
}
