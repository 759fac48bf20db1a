package io.naru.relay.ctl;

import java.util.Locale;

/** What a number counts, and how people read it. */
enum Unit {
    /** Things. */
    COUNT("") {
        @Override
        String shown(long number) {
            return Long.toString(number);
        }
    },
    /** Octets. */
    OCTETS("Octets") {
        @Override
        String shown(long number) {
            if (number < THOUSAND) {
                return number + " B";
            }
            double rest = number;
            int prefix = -1;
            while (rest >= THOUSAND - 0.05 && prefix < PREFIXES.length() - 1) {
                rest /= THOUSAND;
                prefix++;
            }
            return String.format(Locale.ROOT, "%.1f %cB", rest, PREFIXES.charAt(prefix));
        }
    },
    /** Whole seconds. */
    SECONDS("Seconds") {
        @Override
        String shown(long number) {
            if (number < MINUTE) {
                return number + " s";
            }
            if (number < HOUR) {
                return number / MINUTE + " min " + number % MINUTE + " s";
            }
            return number < DAY
                    ? number / HOUR + " h " + number % HOUR / MINUTE + " min"
                    : number / DAY + " d " + number % DAY / HOUR + " h";
        }
    },
    /** Microseconds. */
    MICROS("Micros") {
        @Override
        String shown(long number) {
            if (number < THOUSAND) {
                return number + " µs";
            }
            return number < THOUSAND * THOUSAND
                    ? String.format(Locale.ROOT, "%.1f ms", number / 1e3)
                    : String.format(Locale.ROOT, "%.1f s", number / 1e6);
        }
    };

    private static final long THOUSAND = 1_000;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final String PREFIXES = "kMGT";

    private final String suffix;

    Unit(String suffix) {
        this.suffix = suffix;
    }

    /** What a key of JSON gets behind it. */
    String suffix() {
        return suffix;
    }

    /** For people. */
    abstract String shown(long number);
}
