package io.naru.client.state;

import io.naru.common.message.Password;
import java.nio.CharBuffer;
import java.util.Arrays;

/**
 * A secret that is being typed: seen by nobody, not even in a text of the state, and edited at its end only. Each change
 * overwrites the field before it, so that there is one copy at most; whoever changed it goes on with the new one.
 *
 * <p>Threading: one thread.
 */
public final class SecretField {
    /** Nothing yet. */
    public static final SecretField EMPTY = new SecretField(new char[0]);

    /** More than any password may have. */
    private static final int CHARACTERS_MAX = 512;

    private final char[] characters;

    private SecretField(char[] characters) {
        this.characters = characters;
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return characters.length == 0;
    }

    /** How many characters there are, as people count. */
    public int length() {
        return Character.codePointCount(characters, 0, characters.length);
    }

    /** With a text behind it; the same if that would be too much. */
    public SecretField append(String text) {
        if (characters.length + text.length() > CHARACTERS_MAX) {
            return this;
        }
        char[] longer = Arrays.copyOf(characters, characters.length + text.length());
        text.getChars(0, text.length(), longer, characters.length);
        wipe();
        return new SecretField(longer);
    }

    /** Without the last character. */
    public SecretField backspace() {
        if (isEmpty()) {
            return this;
        }
        int last = Character.codePointBefore(characters, characters.length);
        char[] shorter = Arrays.copyOf(characters, characters.length - Character.charCount(last));
        wipe();
        return new SecretField(shorter);
    }

    /**
     * The password that was typed. This field holds it still.
     *
     * @throws io.naru.common.message.InvalidValueException if it can't be one; a sentence for people
     */
    public Password password() {
        return Password.of(CharBuffer.wrap(characters));
    }

    /** Overwrites what was typed. */
    public void wipe() {
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "SecretField[***]";
    }
}
