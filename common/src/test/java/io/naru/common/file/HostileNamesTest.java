package io.naru.common.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A million names, each with one thing in it that must not be: none of them is let in. */
class HostileNamesTest {
    private static final int ROUNDS = 1_000_000;
    private static final long SEED = 5;
    private static final Path ROOT = Path.of("downloads").toAbsolutePath();
    private static final List<String> PLAIN = List.of("a", "Music", "봄 노래", "x.tar.gz", "100% (1)", "ß", "読む", "-n");
    private static final List<String> WHOLE = List.of(
            ".",
            "..",
            "...",
            "",
            " ",
            "~",
            "~root",
            ".ssh",
            ".bashrc",
            "con",
            "NUL",
            "aux.txt",
            "COM1",
            "lpt9.log",
            "Com\u00b9",
            "CONIN$",
            "C:",
            "c:x",
            "..\\..",
            "a\\b",
            "x.",
            "x ",
            "x. .",
            "\uD800",
            "\uDC00x",
            "\uFDD0",
            "\uFFFF");
    private static final String INSIDE =
            "\u0000\u0001\u0007\t\n\r\u001B\u001F\u007F\u0080\u0085\u009B\u009F\u200B\u200E\u200F\u202A\u202B\u202C\u202D"
                    + "\u202E\u2028\u2029\u2060\u2066\u2067\u2068\u2069\uFEFF\u061C\\";

    private static String path(Random random, String hostile) {
        List<String> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            parts.add(PLAIN.get(random.nextInt(PLAIN.size())));
        }
        parts.add(random.nextInt(parts.size() + 1), hostile);
        return String.join("/", parts);
    }

    private static String hostile(Random random) {
        int kind = random.nextInt(8);
        if (kind == 0) {
            return "n".repeat(256 + random.nextInt(100));
        }
        if (kind == 1) {
            return "가".repeat(86 + random.nextInt(50));
        }
        if (kind < 5) {
            return WHOLE.get(random.nextInt(WHOLE.size()));
        }
        String name = PLAIN.get(random.nextInt(PLAIN.size()));
        int at = name.offsetByCodePoints(0, random.nextInt(name.codePointCount(0, name.length()) + 1));
        return name.substring(0, at) + INSIDE.charAt(random.nextInt(INSIDE.length())) + name.substring(at);
    }

    @Test
    void noneOfAMillionHostileNamesIsLetIn() {
        Random random = new Random(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            String name = path(random, hostile(random));
            if (SafePath.under(ROOT, name) instanceof SafePath.Inside) {
                throw new AssertionError("let in, round " + i + " of seed " + SEED + ": "
                        + name.chars().mapToObj(c -> String.format("%04x", c)).toList());
            }
        }
    }

    @Test
    void theSameNamesWithoutThatAreLetIn() {
        Random random = new Random(SEED);
        for (int i = 0; i < 1_000; i++) {
            String name = path(random, PLAIN.get(random.nextInt(PLAIN.size())));
            assertThat(SafePath.under(ROOT, name)).as(name).isInstanceOf(SafePath.Inside.class);
        }
    }
}
