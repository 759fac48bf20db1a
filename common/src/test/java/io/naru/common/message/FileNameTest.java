package io.naru.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "test.txt,test.txt",
        "a b,a b",
        "사진/1.png,사진/1.png",
        "100%,100%",
        "100%.txt,100%.txt",
        "100%25,100%2525",
        "%0A,%250A",
        "%7f%1,%257f%1",
        "'%%0a%\n',%%250a%%0A",
        "'a\nb',a%0Ab",
        "'\u0001\u001F\u007F',%01%1F%7F",
        "%41,%41",
        "\u0085,\u0085"
    })
    void controlsAndWhatLooksLikeAnEscapeTravelEscaped(String path, String wire) {
        assertThat(FileName.escape(path)).isEqualTo(wire);
        assertThat(FileName.unescape(wire)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%", "%", "%4", "%41", "%zz", "a%2", "%80", "%C3%A9", "%2F", "%-1", "50%25"})
    void aPercentSignThatBeginsNoEscapeStandsForItself(String wire) {
        assertThat(FileName.unescape(wire)).isEqualTo(wire.replace("%25", "%"));
    }

    @Test
    void smallDigitsAreReadToo() {
        assertThat(FileName.unescape("a%0ab%7fc")).isEqualTo("a\nb\u007Fc");
    }

    @Test
    void anEscapeAtTheVeryEndIsRead() {
        assertThat(FileName.unescape("%25")).isEqualTo("%");
    }

    @Test
    void everyPathReadsBackAsItselfAndHoldsNoControlOnTheWire() {
        Seeds.run(2000, random -> {
            String path = new RandomMessages(random).path();
            String wire = FileName.escape(path);
            assertThat(FileName.unescape(wire)).isEqualTo(path);
            assertThat(wire.chars()).noneMatch(c -> c < 0x20 || c == 0x7F);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\uD800", "a\uDC00b"})
    void whatNoFileIsCalledIsRefused(String path) {
        assertThatThrownBy(() -> FileName.checked("A file name", path))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("A file name holds what no file name can hold.");
    }

    @Test
    void aPathHas4096OctetsAtMost() {
        assertThat(FileName.checked("A file name", "한".repeat(1365) + "x")).hasSize(1366);
        assertThatThrownBy(() -> FileName.checked("A file name", "한".repeat(1366)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("A file name is longer than 4096 octets.");
    }
}
