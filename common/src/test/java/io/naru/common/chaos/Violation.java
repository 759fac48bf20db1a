package io.naru.common.chaos;

/**
 * Something that must not be.
 *
 * @param rule which promise was broken
 * @param client who found it; empty for the history itself
 * @param room which one
 * @param seq where; 0 where it has no place
 * @param words what exactly
 */
public record Violation(Rule rule, String client, String room, long seq, String words) {
    private static final int QUOTED_MAX = 40;

    /** What is promised. */
    public enum Rule {
        /** A room's seqs are 1, 2, 3 and so on. */
        DENSE,
        /** No message is in the history twice. */
        ONCE,
        /** What is in the history was said, by that user, in that room, in those words. */
        NOT_INVENTED,
        /** No message is forgotten while there are fewer newer ones in its room than are to be kept. */
        FORGOTTEN_WHEN_DUE,
        /** A screen says that messages are gone where they are, and nowhere else. */
        TRUE_MARKER,
        /** All members read the same history. */
        SAME_FOR_ALL,
        /** What had a receipt is in the history, under its seq and in its words. */
        RECEIPT_KEPT,
        /** What a screen showed is in the history, under that seq. */
        SHOWN_AS_KEPT,
        /** No screen shows a message twice. */
        SHOWN_ONCE,
        /** What a screen shows is without holes, but where it says so; also over restarts. */
        WITHOUT_HOLES,
        /** What an author said first comes first. */
        AUTHORS_ORDER,
        /** What has no receipt is in the history, or was reported as not sent. */
        ACCOUNTED_FOR,
        /** What was reported as not sent isn't in the history. */
        REPORTED_TRULY,
        /** In the end each screen shows the newest message of each of its rooms. */
        LEVEL,
        /** Nobody is told that history was lost where none was. */
        NO_FALSE_ALARM
    }

    /** A text in quotes, or as much of it as tells it from others. */
    static String quoted(String text) {
        String line = text.replace("\n", "\\n");
        return "\"" + (line.length() > QUOTED_MAX ? line.substring(0, QUOTED_MAX) + "…" : line) + "\"";
    }

    @Override
    public String toString() {
        return rule + (client.isEmpty() ? "" : " client " + client) + " room " + room + (seq == 0 ? "" : " seq " + seq)
                + ": " + words;
    }
}
