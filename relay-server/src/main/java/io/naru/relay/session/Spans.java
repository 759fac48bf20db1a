package io.naru.relay.session;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and spans in words. */
final class Spans {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final long MINUTE_SECONDS = 60;
    private static final long HOUR_SECONDS = 60 * MINUTE_SECONDS;
    private static final long DAY_SECONDS = 24 * HOUR_SECONDS;

    private Spans() {}

    /** {@code 2026-11-23 10:05 UTC}, the minute in which it is over. */
    static String until(Instant end) {
        // Rounded up: whoever comes back in the minute that is said isn't too early.
        return MINUTE.format(end.plusMillis(MINUTE_SECONDS * 1000 - 1));
    }

    /** {@code 10 minutes}, {@code 1 day}: in the largest unit that fits exactly. */
    static String span(long seconds) {
        if (seconds % DAY_SECONDS == 0) {
            return counted(seconds / DAY_SECONDS, "day");
        }
        if (seconds % HOUR_SECONDS == 0) {
            return counted(seconds / HOUR_SECONDS, "hour");
        }
        return seconds % MINUTE_SECONDS == 0 ? counted(seconds / MINUTE_SECONDS, "minute") : counted(seconds, "second");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
