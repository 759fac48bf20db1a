package io.naru.common.wire;

import java.util.Optional;

/**
 * The frame types of PROTOCOL.md, section 3, beside their octets. Octets without a constant here are unknown to this
 * version: they are skipped on an extended connection. {@code 0x16} will never be one, since a connection that starts
 * with it is speaking TLS.
 */
public enum FrameType {
    /** A chat message or a notice. */
    CHAT(0),
    /** User name and password. */
    CREDENTIALS(1),
    /** A listing or a download; a second octet, the {@link FileCommand}, follows. */
    FILE(2),
    /** The end of the conversation; whoever receives it closes the connection. */
    CLOSE(3),
    /** Opens the extended level. */
    HELLO(4),
    /** The login was accepted (extended level). */
    WELCOME(5),
    /** Who is online, and what they share (extended level). */
    PRESENCE(6),
    /** A refusal in a sentence, with a code for programs (extended level). */
    ERROR(7),
    /** Asks for a {@link #PONG} with the same token (extended level). */
    PING(8),
    /** Answers a {@link #PING} (extended level). */
    PONG(9),
    /** Entering a room (extended level). */
    JOIN(10),
    /** Leaving one (extended level). */
    LEAVE(11),
    /** Which rooms there are (extended level). */
    ROOMS(12),
    /** What a room is about (extended level). */
    TOPIC(13),
    /** What was said in a room (extended level). */
    HISTORY(14),
    /** Something that is done about somebody (extended level). */
    MODERATE(15),
    /** The first frame of a data connection between two users. */
    SPLICE(16),
    /** The keys of an account (extended level). */
    KEYS(17),
    /** Who is banned or muted (extended level). */
    BANS(18),
    /** How far a user has read a room (extended level). */
    READ(19),
    /** Letting somebody into a private room (extended level). */
    INVITE(20),
    /** Asks for a file, or a part of it (data connection). */
    FETCH(32),
    /** No more of what was asked for (data connection). */
    STOP(33),
    /** What a file is, and the hashes of its chunks (data connection). */
    MANIFEST(34),
    /** Some octets of a file (data connection). */
    PIECE(35),
    /** The hash of a chunk that was sent (data connection). */
    CHECK(36),
    /** All that was asked for was sent (data connection). */
    DONE(37),
    /** What was asked for isn't to be had (data connection). */
    FAULT(38),
    /** The other side is who it should be, and files may be asked for (data connection). */
    READY(39),
    /** How much has come so far (data connection). */
    HAVE(40);

    private static final FrameType[] BY_OCTET = new FrameType[256];

    static {
        for (FrameType type : values()) {
            BY_OCTET[type.octet] = type;
        }
    }

    private final int octet;

    FrameType(int octet) {
        this.octet = octet;
    }

    /** The octet on the wire, 0 to 255. */
    public int octet() {
        return octet;
    }

    /**
     * The type of an octet.
     *
     * @param octet 0 to 255
     * @return empty when this version doesn't know the type
     */
    public static Optional<FrameType> of(int octet) {
        return Optional.ofNullable(BY_OCTET[octet & 0xFF]);
    }
}
