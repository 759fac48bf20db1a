package io.naru.client.plain;

import io.naru.common.text.SafeText;
import java.io.PrintWriter;

/**
 * Lines on standard output, each safe for any terminal. Whose words a line holds is told by how it begins: a user's
 * name and a colon, {@code *} for what happens, {@code !} for what didn't work. A message of several lines is several
 * lines here, each with its author's name, so that nobody can make a line that looks like another's.
 *
 * <p>Threading: one thread.
 */
final class PlainOutput {
    private final PrintWriter out;

    PlainOutput(PrintWriter out) {
        this.out = out;
    }

    /** What somebody said. */
    void said(String who, String text) {
        for (String line : SafeText.of(text).value().split("\n", -1)) {
            print(who + ": " + line);
        }
    }

    /** What happens. */
    void happens(String sentence) {
        print("* " + sentence);
    }

    /** What didn't work. */
    void fails(String sentence) {
        print("! " + sentence);
    }

    /** An entry of a list, indented. */
    void entry(String text) {
        print("  " + text);
    }

    /** Whether nobody reads any more. */
    boolean isBroken() {
        return out.checkError();
    }

    private void print(String line) {
        out.println(SafeText.line(line).value());
        out.flush();
    }
}
