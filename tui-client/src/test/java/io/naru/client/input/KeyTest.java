package io.naru.client.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTest {
    @Test
    void printsAsPeopleWriteIt() {
        assertThat(Key.character('x')).hasToString("x");
        assertThat(Key.character('X')).hasToString("X");
        assertThat(Key.character(' ')).hasToString("Space");
        assertThat(Key.character(0x1F600)).hasToString("😀");
        assertThat(Key.ctrl('f')).hasToString("Ctrl+F");
        assertThat(Key.ctrl('+')).hasToString("Ctrl++");
        assertThat(Key.alt('b')).hasToString("Alt+b");
        assertThat(Key.of(Key.Kind.ENTER).withAlt()).hasToString("Alt+Enter");
        assertThat(Key.of(Key.Kind.F5)).hasToString("F5");
        assertThat(Key.of(Key.Kind.PAGE_UP).withShift()).hasToString("Shift+PgUp");
        assertThat(Key.of(Key.Kind.LEFT).withCtrl().withAlt().withShift()).hasToString("Ctrl+Alt+Shift+Left");
    }

    @Test
    void shiftedTabIsOneKeyHoweverItIsMade() {
        assertThat(Key.of(Key.Kind.TAB).withShift())
                .isEqualTo(Key.of(Key.Kind.BACKTAB))
                .isEqualTo(Key.parse("Shift+Tab"))
                .hasToString("Shift+Tab");
    }

    @Test
    void ctrlDoesNotTellSmallFromCapital() {
        assertThat(Key.parse("Ctrl+f")).isEqualTo(Key.parse("ctrl+F"));
        assertThat(Key.parse("Alt+a")).isNotEqualTo(Key.parse("Alt+A"));
    }

    @Test
    void everyKeySurvivesPrintingAndParsing() {
        for (Key.Kind kind : Key.Kind.values()) {
            if (kind != Key.Kind.CHARACTER) {
                for (int modifiers = 0; modifiers < 8; modifiers++) {
                    Key key = new Key(kind, 0, (modifiers & 1) != 0, (modifiers & 2) != 0, (modifiers & 4) != 0);
                    assertThat(Key.parse(key.toString())).isEqualTo(key);
                }
            }
        }
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            int codePoint = random.nextBoolean() ? 0x20 + random.nextInt(0x500) : random.nextInt(0x110000);
            if (Character.isISOControl(codePoint) || (codePoint >= 0xD800 && codePoint < 0xE000)) {
                continue;
            }
            Key key = new Key(Key.Kind.CHARACTER, codePoint, random.nextBoolean(), random.nextBoolean(), false);
            assertThat(Key.parse(key.toString())).as("seed %d, %s", seed, key).isEqualTo(key);
        }
    }

    @Test
    void onlyBareCharactersAreText() {
        assertThat(Key.character(0xD55C).text()).isEqualTo("한");
        assertThat(Key.character('x').withAlt().text()).isEmpty();
        assertThat(Key.of(Key.Kind.ENTER).text()).isEmpty();
    }

    @Test
    void whatIsNoKeyIsRefused() {
        assertThatThrownBy(() -> Key.parse("Hyper+x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Key.parse("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Key.character(7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Key.character(0xD800)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Key.character('X').withShift()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Key(Key.Kind.ENTER, 'x', false, false, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
