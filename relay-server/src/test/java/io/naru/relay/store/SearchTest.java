package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.UserName;
import io.naru.relay.store.History.Found;
import io.naru.relay.store.History.Search;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each search is made before the index has reached anything and again when it has reached all. */
class SearchTest extends StoreContract {
    private Talking talking;
    private StoredRoom lobby;

    @BeforeEach
    void createAccounts() {
        talking = new Talking(store);
        talking.createAccounts("alice", "bob");
        lobby = talking.lobby("alice");
    }

    private void say(String... texts) {
        for (String text : texts) {
            talking.say(lobby, "alice", "", text);
        }
    }

    private void finds(String words, String... texts) {
        assertThat(talking.found("bob", words)).containsExactly(texts);
        assertThat(talking.found("bob", OptionalLong.of(lobby.id()), words, 2)).containsExactly(texts);
        talking.index();
        assertThat(talking.found("bob", words)).containsExactly(texts);
        assertThat(talking.found("bob", OptionalLong.of(lobby.id()), words, 2)).containsExactly(texts);
    }

    @Test
    void newestIsFoundFirst() {
        say("ferry one", "boat", "ferry two", "ferry three", "ferry four", "ferry five");

        finds("ferry", "ferry five", "ferry four", "ferry three", "ferry two", "ferry one");
    }

    @Test
    void allWordsMustOccurInAnyOrder() {
        say("the ferry leaves at noon", "noon is when it leaves", "the ferry is late");

        finds("noon ferry", "the ferry leaves at noon");
        finds("  leaves\t noon ", "noon is when it leaves", "the ferry leaves at noon");
        finds("ferry boat");
    }

    @Test
    void wordsOccurAsPartsOfWords() {
        say("ferryman", "a ferry", "errand");

        finds("err", "errand", "a ferry", "ferryman");
        finds("ferr", "a ferry", "ferryman");
    }

    @Test
    void caseDoesNotMatter() {
        say("Die Straße NACH ÅLESUND", "ΣΑΣ και σας");

        finds("nach ålesund", "Die Straße NACH ÅLESUND");
        finds("STRAßE", "Die Straße NACH ÅLESUND");
        finds("σασ", "ΣΑΣ και σας");
        finds("ΣΑΣ", "ΣΑΣ και σας");
    }

    @Test
    void composedAndDecomposedTextsAreTheSame() {
        String decomposed = Normalizer.normalize("나룻배 café", Normalizer.Form.NFD);
        say("나룻배 café", decomposed);

        finds("나룻배", decomposed, "나룻배 café");
        finds(Normalizer.normalize("나룻배", Normalizer.Form.NFD), decomposed, "나룻배 café");
        finds(Normalizer.normalize("CAFÉ", Normalizer.Form.NFD), decomposed, "나룻배 café");
    }

    @Test
    void charactersAreComposedBeforeTheirCaseIsTakenAway() {
        String decomposed = Normalizer.normalize("İstanbul", Normalizer.Form.NFD);
        say("İstanbul", decomposed);

        finds("istanbul", decomposed, "İstanbul");
        finds(decomposed, decomposed, "İstanbul");
    }

    @Test
    void koreanIsFoundInsideOfWordsAndInWordsOfOneOrTwoSyllables() {
        say("오늘 나룻배로 와요?", "배가 왔어요", "안녕하세요");

        finds("나룻배", "오늘 나룻배로 와요?");
        finds("배", "배가 왔어요", "오늘 나룻배로 와요?");
        finds("룻배", "오늘 나룻배로 와요?");
        finds("하세", "안녕하세요");
        finds("배 나룻배", "오늘 나룻배로 와요?");
    }

    @Test
    void emojiAndSignsAreWordsToo() {
        say("well done 🙂", "🙂🙂🙂 hurray", "100% sure", "a_b");

        finds("🙂", "🙂🙂🙂 hurray", "well done 🙂");
        finds("🙂🙂🙂", "🙂🙂🙂 hurray");
        finds("%", "100% sure");
        finds("_", "a_b");
    }

    @Test
    void wordsAreNeverSyntax() {
        say("say \"OR\" twice", "NEAR(ferry boat)", "text: a*b", "^start", "ferry", "-ferry +boat", "{a b} : c");

        finds("\"OR\"", "say \"OR\" twice");
        finds("NEAR(ferry", "NEAR(ferry boat)");
        finds("text:", "text: a*b");
        finds("a*b", "text: a*b");
        finds("fer*");
        finds("ferry OR boat");
        finds("\"", "say \"OR\" twice");
        finds("\"\"\"");
        finds("' OR 1=1 --");
        finds("^start", "^start");
        finds("-ferry", "-ferry +boat");
        finds(") AND (");
    }

