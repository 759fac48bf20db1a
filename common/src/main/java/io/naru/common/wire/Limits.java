package io.naru.common.wire;

/**
 * The bounds of PROTOCOL.md, section 2.4. All in octets of UTF-8 but where a name says otherwise.
 *
 * @param frameOctets a whole frame, its type and NUL included, after login; 2 KiB to 16 MiB
 * @param frameOctetsBeforeLogin the same before login; 512 octets to {@code frameOctets}
 * @param chatTextOctets the text of one chat message; 1 to {@code frameOctets - 1024}
 */
public record Limits(int frameOctets, int frameOctetsBeforeLogin, int chatTextOctets) {
    /** The longest user or room name, in code points. */
    public static final int NAME_CHARACTERS = 32;
    /** The longest path of a shared file. */
    public static final int PATH_OCTETS = 4096;
    /** The longest password. */
    public static final int PASSWORD_OCTETS = 256;
    /** The longest id of a message or a request. */
    public static final int ID_OCTETS = 64;
    /** The longest status text of a user. */
    public static final int STATUS_OCTETS = 256;
    /** The longest label of a key. */
    public static final int LABEL_OCTETS = 64;
    /** The longest reason of a moderation. */
    public static final int REASON_OCTETS = 256;
    /** The longest topic of a room. */
    public static final int TOPIC_OCTETS = 256;
    /** The longest text to search for. */
    public static final int QUERY_OCTETS = 256;
    /** How many messages a page of history has at most. */
    public static final int HISTORY_PAGE = 200;
    /** The longest ban or mute that ends by itself, in seconds: a hundred years. */
    public static final long BAN_SECONDS = 100L * 366 * 24 * 60 * 60;
    /** The longest frame on a data connection, before the token is proven. */
    public static final int PEER_FRAME_OCTETS_BEFORE_TOKEN = 512;
    /** The longest frame on a data connection afterwards, without the octets that follow some of them. */
    public static final int PEER_FRAME_OCTETS = 16 * 1024;
    /** The most octets of a file that follow one frame. */
    public static final int PIECE_OCTETS = 256 * 1024;
    /** How many requests of a data connection may be open at once. */
    public static final int OPEN_FETCHES = 256;
    /** The longest text of an ERROR, a notice, or a reason. */
    public static final int SENTENCE_OCTETS = 1024;

    /** What a relay allows when nothing else is configured. */
    public static final Limits DEFAULT = new Limits(64 * 1024, 2 * 1024, 16 * 1024);

    public Limits {
        check(frameOctets >= 2048 && frameOctets <= 16 << 20, "a frame's limit is 2048 to 16777216 octets");
        check(
                frameOctetsBeforeLogin >= 512 && frameOctetsBeforeLogin <= frameOctets,
                "a frame's limit before login is 512 octets to the limit after it");
        check(
                chatTextOctets >= 1 && chatTextOctets <= frameOctets - 1024,
                "a chat text's limit is 1 octet to 1024 less than the limit of a frame");
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
