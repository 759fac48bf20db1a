package io.naru.common.message;

import java.util.Objects;

/**
 * The name of a user (PROTOCOL.md, section 4.1), in its two forms: as its owner writes it, for showing, and folded, for
 * comparing. Two names are equal when their folded forms are.
 */
public final class UserName implements Comparable<UserName> {
    private final String display;
    private final String canonical;

    private UserName(String display, String canonical) {
        this.display = display;
        this.canonical = canonical;
    }

    /**
     * A name from what somebody wrote.
     *
     * @param text 1 to 32 letters and digits of one script, with {@code -}, {@code _} and {@code .} inside, at least
     *     one letter
     * @throws InvalidValueException if it is no such name; says which rule it breaks
     */
    public static UserName of(String text) {
        String display = NameRules.checked("A user name", text);
        return new UserName(display, NameRules.fold(display));
    }

    /** For showing: NFC, otherwise as written. */
    public String display() {
        return display;
    }

    /** For comparing and storing: without case. */
    public String canonical() {
        return canonical;
    }

    @Override
    public int compareTo(UserName other) {
        return canonical.compareTo(other.canonical);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserName that && canonical.equals(that.canonical);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(canonical);
    }

    /** The same as {@link #display()}. */
    @Override
    public String toString() {
        return display;
    }
}
