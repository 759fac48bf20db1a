package io.naru.client.state;

/**
 * When the person and the bell were last heard of; all by {@link Moment#nanos()}.
 *
 * @param lastKeyNanos when a key was last pressed
 * @param lastMentionNanos when the person was last named
 * @param hasBeenNamed whether {@code lastMentionNanos} means something
 */
public record Attention(long lastKeyNanos, long lastMentionNanos, boolean hasBeenNamed) {
    /** Somebody has just come. */
    public static Attention start(Moment now) {
        return new Attention(now.nanos(), 0, false);
    }

    /** A key was pressed. */
    public Attention keyPressed(Moment now) {
        return new Attention(now.nanos(), lastMentionNanos, hasBeenNamed);
    }

    /** The person was named. */
    public Attention named(Moment now) {
        return new Attention(lastKeyNanos, now.nanos(), true);
    }
}
