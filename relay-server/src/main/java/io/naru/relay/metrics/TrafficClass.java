package io.naru.relay.metrics;

import java.util.Locale;

/** What a user sends, as far as it is limited and counted apart. In words its name in lower case. */
public enum TrafficClass {
    /** Messages to people. */
    CHAT,
    /** Changes of what others see of the user. */
    PRESENCE,
    /** Questions for a list of files. */
    LISTING,
    /** Searches in what was said, which cost the store work. */
    SEARCH,
    /** Searches for files, which cost everybody who shares some work. */
    FIND,
    /** Answers to the searches of others. */
    HIT,
    /** Offers of files. */
    OFFER,
    /** Questions for a page of what was said. */
    HISTORY,
    /** Everything else that somebody has to answer: downloads, keys, moderation. */
    REQUEST,
    /** Octets of whatever kind, and some more for each frame that they came in. */
    OCTETS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
