package io.naru.common.message;

import java.util.Objects;

/**
 * The name of a room: {@code #} and a name by the rules of user names, or {@code @} and a user for the direct messages
 * with that user (PROTOCOL.md, section 4.2).
 */
public final class RoomName implements Comparable<RoomName> {
    /** The room in which every base client is. */
    public static final RoomName LOBBY = of("#lobby");

    private final String display;
    private final String canonical;

    private RoomName(String display, String canonical) {
        this.display = display;
        this.canonical = canonical;
    }

    /**
     * A room from what somebody wrote, its sign included.
     *
     * @throws InvalidValueException if it is no such name
     */
    public static RoomName of(String text) {
        Objects.requireNonNull(text);
        if (!text.startsWith("#") && !text.startsWith("@")) {
            throw new InvalidValueException("A room name begins with # (or with @ for a user's direct messages).");
        }
        String name = NameRules.checked("A room name", text.substring(1));
        char sign = text.charAt(0);
        return new RoomName(sign + name, sign + NameRules.fold(name));
    }

    /** For showing, its sign included. */
    public String display() {
        return display;
    }

    /** For comparing and storing, its sign included. */
    public String canonical() {
        return canonical;
    }

    /** Whether it stands for the direct messages with one user. */
    public boolean isDirect() {
        return canonical.charAt(0) == '@';
    }

    @Override
    public int compareTo(RoomName other) {
        return canonical.compareTo(other.canonical);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoomName that && canonical.equals(that.canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    @Override
    public String toString() {
        return display;
    }
}
