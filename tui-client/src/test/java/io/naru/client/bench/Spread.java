package io.naru.client.bench;

import java.util.List;
import java.util.Locale;

/**
 * Times that were measured.
 *
 * @param millis in rising order, at least one
 */
record Spread(List<Double> millis) {
    Spread {
        millis = millis.stream().sorted().toList();
    }

    double median() {
        return at(0.5);
    }

    private double at(double part) {
        return millis.get((int) Math.min(millis.size() - 1, Math.floor(part * millis.size())));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "least %.1f, median %.1f, p95 %.1f, worst %.1f ms of %d",
                millis.get(0),
                median(),
                at(0.95),
                millis.get(millis.size() - 1),
                millis.size());
    }
}