    @Test
    void noWordsFindNothing() {
        say("ferry");

        finds("");
        finds(" \t\n\u3000 ");
    }

    @Test
    void nothingIsFoundInRoomsThatTheUserIsNotIn() {
        StoredRoom ferry = talking.entered("alice", "#ferry");
        talking.say(ferry, "alice", "", "in the room");
        talking.say(talking.converse("alice", "alice").orElseThrow().own().room(), "alice", "", "in my notes");
        talking.say(talking.converse("alice", "bob").orElseThrow().own().room(), "alice", "", "in private");
        talking.index();

        assertThat(talking.found("bob", "in")).containsExactly("in private");
        assertThat(talking.found("bob", OptionalLong.of(ferry.id()), "room", 5)).isEmpty();
        assertThat(talking.found("nobody", "in")).isEmpty();
        assertThat(talking.found("alice", "in")).containsExactly("in private", "in my notes", "in the room");
        talking.enter("bob", "#ferry", false);
        assertThat(talking.found("bob", "in")).containsExactly("in private", "in the room");
        talking.leave("bob", "#ferry");
        assertThat(talking.found("bob", "in")).containsExactly("in private");
    }

    @Test
    void invitationAloneLetsNobodySearch() {
        talking.enter("alice", "#crew", true);
        talking.say(talking.membership("alice", "#crew").room(), "alice", "", "secret");
        talking.invite("alice", "bob", "#crew");

        assertThat(talking.found("bob", "secret")).isEmpty();
    }

    @Test
    void hitsNameTheRoomAsTheUserKnowsIt() {
        talking.say(talking.converse("alice", "bob").orElseThrow().own().room(), "alice", "x", "psst");

        Found found =
                talking.search(new Search(UserName.of("bob"), OptionalLong.empty(), "psst", OptionalLong.empty(), 5));

        assertThat(found.messages())
                .extracting(message -> message.room().display())
                .containsExactly("@alice");
    }

    @Test
    void pageOfOneRoomEndsAtASeq() {
        say("ferry 1", "ferry 2", "ferry 3");
        talking.say(talking.entered("alice", "#other"), "alice", "", "ferry");
        say("ferry 4");
        talking.index();
        OptionalLong room = OptionalLong.of(lobby.id());

        Found first = talking.search(new Search(UserName.of("bob"), room, "ferry", OptionalLong.empty(), 2));

        assertThat(first.messages()).extracting(StoredMessage::seq).containsExactly(4L, 3L);
        assertThat(first.hasMore()).isTrue();
        assertThat(first.at()).isEqualTo(3);
        Found behind = talking.search(new Search(UserName.of("bob"), room, "ferry", OptionalLong.of(99), 2));
        assertThat(behind.messages()).isEqualTo(first.messages());
    }

    @Test
    void whatWasPrunedIsNotFound() {
        say("ferry 1", "ferry 2");
        talking.index();
        say("ferry 3");

        talking.prune(new History.Retention(Optional.empty(), 1, Long.MAX_VALUE), Talking.NOW);

        finds("ferry", "ferry 3");
        say("ferry 4");
        finds("ferry", "ferry 4", "ferry 3");
    }

    @Test
    void pruningReachesWhatTheIndexHasNotReached() {
        say("ferry 1", "ferry 2", "ferry 3");

        talking.prune(new History.Retention(Optional.empty(), 1, Long.MAX_VALUE), Talking.NOW);

        finds("ferry", "ferry 3");
    }

    @Test
    void newMessagesAreFoundBesideIndexedOnes() {
        say("ferry 1", "boat", "ferry 2");
        talking.index();
        say("ferry 3", "boat", "ferry 4");

        assertThat(talking.found("bob", "ferry")).containsExactly("ferry 4", "ferry 3", "ferry 2", "ferry 1");
        assertThat(talking.found("bob", OptionalLong.of(lobby.id()), "ferry", 1))
                .isEqualTo(List.of("ferry 4", "ferry 3", "ferry 2", "ferry 1"));
    }

    @Test
    void textsWithNullsAreSearchedBehindThem() {
        say("one\u0000two three");

        finds("three", "one\u0000two three");
        finds("two", "one\u0000two three");
    }
}
