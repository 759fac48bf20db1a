package io.naru.common.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.naru.common.testkit.NastyStrings;
import io.naru.common.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTextTest {
    private static final int ROUNDS = 20_000;
    private static final int FIRST_OF_PLANE_2 = 0x20000;

    @Test
    void plainTextIsItself() {
        String plain = "Hello, world! ~\n\tIndented.";

        assertThat(SafeText.of(plain).value()).isSameAs(plain);
    }

    @Test
    void corpusBecomesSafe() {
        for (String nasty : NastyStrings.corpus()) {
            checkSafe(nasty);
        }
    }

    @Test
    void anyTextBecomesSafe() {
        Seeds.run(ROUNDS, random -> checkSafe(NastyStrings.random(random)));
    }

    @Test
    void everyCodePointBecomesSafe() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String alone = Character.toString(codePoint);
            checkSafe(alone);
            if (codePoint < FIRST_OF_PLANE_2) {
                checkSafe("e" + alone + "\u0301" + alone);
            }
        }
    }

    /** Whatever Unicode the running Java knows, the same octets come out. */
    @Test
    void everyJavaMakesTheSame() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String text = "o\u0327" + Character.toString(codePoint) + "\u0302\u0323";
            digest.update(SafeText.of(text).value().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) Columns.of(codePoint));
        }
        Seeds.run(
                ROUNDS,
                random -> digest.update(
                        SafeText.of(NastyStrings.random(random)).value().getBytes(StandardCharsets.UTF_8)));

        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("d761091af3b1b3b2caabcf70b0e9e7df1f50c007a73bc5a0fa1b66be154905a2");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # raw                                              , safe
            'a\u001b[2Jb'                                      , a␛[2Jb
            'a\u0000\u0008\u007f'                              , a␀␈␡
            'a\u009b31m'                                       , a\uFFFD31m
            'a\u202ecod.exe'                                   , a\uFFFDcod.exe
            'zero\u200bwidth\u2060\ufeff'                      , zerowidth
            'soft\u00adhyphen'                                 , softhyphen
            '\u1112\u1161\u11ab\u1100\u1173\u11af'             , 한글
            'e\u0301'                                          , \u00e9
            'e\u200b\u0301'                                    , \u00e9
            '👨‍👩‍👧‍👦!'                                           , 👨!
            '👩🏽‍💻 👍🏿'                                         , 👩 👍
            '🏳️‍🌈'                                             , 🏳
            '😀\u200da'                                        , 😀a
            'a\u200d😀'                                        , a😀
            '🇰🇷 🇩'                                           , KR D
            '🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F'           , 🏴
            '1\ufe0f\u20e3'                                    , 1\u20e3
            'a\ud800b'                                         , a\uFFFDb
            '\udc00\ud800'                                     , \uFFFD\uFFFD
            '\ufdd0\ufff9\uffff'                               , \uFFFD\uFFFD\uFFFD
            '\u0301a'                                          , \u25cc\u0301a
            'x\u0316\u0317\u0318\u0319\u031a\u0320y'           , x\u0316\u0317\u0318\u0319y
            """)
    void eachKindOfTroubleHasItsOwnEnd(String raw, String safe) {
        assertThat(SafeText.of(raw).value()).isEqualTo(safe);
    }

    @Test
    void textOfManyLinesKeepsItsLinesAndTabs() {
        assertThat(SafeText.of("a\r\nb\rc\u2028d\u2029e\tf\u0085g").value()).isEqualTo("a\nb␍c\nd\ne\tf\uFFFDg");
    }

    @Test
    void lineShowsWhatWouldBreakIt() {
        assertThat(SafeText.line("a\r\nb\nc\td\u2028e").value()).isEqualTo("a␊b␊c␉d␊e");
    }

    @Test
    void marksComposeBeforeTheyAreCounted() {
        assertThat(SafeText.of("o\u0302\u0301\u0316\u0317\u0318\u0319").value())
                .isEqualTo("\u1ed1\u0316\u0317\u0318\u0319");
    }

    @Test
    void lineStartsWithABaseForItsMarks() {
        assertThat(SafeText.of("\n\u0301\t\u11a8").value()).isEqualTo("\n\u25cc\u0301\t\u25cc\u11a8");
    }

    @Test
    void unknownCharactersAreReplacedSinceNobodyKnowsTheirWidth() {
        assertThat(SafeText.of("a\u0378\ud83e\udeffb").value()).isEqualTo("a\uFFFD\uFFFDb");
    }

    @Test
    void endlessMarksTakeLinearTime() {
        String alternating = "\u0301\u0316".repeat(500_000);

        assertThat(SafeText.of("a" + alternating).value()).hasSize(5);
    }

    @Test
    void youngCharactersAreLeftAsTheyAre() {
        // U+11383 composes from U+11382 and U+113C9 since Unicode 16.0, which Java 17 doesn't know.
        String parts = "\ud804\udf82\ud804\udfc9";

        assertThat(SafeText.of(parts).value()).isEqualTo(parts);
    }

    @Test
    void equalTextsAreEqual() {
        assertThat(SafeText.of("é")).isEqualTo(SafeText.of("e\u0301")).hasSameHashCodeAs(SafeText.of("e\u0301"));
        assertThat(SafeText.of("é")).isNotEqualTo(SafeText.of("e")).hasToString("é");
        assertThat(SafeText.of("").isEmpty()).isTrue();
    }

    @Test
    void nothingIsNoText() {
        assertThatNullPointerException().isThrownBy(() -> SafeText.of(null)).withMessage("raw");
    }

    private static void checkSafe(String raw) {
        String text = SafeText.of(raw).value();
        String line = SafeText.line(raw).value();
        checkCharacters(text, true);
        checkCharacters(line, false);
        same(SafeText.of(text).value(), text, raw);
        same(SafeText.line(line).value(), line, raw);
        same(SafeText.of(line).value(), line, raw);
        if (text.length() > 4 * raw.length() + 4) {
            throw new AssertionError("grew from " + raw.length() + " to " + text.length());
        }
        checkClusters(SafeText.of(raw));
    }

    private static void same(String actual, String expected, String raw) {
        if (!actual.equals(expected)) {
            assertThat(escaped(actual)).as(escaped(raw)).isEqualTo(escaped(expected));
        }
    }

    /** Asked of the running Java and not of our own table. */
    private static void checkCharacters(String text, boolean linesAllowed) {
        int marks = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            boolean line = codePoint == '\n' || codePoint == '\t';
            boolean allowed = switch (Character.getType(codePoint)) {
                case Character.CONTROL -> line && linesAllowed;
                case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    false;
                default -> (codePoint & 0xFFFE) != 0xFFFE && !(codePoint >= 0xFE00 && codePoint <= 0xFE0F);
            };
            marks = Columns.of(codePoint) == 0 && !line ? marks + 1 : 0;
            if (!allowed || marks > SafeText.MARKS_MAX) {
                throw new AssertionError(escaped(text) + " is not safe at " + i);
            }
        }
        if (Runtime.version().feature() == 17 && !Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            throw new AssertionError(escaped(text) + " is not in NFC");
        }
    }

    private static void checkClusters(SafeText text) {
        StringBuilder together = new StringBuilder();
        int columns = 0;
        for (Cluster cluster : text.clusters()) {
            boolean line = cluster.text().equals("\n") || cluster.text().equals("\t");
            if (line ? cluster.columns() != 0 : cluster.columns() < 1) {
                throw new AssertionError("no columns for " + escaped(cluster.text()));
            }
            together.append(cluster.text());
            columns += cluster.columns();
        }
        if (!text.value().contentEquals(together) || columns != text.columns()) {
            throw new AssertionError("clusters differ from " + escaped(text.value()));
        }
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(c < 0x7F && c >= ' ' ? "" + (char) c : "\\u%04x".formatted(c)));
        return out.toString();
    }
}
