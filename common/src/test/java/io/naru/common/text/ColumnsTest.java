package io.naru.common.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "한", "글", "ㄱ", "日", "本", "あ", "ア", "㎏", "￦", "１", "、", "　", "㉈", "✅", "⭐", "⏰", "☕", "⚡", "😀", "🚀",
                "🫨", "🫩", "𠀀", "𰀀", "ᄀ", "ꥠ", "䷀", "🀄", "⌚", "〈"
            })
    void wideOnesTakeTwo(String character) {
        assertThat(Columns.of(character)).isEqualTo(2);
        assertThat(Columns.of(character.codePointAt(0))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "~", "é", "ß", "Ω", "ﾊ", "ﾡ", "❤", "☎", "©", "→", "│", "█", "░", "…", "·", "①", "␛", "\uFFFD", "◌",
                "\u00a0", "क", "ا", "\ue0b0", "𝄞", "K"
            })
    void othersTakeOne(String character) {
        assertThat(Columns.of(character)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0301", "\u20e3", "\u05b0", "\u064b", "\u0941", "\u1161", "\u11ab", "\ud7b0", "\ud7fb", "\u3099",
                "\n", "\t"
            })
    void marksAndLeftoverHangulTakeNone(String character) {
        assertThat(Columns.of(character)).isZero();
    }

    @Test
    void textTakesTheSumOfItsCharacters() {
        assertThat(Columns.of("한글 text e\u0301 😀")).isEqualTo(4 + 1 + 4 + 1 + 1 + 1 + 2);
        assertThat(SafeText.of("\u1112\u1161\u11ab").columns()).isEqualTo(2);
    }

    @Test
    void whatIsNoCodePointHasNoColumns() {
        assertThatIllegalArgumentException().isThrownBy(() -> Columns.of(0x110000));
        assertThatIllegalArgumentException().isThrownBy(() -> Columns.of(-1));
    }

    @Test
    void clustersHoldTheirMarks() {
        assertThat(SafeText.of("ax\u0323\u0316한\n\u1100\u1100\u1161").clusters())
                .extracting(Cluster::text, Cluster::columns)
                .containsExactly(
                        tuple("a", 1),
                        tuple("x\u0323\u0316", 1),
                        tuple("한", 2),
                        tuple("\n", 0),
                        tuple("\u1100", 2),
                        tuple("가", 2));
    }

    @Test
    void clusterHasTextAndAWidth() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cluster("", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cluster("a", 3));
    }
}
