package io.naru.client.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.text.SafeText;
import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EscapedNameTest {
    @Test
    void whatEverybodySeesStaysAsItIs() {
        for (String name : new String[] {"a b.txt", "안녕하세요.txt", "ภาษาไทยที่.txt", "C\\d", "👋 é.txt", "50 %.txt"}) {
            assertThat(EscapedName.of(name)).isEqualTo(name);
            assertThat(EscapedName.parse(name)).isEqualTo(name);
        }
    }

    @Test
    void whatNobodySeesIsWrittenOut() {
        assertThat(EscapedName.of("👨\u200d👩.png")).isEqualTo("👨\\u{200D}👩.png");
        assertThat(EscapedName.of("a\u202etxt.exe")).isEqualTo("a\\u{202E}txt.exe");
        assertThat(EscapedName.of("a\u001b[2J\n")).isEqualTo("a\\u{1B}[2J\\u{A}");
        assertThat(EscapedName.of("❤\ufe0f.txt")).isEqualTo("❤\\u{FE0F}.txt");
        assertThat(EscapedName.of("\u0301x")).isEqualTo("\\u{301}x");
        assertThat(EscapedName.of("\\u{41}")).isEqualTo("\\u{5C}u{41}");
    }

    @Test
    void whatIsNoEscapeIsTakenAsItStands() {
        for (String typed : new String[] {"\\u{}", "\\u{110000}", "\\u{FFFFFFF}", "\\u{xy}", "\\u41", "$1\\"}) {
            assertThat(EscapedName.parse(typed)).isEqualTo(typed);
        }
        assertThat(EscapedName.parse("\\u{24}1\\u{5C}")).isEqualTo("$1\\");
    }

    @Test
    void whatIsPrintedOfAnyNameIsSafeAndNamesTheSame() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int[] odd = {
            0x200D, 0x1F468, 0x1F3FD, 0xFE0F, 0x301, 0x1B, 0x1F1F0, 0x1F1F7, 0x1112, 0x1161, 0x11AB, 0x5C, 0x75, 0x7B
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int j = random.nextInt(8); j >= 0; j--) {
                int codePoint = random.nextBoolean() ? odd[random.nextInt(odd.length)] : random.nextInt(0x1FFFF);
                boolean isHalf = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
                name.appendCodePoint(isHalf ? 'x' : codePoint);
            }
            String shown = EscapedName.of(name.toString());
            assertThat(SafeText.line(shown).value()).as("seed %d", seed).isEqualTo(shown);
            assertThat(Normalizer.normalize(EscapedName.parse(shown), Normalizer.Form.NFC))
                    .as("seed %d", seed)
                    .isEqualTo(Normalizer.normalize(name, Normalizer.Form.NFC));
        }
    }
}
