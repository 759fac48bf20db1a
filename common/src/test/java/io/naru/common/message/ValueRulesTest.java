package io.naru.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.testkit.Seeds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values that messages are made of. */
class ValueRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+1",
                " 1",
                "1 ",
                "1.0",
                "1e3",
                "0x1",
                "٣",
                "１",
                "9007199254740992",
                "00000000000000001"
            })
    void aNumberIsAsciiDigitsInItsRange(String digits) {
        assertThatThrownBy(() -> Numbers.parse("A size", digits, Numbers.MAX))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("A size is a number ");
    }

    @Test
    void theGreatestNumberIsInTheRange() {
        assertThat(Numbers.parse("A size", "9007199254740991", Numbers.MAX)).isEqualTo(9007199254740991L);
        assertThat(Numbers.parse("A size", "0000000000000000", Numbers.MAX)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "é", "\u007F", "한"})
    void anIdIsPrintableAsciiWithoutSpaces(String word) {
        assertThatThrownBy(() -> new MessageId(word)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new RequestId(word)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new TransferToken(word)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void anIdHas64CharactersAtMost() {
        assertThat(new MessageId("!".repeat(64)).value()).hasSize(64);
        assertThatThrownBy(() -> new MessageId("~".repeat(65))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void aTokenMatchesItselfAloneAndIsNeverShown() {
        TransferToken token = new TransferToken("abc");
        assertThat(token.matches(new TransferToken("abc"))).isTrue();
        assertThat(token.matches(new TransferToken("abd"))).isFalse();
        assertThat(token.matches(new TransferToken("ab"))).isFalse();
        assertThat(new PeerMessage.Open(token).toString()).doesNotContain("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "G000", "ABCDEF"})
    void aRootHashIs64LowerCaseDigits(String hex) {
        assertThatThrownBy(() -> new RootHash(hex)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new RootHash("A".repeat(64))).isInstanceOf(InvalidValueException.class);
        assertThat(new RootHash("0a".repeat(32)).hex()).hasSize(64);
    }

    @Test
    void whatIsNoFactIsLeftOut() {
        Facts facts =
                Facts.parse("frame=65536 Frame=1 =5 x= noise  a-b=c=d chat=" + "9".repeat(65) + " é=1 k=é time=7");
        assertThat(facts.values())
                .containsExactly(Map.entry("frame", "65536"), Map.entry("a-b", "c=d"), Map.entry("time", "7"));
        assertThat(Facts.parse("")).isEqualTo(Facts.NONE);
    }

    @Test
    void factsReadBackAsTheyWereWritten() {
        Facts facts = Facts.NONE.with("frame", 65536).with("chat", 0).with("frame", 2048);
        assertThat(facts.text()).isEqualTo("frame=2048 chat=0");
        assertThat(Facts.parse(facts.text())).isEqualTo(facts);
    }

    @Test
    void aFactsNumberIsAsciiDigits() {
        Facts facts = Facts.parse("a=12 b=-1 c=x d=9007199254740991 e=99999999999999999");
        assertThat(facts.number("a")).isEqualTo(OptionalLong.of(12));
        assertThat(facts.number("b")).isEmpty();
        assertThat(facts.number("c")).isEmpty();
        assertThat(facts.number("d")).isEqualTo(OptionalLong.of(Numbers.MAX));
        assertThat(facts.number("e")).isEmpty();
        assertThat(facts.number("none")).isEmpty();
    }

    @Test
    void factsAreCheckedWhereTheyAreMade() {
        assertThatThrownBy(() -> new Facts(Map.of("A", "1"))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Facts(Map.of("a", "1 2"))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Facts(Map.of("a", ""))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void factsAreACopy() {
        Map<String, String> values = new LinkedHashMap<>(Map.of("a", "1"));
        Facts facts = new Facts(values);
        values.put("b", "2");
        assertThat(facts.values()).containsOnlyKeys("a");
        assertThatThrownBy(() -> facts.values().put("c", "3")).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource({"'a\u001Bb','a\uFFFDb'", "'\u007F','\uFFFD'", "'a\u0085\u009F','a\uFFFD\uFFFD'", "'x\uD83Dy','x\uFFFDy'"
    })
    void controlsInTextAreReplaced(String text, String scrubbed) {
        assertThat(FreeText.scrub(text)).isEqualTo(scrubbed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "tab\tand\nline", "안녕", "\uD83D\uDE00", "\u00A0", "e\u0301"})
    void cleanTextIsTheSameString(String text) {
        assertThat(FreeText.scrub(text)).isSameAs(text);
    }

    @Test
    void scrubbedTextIsCleanAndStaysAsItIs() {
        Seeds.run(2000, random -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x120) : 0xD700 + random.nextInt(0x900)));
            }
            String scrubbed = FreeText.scrub(text.toString());
            assertThat(FreeText.checked("It", scrubbed, Integer.MAX_VALUE)).isSameAs(scrubbed);
            assertThat(FreeText.scrub(scrubbed)).isSameAs(scrubbed);
        });
    }

    @Test
    void theLengthOfTextIsCheckedInOctets() {
        assertThat(FreeText.checked("It", "한".repeat(3), 9)).hasSize(3);
        assertThatThrownBy(() -> FreeText.checked("It", "한".repeat(3), 8))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("It is longer than the 8 octets allowed.");
        assertThatThrownBy(() -> FreeText.checked("It", "123456789", 8)).isInstanceOf(InvalidValueException.class);
        assertThat(FreeText.octets("a한\uD83D\uDE00")).isEqualTo(8);
    }

    @Test
    void aLineHoldsNeitherTabNorLineFeed() {
        assertThat(FreeText.checkedLine("It", "one line", 100)).isEqualTo("one line");
        assertThatThrownBy(() -> FreeText.checkedLine("It", "a\nb", 100)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> FreeText.checkedLine("It", "a\tb", 100)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> FreeText.checkedLine("It", "a\u0007b", 100)).isInstanceOf(InvalidValueException.class);
    }
}
