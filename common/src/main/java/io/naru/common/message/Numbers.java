package io.naru.common.message;

/** Numbers on the wire: ASCII digits within a range, nothing else. */
final class Numbers {
    /** No size, count or time on the wire is past this: what a double can still tell apart. */
    static final long MAX = (1L << 53) - 1;

    private Numbers() {}

    static long parse(String what, String digits, long max) {
        if (digits.isEmpty() || digits.length() > 16 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new InvalidValueException(what + " is a number of ASCII digits.");
        }
        return checked(what, Long.parseLong(digits), max);
    }

    static long checked(String what, long value, long max) {
        return checked(what, value, 0, max);
    }

    static long checked(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidValueException(what + " is a number from " + min + " to " + max + ".");
        }
        return value;
    }

    static long checked(String what, long value) {
        return checked(what, value, MAX);
    }
}
