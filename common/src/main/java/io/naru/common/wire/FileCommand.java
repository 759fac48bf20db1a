package io.naru.common.wire;

import java.util.Optional;

/** The second octet of a {@link FrameType#FILE} frame (PROTOCOL.md, section 6). */
public enum FileCommand {
    /** Asks a user for the list of the files shared. */
    LIST_REQUEST(0),
    /** A list begins. */
    LIST_START(1),
    /** One entry of a list. */
    LIST_BODY(2),
    /** The list, or this page of it, is complete. */
    LIST_END(3),
    /** Asks a user for one file. */
    DOWNLOAD_REQUEST(4),
    /** The file waits at an address and port. */
    DOWNLOAD_ACCEPT(5),
    /** The file can't be had. */
    DOWNLOAD_REFUSE(6),
    /** Asks the relay for a way to a user through it, and brings both sides what opens it. */
    SPLICE_REQUEST(7),
    /** Asks everybody who shares files for those whose names match. */
    FIND_REQUEST(8),
    /** One file that does. */
    FIND_HIT(9),
    /** These were all hits of a user; or how many users were asked. */
    FIND_END(10),
    /** What was asked for isn't wanted any more. */
    CANCEL(11),
    /** A user has files for another one. */
    OFFER(12),
    /** What the other one says to that. */
    OFFER_REPLY(13);

    private static final FileCommand[] VALUES = values();

    private final int octet;

    FileCommand(int octet) {
        this.octet = octet;
    }

    /** The octet on the wire, 0 to 255. */
    public int octet() {
        return octet;
    }

    /** Whether it goes between extended clients alone: base clients know nothing of it. */
    public boolean isExtended() {
        return octet > DOWNLOAD_REFUSE.octet;
    }

    /**
     * The command of an octet.
     *
     * @param octet 0 to 255
     * @return empty when this version doesn't know the command
     */
    public static Optional<FileCommand> of(int octet) {
        return octet >= 0 && octet < VALUES.length ? Optional.of(VALUES[octet]) : Optional.empty();
    }
}
