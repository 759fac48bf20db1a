package io.naru.client.share;

import java.util.Comparator;
import java.util.Locale;

/**
 * Names as people order them: without case, and runs of digits by their value, so that {@code part 9} stands before
 * {@code part 10}. Names that are the same by that are ordered by their code units, so that the order is total.
 *
 * <p>Threading: stateless.
 */
final class NaturalOrder implements Comparator<String> {
    static final NaturalOrder NAMES = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String one, String other) {
        int byPeople = compareFolded(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
        return byPeople != 0 ? byPeople : one.compareTo(other);
    }

    /**
     * A text whose order by octets of UTF-8 is that of the names, for a database to sort by; what is the same by it is to
     * be ordered by the name itself. A run of digits becomes {@code 0}, how many they are, and the digits.
     */
    static String key(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(folded.length() + 4);
        int i = 0;
        while (i < folded.length()) {
            if (isDigit(folded.charAt(i))) {
                int end = endOfDigits(folded, i);
                String digits = withoutZeros(folded.substring(i, end));
                key.append('0').append((char) digits.length()).append(digits);
                i = end;
            } else {
                key.append(folded.charAt(i));
                i++;
            }
        }
        return key.toString();
    }

    private static int compareFolded(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            if (isDigit(one.charAt(i)) && isDigit(other.charAt(j))) {
                int endOne = endOfDigits(one, i);
                int endOther = endOfDigits(other, j);
                int byValue = compareDigits(one.substring(i, endOne), other.substring(j, endOther));
                if (byValue != 0) {
                    return byValue;
                }
                i = endOne;
                j = endOther;
            } else if (one.charAt(i) != other.charAt(j)) {
                return Character.compare(one.charAt(i), other.charAt(j));
            } else {
                i++;
                j++;
            }
        }
        return Integer.compare(one.length() - i, other.length() - j);
    }

    private static int compareDigits(String one, String other) {
        String a = withoutZeros(one);
        String b = withoutZeros(other);
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    private static String withoutZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
