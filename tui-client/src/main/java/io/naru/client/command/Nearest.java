package io.naru.client.command;

import java.util.Collection;
import java.util.Optional;

/**
 * Finds the word that somebody who mistyped most likely meant.
 *
 * <p>Threading: stateless.
 */
public final class Nearest {
    /** A name this long and no longer is looked at: nobody mistypes a page. */
    private static final int LENGTH_MAX = 64;

    private Nearest() {}

    /**
     * The known word with the fewest typing errors between; empty when even that has too many to be meant.
     *
     * @param typed in the same case as the known ones
     */
    public static Optional<String> to(String typed, Collection<String> known) {
        String nearest = null;
        int fewest = Integer.MAX_VALUE;
        for (String word : known) {
            int errors = errors(typed, word);
            if (errors < fewest) {
                nearest = word;
                fewest = errors;
            }
        }
        int allowed = Math.max(1, Math.min(typed.length(), nearest == null ? 0 : nearest.length()) / 2);
        return fewest <= allowed ? Optional.ofNullable(nearest) : Optional.empty();
    }

    /** Letters to insert, leave out, replace, or swap with their neighbour, to make one of the other. */
    private static int errors(String typed, String known) {
        if (typed.length() > LENGTH_MAX) {
            return Integer.MAX_VALUE;
        }
        int[][] errors = new int[typed.length() + 1][known.length() + 1];
        for (int i = 0; i <= typed.length(); i++) {
            for (int j = 0; j <= known.length(); j++) {
                errors[i][j] = i == 0 || j == 0 ? i + j : errorsAt(errors, typed, known, i, j);
            }
        }
        return errors[typed.length()][known.length()];
    }

    private static int errorsAt(int[][] errors, String typed, String known, int i, int j) {
        int replaced = errors[i - 1][j - 1] + (typed.charAt(i - 1) == known.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, Math.min(errors[i - 1][j], errors[i][j - 1]) + 1);
        boolean isSwapped = i > 1
                && j > 1
                && typed.charAt(i - 1) == known.charAt(j - 2)
                && typed.charAt(i - 2) == known.charAt(j - 1);
        return isSwapped ? Math.min(fewest, errors[i - 2][j - 2] + 1) : fewest;
    }
}
