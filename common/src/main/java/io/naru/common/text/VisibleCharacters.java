package io.naru.common.text;

/**
 * The characters that are plainly visible, so that they stand in logs and JSON as they are: nothing that steers a
 * terminal, ends a line, or hides.
 *
 * <p>Threading: stateless.
 */
public final class VisibleCharacters {
    private VisibleCharacters() {}

    /** Whether this is one of them; spaces are. */
    public static boolean contain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
