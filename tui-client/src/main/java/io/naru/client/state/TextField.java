package io.naru.client.state;

import io.naru.common.text.SafeText;
import java.util.Objects;

/**
 * A text that is being edited, and where the cursor stands in it. The cursor is always at the edge of a cluster (what
 * is seen as one character), and everything moves and deletes whole clusters.
 *
 * @param text as it was typed or pasted, LF between lines; not for drawing
 * @param cursor index into the text, 0 to its length
 */
public record TextField(String text, int cursor) {
    /** Nothing. */
    public static final TextField EMPTY = new TextField("", 0);

    /** Moves the cursor into the text, and to the beginning of a cluster that it would cut. */
    public TextField {
        Objects.requireNonNull(text);
        cursor = Clusters.edgeAtOrBefore(text, Math.max(0, Math.min(cursor, text.length())));
    }

    /** A text with the cursor behind it. */
    public static TextField of(String text) {
        return new TextField(text, text.length());
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** What stands before the cursor, for drawing. */
    public SafeText shownBefore() {
        return SafeText.of(before());
    }

    /** What stands behind the cursor, for drawing; the cursor is on its first cluster. */
    public SafeText shownAfter() {
        return SafeText.of(after());
    }

    /** What stands before the cursor. */
    public String before() {
        return text.substring(0, cursor);
    }

    /** What stands behind the cursor. */
    public String after() {
        return text.substring(cursor);
    }

    /** With the text at the cursor, and the cursor behind it. */
    public TextField insert(String inserted) {
        String newText = before() + inserted + after();
        // A mark or a joiner may have grown together with what stands around it.
        return new TextField(newText, Clusters.edgeAtOrAfter(newText, cursor + inserted.length()));
    }

    /** With the text from one index to another replaced, and the cursor behind the replacement. */
    public TextField replace(int start, int end, String replacement) {
        String newText = text.substring(0, start) + replacement + text.substring(end);
        return new TextField(newText, Clusters.edgeAtOrAfter(newText, start + replacement.length()));
    }

    /** With the cursor elsewhere. */
    public TextField at(int newCursor) {
        return new TextField(text, newCursor);
    }

    /** Without the cluster before the cursor. */
    public TextField backspace() {
        return cut(Clusters.before(text, cursor), cursor);
    }

    /** Without the cluster behind the cursor. */
    public TextField delete() {
        return cut(cursor, Clusters.after(text, cursor));
    }

    /** Without the text from one index to another. */
    public TextField cut(int start, int end) {
        return replace(start, end, "");
    }

    /** A cluster to the left. */
    public TextField left() {
        return at(Clusters.before(text, cursor));
    }

    /** A cluster to the right. */
    public TextField right() {
        return at(Clusters.after(text, cursor));
    }

    /** To the beginning of the word before the cursor. */
    public TextField wordLeft() {
        return at(Clusters.wordStart(text, cursor));
    }

    /** To the end of the word behind the cursor. */
    public TextField wordRight() {
        return at(Clusters.wordEnd(text, cursor));
    }

    /** To the beginning of what stands before the cursor without a blank. */
    public TextField blankWordLeft() {
        return at(Clusters.blankWordStart(text, cursor));
    }

    /** To the beginning of the line. */
    public TextField home() {
        return at(lineStart());
    }

    /** To the end of the line. */
    public TextField end() {
        return at(lineEnd());
    }

    /** The index at which the cursor's line begins. */
    public int lineStart() {
        return text.lastIndexOf('\n', cursor - 1) + 1;
    }

    /** The index at which the cursor's line ends. */
    public int lineEnd() {
        int lineFeed = text.indexOf('\n', cursor);
        return lineFeed < 0 ? text.length() : lineFeed;
    }

    /** Whether there is a line above the cursor's. */
    public boolean hasLineAbove() {
        return lineStart() > 0;
    }

    /** Whether there is a line below the cursor's. */
    public boolean hasLineBelow() {
        return lineEnd() < text.length();
    }

    /** A line up, as many clusters into it as before; the same without a line above. */
    public TextField up() {
        if (!hasLineAbove()) {
            return this;
        }
        int start = text.lastIndexOf('\n', lineStart() - 2) + 1;
        return at(Clusters.advance(text, start, lineStart() - 1, clustersIntoLine()));
    }

    /** A line down, as many clusters into it as before; the same without a line below. */
    public TextField down() {
        if (!hasLineBelow()) {
            return this;
        }
        int start = lineEnd() + 1;
        int lineFeed = text.indexOf('\n', start);
        int end = lineFeed < 0 ? text.length() : lineFeed;
        return at(Clusters.advance(text, start, end, clustersIntoLine()));
    }

    /** The clusters around the cursor swapped, as in readline; the same where there aren't two. */
    public TextField transpose() {
        int right = cursor == text.length() ? Clusters.before(text, cursor) : cursor;
        int left = Clusters.before(text, right);
        int end = Clusters.after(text, right);
        if (left == right || right == end || text.charAt(left) == '\n' || text.charAt(right) == '\n') {
            return this;
        }
        return replace(left, end, text.substring(right, end) + text.substring(left, right));
    }

    private int clustersIntoLine() {
        return Clusters.count(text, lineStart(), cursor);
    }
}
