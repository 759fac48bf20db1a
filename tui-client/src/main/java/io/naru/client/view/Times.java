package io.naru.client.view;

import io.naru.client.state.Settings.TimeFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * Times and days as they're shown.
 *
 * <p>Threading: stateless.
 */
final class Times {
    private Times() {}

    /** How wide a time is in that format. */
    static int columns(TimeFormat format) {
        return switch (format) {
            case HOURS_24 -> 5;
            case HOURS_12, SECONDS -> 8;
            case HIDDEN -> 0;
        };
    }

    /** A time of the day, exactly {@link #columns} wide. */
    static String shown(Instant instant, ZoneId zone, TimeFormat format) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, zone);
        String minutes = ":" + twoDigits(time.getMinute());
        return switch (format) {
            case HOURS_24 -> twoDigits(time.getHour()) + minutes;
            case SECONDS -> twoDigits(time.getHour()) + minutes + ":" + twoDigits(time.getSecond());
            case HOURS_12 -> {
                int hour = (time.getHour() + 11) % 12 + 1;
                yield (hour < 10 ? " " : "") + hour + minutes + (time.getHour() < 12 ? " am" : " pm");
            }
            case HIDDEN -> "";
        };
    }

    /** A day, as 2026-11-21. */
    static String day(Instant instant, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(instant, zone);
        return day.getYear() + "-" + twoDigits(day.getMonthValue()) + "-" + twoDigits(day.getDayOfMonth());
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
