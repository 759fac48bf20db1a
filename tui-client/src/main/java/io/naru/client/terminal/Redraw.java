package io.naru.client.terminal;

/** How soon a change is to be seen. */
public enum Redraw {
    /** Nothing that is shown has changed. */
    NONE,
    /** Something arrived by itself: a few frames a second are enough, and cost a tenth of the octets. */
    RELAXED,
    /** The person did something and watches for the effect. */
    PROMPT;

    /** The more urgent of both. */
    public Redraw or(Redraw other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
