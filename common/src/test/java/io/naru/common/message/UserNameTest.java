package io.naru.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "kim",
                "Kim-2.b_c",
                "7up",
                "김하늘",
                "李나영",
                "佐藤ゆい",
                "スーパーマリオ",
                "すーぱー",
                "李小龍",
                "Ünal",
                "Ελένη",
                "Дмитрий",
                "מיכל",
                "محمد٣",
                "नेहा१",
                "สมชาย",
                "ქეთი",
                "a..b",
                "가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가"
            })
    void namesOfOneScriptAreTaken(String name) {
        assertThat(UserName.of(name).display()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|A user name can't be empty.",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|A user name has 32 characters at most.",
                "1234|A user name needs at least one letter.",
                "1-2|A user name needs at least one letter.",
                "٣|A user name needs at least one letter.",
                "-kim|A user name begins and ends with a letter or a digit.",
                "kim.|A user name begins and ends with a letter or a digit.",
                "_|A user name begins and ends with a letter or a digit.",
                "...|A user name begins and ends with a letter or a digit.",
                "ki m|A user name is made of letters and digits, with - _ . inside.",
                "#kim|A user name is made of letters and digits, with - _ . inside.",
                "@kim|A user name is made of letters and digits, with - _ . inside.",
                "*|A user name is made of letters and digits, with - _ . inside.",
                "kim:|A user name is made of letters and digits, with - _ . inside.",
                "a/b|A user name is made of letters and digits, with - _ . inside.",
                "a%b|A user name is made of letters and digits, with - _ . inside.",
                "k😀m|A user name is made of letters and digits, with - _ . inside.",
                "kіm|A user name is written in one script.",
                "kim김|A user name is written in one script.",
                "ελlo|A user name is written in one script.",
                "ひ김|A user name is written in one script.",
                "kim٣|A user name is written in one script.",
                "kim१|A user name is written in one script.",
                "ｋｉｍ|A user name can't hold letters that look like others (fullwidth and such).",
                "ﾏﾘｵ|A user name can't hold letters that look like others (fullwidth and such).",
                "ﬁn|A user name can't hold letters that look like others (fullwidth and such).",
            })
    void otherNamesAreRefusedWithTheRuleThatTheyBreak(String name, String sentence) {
        assertThatThrownBy(() -> UserName.of(name))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(
            strings = {
                "0000", "0009", "000A", "001F", "007F", "0085", "00A0", "00AD", "0334", "034F", "0640", "02BC", "115F",
                "1160", "1100", "3164", "FFA0", "17B4", "180B", "200B", "200C", "200D", "200E", "202E", "2060", "2066",
                "3006", "FE0F", "FEFF", "FFFD", "FFFF", "1D173", "1F600", "E0001", "E0100", "D800", "DC00"
            })
    void nothingUnseenGetsIntoAName(String hex) {
        String character = Character.toString(Integer.parseInt(hex, 16));
        for (String name : new String[] {character, "a" + character, "가" + character + "나", "ក" + character + "ក"}) {
            assertThat(name(name)).as(name).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "KIM,kim",
        "Straße,STRASSE",
        "Straße,STRAẞE",
        "ß,ẞ",
        "İlkay,ilkay",
        "Irmak,ırmak",
        "ΣΊΣΥΦΟΣ,σίσυφος",
        "ΣΊΣΥΦΟΣ,σίσυφοσ",
        "ΑΣ.Β,ας.β",
        "ÅNGSTRÖM,ångström",
        "ДМИТРИЙ,дмитрий",
        "ᲥᲔᲗᲘ,ქეთი",
    })
    void namesThatDifferInCaseAloneAreEqual(String one, String other) {
        assertThat(UserName.of(one)).isEqualTo(UserName.of(other)).hasSameHashCodeAs(UserName.of(other));
        assertThat(UserName.of(one)).isEqualByComparingTo(UserName.of(other));
        assertThat(UserName.of(one).display()).isEqualTo(one);
    }

    @Test
    void theFoldedFormDependsOnNoLettersAround() {
        assertThat(UserName.of("ΟΔΟΣ").canonical()).isEqualTo("οδοσ");
        assertThat(UserName.of("οδός").canonical()).isEqualTo("οδόσ");
        assertThat(UserName.of("İrmaK").canonical()).isEqualTo("irmak");
        assertThat(UserName.of("Straße").canonical()).isEqualTo("strasse");
    }

    @Test
    void composedAndDecomposedHangulIsOneName() {
        UserName decomposed = UserName.of(Normalizer.normalize("김하늘", Normalizer.Form.NFD));
        assertThat(decomposed).isEqualTo(UserName.of("김하늘"));
        assertThat(decomposed.display()).isEqualTo("김하늘");
    }

    @Test
    void theLengthIsCountedInComposedCharacters() {
        assertThat(name(Normalizer.normalize("각".repeat(32), Normalizer.Form.NFD)))
                .isPresent();
        assertThat(name(Normalizer.normalize("각".repeat(33), Normalizer.Form.NFD)))
                .isEmpty();
        assertThat(name("\uD840\uDC00".repeat(32))).isPresent();
        assertThat(name("\uD840\uDC00".repeat(33))).isEmpty();
        assertThat(name("x".repeat(1_000_000))).isEmpty();
    }

    @Test
    void otherNamesAreOthers() {
        assertThat(UserName.of("kim")).isNotEqualTo(UserName.of("kin")).isNotEqualTo("kim");
        assertThat(UserName.of("kim")).isLessThan(UserName.of("KIN"));
        assertThat(UserName.of("KiM")).hasToString("KiM");
        assertThat(UserName.of("KiM").canonical()).isEqualTo("kim");
    }

    @Test
    void everyLetterFoldsAlikeInEachCaseAndOnlyOnce() {
        List<String> broken = new ArrayList<>();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String letter = Character.toString(c);
            if (NameCharacters.isLetterOrDigit(c) && name(letter).isPresent()) {
                String folded = NameRules.fold(letter);
                boolean isAlike = NameRules.fold(folded).equals(folded)
                        && NameRules.fold(letter.toUpperCase(Locale.ROOT)).equals(folded)
                        && NameRules.fold(letter.toLowerCase(Locale.ROOT)).equals(folded);
                if (!isAlike || name(folded).isEmpty()) {
                    broken.add("U+" + Integer.toHexString(c));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    /**
     * A relay and its clients may run on different Java versions, with different Unicode tables; a name that one of them
     * can't read would end the connection. So the rules for all characters are pinned by a digest.
     */
    @Test
    void theRulesForEveryCharacterAreTheSameOnEveryJava() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        int accepted = 0;
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (NameCharacters.isLetterOrDigit(c) || NameCharacters.isMark(c)) {
                accepted++;
                String canonical =
                        name(Character.toString(c)).map(UserName::canonical).orElse("");
                digest.update(
                        (c + " " + NameCharacters.script(c) + " " + canonical + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(accepted).isEqualTo(105231);
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("2245097f556803a15964a5d894fcce9b5f5900257ae9d119aaf6be7d70cdb13f");
    }

    private static Optional<UserName> name(String text) {
        try {
            return Optional.of(UserName.of(text));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }
}
