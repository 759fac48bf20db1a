package io.naru.common.chaos;

/**
 * A message of the final history.
 *
 * @param id empty where its author gave none
 */
public record Kept(long seq, String author, String id, String text) {
    @Override
    public String toString() {
        return author + ": " + Violation.quoted(text) + " (" + id + ")";
    }
}
