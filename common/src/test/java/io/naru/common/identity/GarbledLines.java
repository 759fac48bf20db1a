package io.naru.common.identity;

import java.util.Random;

/** Texts that look nearly like a file of lines. */
final class GarbledLines {
    private static final String ODD = " \t\r:#[]-.0O1I\u0000\u0085\u00a0\u2028é한+T";

    private GarbledLines() {}

    /** Some of the lines, in any order, with some characters changed. */
    static String of(Random random, String... lines) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            StringBuilder line = new StringBuilder(lines[random.nextInt(lines.length)]);
            for (int changes = random.nextInt(3); changes > 0 && !line.isEmpty(); changes--) {
                int at = random.nextInt(line.length());
                char odd = ODD.charAt(random.nextInt(ODD.length()));
                switch (random.nextInt(3)) {
                    case 0 -> line.setCharAt(at, odd);
                    case 1 -> line.insert(at, odd);
                    default -> line.delete(at, Math.min(line.length(), at + 1 + random.nextInt(20)));
                }
            }
            text.append(line).append(random.nextInt(8) == 0 ? "" : "\n");
        }
        return text.toString();
    }
}
