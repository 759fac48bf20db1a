package io.naru.client.state;

import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Objects;

/**
 * Candidates for what stands before the cursor; Tab goes through them one after the other, the original is one of the
 * stops.
 *
 * @param candidates at least one
 * @param current which one stands in the composer; -1 when it's what was typed
 * @param start where in the composer's text the completed part begins
 * @param original what stood there
 */
public record Completion(List<Candidate> candidates, int current, int start, String original) {
    /**
     * One way to go on.
     *
     * @param text what is put in place of what was typed; not for drawing
     * @param shown for the list of candidates
     * @param suffix what follows it: a blank, or a colon and a blank; left off when the same stands there already
     */
    public record Candidate(String text, SafeText shown, String suffix) {
        public Candidate {
            Objects.requireNonNull(text);
            Objects.requireNonNull(shown);
            Objects.requireNonNull(suffix);
        }
    }

    public Completion {
        candidates = List.copyOf(candidates);
        Objects.requireNonNull(original);
        if (current < -1 || current >= candidates.size()) {
            throw new IllegalArgumentException("candidate " + current + " of " + candidates.size());
        }
    }

    /** The next candidate, or the one before when {@code step} is -1; around the end over the original. */
    public Completion moved(int step) {
        int stops = candidates.size() + 1;
        return new Completion(candidates, Math.floorMod(current + 1 + step, stops) - 1, start, original);
    }

    /** What stands in the composer now, its suffix included. */
    public String inserted() {
        return current < 0
                ? original
                : candidates.get(current).text() + candidates.get(current).suffix();
    }
}
