package io.naru.client.state;

import io.naru.common.message.UserName;
import java.util.HashMap;
import java.util.Map;

/**
 * When the person and the bell were last heard of, all by {@link Moment#nanos()}; and what was kept from the person.
 *
 * @param lastKeyNanos when a key was last pressed
 * @param lastMentionNanos when the person was last named
 * @param hasBeenNamed whether {@code lastMentionNanos} means something
 * @param hidden how many messages of each ignored user weren't shown
 */
public record Attention(long lastKeyNanos, long lastMentionNanos, boolean hasBeenNamed, Map<UserName, Long> hidden) {
    public Attention {
        hidden = Map.copyOf(hidden);
    }

    /** Somebody has just come. */
    public static Attention start(Moment now) {
        return new Attention(now.nanos(), 0, false, Map.of());
    }

    /** A key was pressed. */
    public Attention keyPressed(Moment now) {
        return new Attention(now.nanos(), lastMentionNanos, hasBeenNamed, hidden);
    }

    /** The person was named. */
    public Attention named(Moment now) {
        return new Attention(lastKeyNanos, now.nanos(), true, hidden);
    }

    /** A message of somebody who is ignored wasn't shown. */
    public Attention hid(UserName user) {
        Map<UserName, Long> more = new HashMap<>(hidden);
        more.merge(user, 1L, Long::sum);
        return new Attention(lastKeyNanos, lastMentionNanos, hasBeenNamed, more);
    }

    /** Nothing of that user is counted any more. */
    public Attention forgets(UserName user) {
        Map<UserName, Long> fewer = new HashMap<>(hidden);
        fewer.remove(user);
        return new Attention(lastKeyNanos, lastMentionNanos, hasBeenNamed, fewer);
    }
}
