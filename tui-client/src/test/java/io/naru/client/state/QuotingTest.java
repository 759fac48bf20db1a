package io.naru.client.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.UserName;
import org.junit.jupiter.api.Test;

/** How an answer quotes what it answers. */
class QuotingTest {
    private static final UserName KIM = UserName.of("kim");

    @Test
    void aQuoteIsOneLineThatNamesTheAuthor() {
        assertThat(Quoting.quoted(KIM, "one\ntwo\tthree")).isEqualTo("> kim: one two three");
    }

    @Test
    void aLongMessageIsQuotedByItsBeginningAndNeverCutInACharacter() {
        assertThat(Quoting.quoted(KIM, "안녕 ".repeat(40)))
                .startsWith("> kim: 안녕 안녕")
                .endsWith("…")
                .hasSizeLessThan(90);
        String family = "👨‍👩‍👧".repeat(30);
        String quoted = Quoting.quoted(KIM, family);
        assertThat(family).startsWith(quoted.substring("> kim: ".length(), quoted.length() - 1));
        assertThat((quoted.length() - "> kim: …".length()) % "👨‍👩‍👧".length())
                .isZero();
    }

    @Test
    void quotesAreNotQuoted() {
        String answer = Quoting.quoted(KIM, "shall we?") + "\nyes";
        assertThat(Quoting.answer(answer)).isEqualTo("yes");
        assertThat(Quoting.quoted(UserName.of("lee"), answer)).isEqualTo("> lee: yes");
    }

    @Test
    void aTextWithoutAnAnswerBehindItsQuoteIsNoAnswer() {
        assertThat(Quoting.quoteLength("> kim: shall we?")).isZero();
        assertThat(Quoting.quoteLength("> kim: shall we?\n")).isZero();
        assertThat(Quoting.quoteLength("hello\n> kim")).isZero();
        assertThat(Quoting.quoteLength("> a\nb")).isEqualTo(3);
    }
}
