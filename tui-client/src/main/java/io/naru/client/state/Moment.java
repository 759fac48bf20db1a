package io.naru.client.state;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/**
 * When something happened, on both clocks.
 *
 * @param nanos of the monotonic clock, for spans; only differences mean something
 * @param instant of the wall clock, for showing
 * @param zone in which it is shown
 */
public record Moment(long nanos, Instant instant, ZoneId zone) {
    public Moment {
        Objects.requireNonNull(instant);
        Objects.requireNonNull(zone);
    }

    /** The day, where the person is. */
    public LocalDate day() {
        return dayOf(instant);
    }

    /** The day of another instant, where the person is. */
    public LocalDate dayOf(Instant other) {
        return LocalDate.ofInstant(other, zone);
    }

    /** This moment, so much later on both clocks. */
    public Moment plus(Duration span) {
        return new Moment(nanos + span.toNanos(), instant.plus(span), zone);
    }
}
