package io.naru.client.state;

import io.naru.common.message.MessageId;

/**
 * Where the ids of own messages come from: a prefix that is random for each program run, and a counter.
 *
 * @param prefix 1 to 40 characters of printable ASCII without space
 * @param next the number of the next id, from 1
 */
public record IdSource(String prefix, long next) {
    public IdSource {
        if (prefix.isEmpty() || prefix.length() > 40 || next < 1) {
            throw new IllegalArgumentException("prefix " + prefix + ", next " + next);
        }
    }

    /** The next id. */
    public MessageId id() {
        return new MessageId(prefix + "-" + next);
    }

    /** The source without that id. */
    public IdSource used() {
        return new IdSource(prefix, next + 1);
    }
}
