package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.FindEvent;
import io.naru.client.event.OfferView;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.TransferState;
import io.naru.client.state.FindList;
import io.naru.client.state.Focus;
import io.naru.client.state.Overlay;
import io.naru.client.state.Transfers.Mark;
import io.naru.client.testkit.AppHarness;
import io.naru.client.update.TransferEffect.OfferAnswer;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RequestId;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Searching in everybody's files, and offers. */
class ExchangeTest {
    private static final UserName BOB = AppHarness.user("bob");

    private final AppHarness app = new AppHarness().connected().present("bob", "carol");

    private FindList list() {
        return app.state().overlay().flatMap(Overlay::asFound).orElseThrow();
    }

    private AppHarness hits(long search, String words, Object... files) {
        return app.deliver(new FindEvent.FindHits(
                search,
                words,
                List.of(files).stream()
                        .map(io.naru.client.event.FoundFile.class::cast)
                        .toList()));
    }

    @Test
    void aSearchFillsAsAnswersCome() {
        app.enter("/find sea jpg");
        assertThat(app.effects()).containsExactly(new TransferEffect.Find("sea jpg"));
        assertThat(list().rows()).isEmpty();
        hits(1, "sea jpg", AppHarness.found(0, "photos/sea.jpg", "bob"), AppHarness.found(1, "x/sea2.jpg", "carol"));
        hits(1, "sea jpg", AppHarness.found(0, "photos/sea.jpg", "bob", "carol"));
        assertThat(list().rows()).hasSize(2);
        assertThat(list().rows().get(0).owners()).hasSize(2);
        assertThat(list().isOver()).isFalse();
        app.deliver(new FindEvent.FindEnded(1, "sea jpg", 2, 2, 7, ""));
        assertThat(list().isOver()).isTrue();
        assertThat(list().progress()).contains("7 more not listed");
    }

    @Test
    void enterDownloadsFromAllWhoHaveIt() {
        app.enter("/find sea");
        hits(1, "sea", AppHarness.found(0, "photos/sea.jpg", "bob", "carol"))
                .forget()
                .press("Enter");
        TransferEffect.Download download =
                app.effects(TransferEffect.Download.class).get(0);
        assertThat(download.wanted().sources())
                .extracting(DownloadOrder.Source::owner)
                .containsExactly(BOB, AppHarness.user("carol"));
        assertThat(download.wanted().root()).isPresent();
        assertThat(list().rows()).as("the list stays").hasSize(1);
    }

    @Test
    void bGoesToWhereTheFirstOwnerHasIt() {
        app.enter("/find sea");
        hits(1, "sea", AppHarness.found(0, "photos/sea.jpg", "bob")).forget().press("b");
        assertThat(app.effects())
                .containsExactlyInAnyOrder(new Effect.RequestListing(BOB, "photos", ""), new TransferEffect.EndFind(1));
        assertThat(app.state().focus()).isEqualTo(Focus.FILES);
        app.lists("bob", "photos", "a.jpg", "sea.jpg");
        assertThat(app.state().browser().selected().orElseThrow().path()).isEqualTo("photos/sea.jpg");
    }

    @Test
    void whoClosesTheListWantsNoMoreOfItAndComesBackToIt() {
        app.enter("/find sea");
        hits(1, "sea", AppHarness.found(0, "sea.jpg", "bob")).forget().press("q");
        assertThat(app.effects()).containsExactly(new TransferEffect.EndFind(1));
        app.deliver(new FindEvent.FindEnded(1, "sea", 1, 1, 0, "")).forget().enter("/find");
        assertThat(list().rows()).hasSize(1);
        assertThat(app.press("Esc").effects()).as("it is over").isEmpty();
    }

    @Test
    void whatAnEarlierSearchTellsIsNotMixedIn() {
        app.enter("/find a");
        hits(1, "a", AppHarness.found(0, "a", "bob")).press("F2").enter("/find b");
        app.deliver(new FindEvent.FindEnded(1, "a", 1, 1, 0, "Another search was begun."));
        hits(1, "a", AppHarness.found(1, "late", "bob"));
        assertThat(list().rows()).isEmpty();
        assertThat(list().isOver()).isFalse();
        hits(2, "b", AppHarness.found(0, "b", "carol"));
        assertThat(list().rows()).hasSize(1);
    }

    @Test
    void anOfferIsALineAndOpensNothing() {
        app.type("I am writ").offers(1, "photos.zip").type("ing");
        assertThat(app.state().overlay()).isEmpty();
        assertThat(app.composer()).isEqualTo("I am writing|");
        assertThat(app.lines()).last().isEqualTo("LOCAL bob offers you photos.zip, 1.2 MB. F8 answers.");
    }

    @Test
    void anOfferIsAcceptedOrDeclinedByAKey() {
        app.offers(1, "a").offers(2, "b").press("F8", "Down", "n");
        assertThat(app.effects())
                .containsExactly(new TransferEffect.AnswerOffer(BOB, new RequestId("o2"), OfferAnswer.DECLINE));
        app.forget().press("y");
        assertThat(app.effects())
                .containsExactly(new TransferEffect.AnswerOffer(BOB, new RequestId("o1"), OfferAnswer.ACCEPT));
        assertThat(app.state().overlay()).as("nothing is left to answer").isEmpty();
        assertThat(app.press("F8").hint()).isEqualTo("Nobody offers you anything just now.");
    }

    @Test
    void onlyWhatVerifiedUsersOfferIsFetchedUnasked() {
        app.offers(1, "a").press("F8", "a");
        assertThat(app.effects()).isEmpty();
        assertThat(app.hint()).contains("/verify bob");
        app.deliver(new EngineEvent.UserSeen(
                BOB,
                PresenceState.ONLINE,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                "",
                Role.MEMBER,
                Optional.of(Fingerprint.ofKey(new byte[1])),
                PeerTrust.VERIFIED,
                false));
        app.press("a");
        assertThat(app.effects())
                .containsExactly(new TransferEffect.AnswerOffer(BOB, new RequestId("o1"), OfferAnswer.ALWAYS));
    }

    @Test
    void alwaysIsTakenBackByACommandThatCompletesAndTellsWhoseHold() {
        assertThat(app.type("/offers as").press("Tab").composer()).isEqualTo("/offers ask |");
        assertThat(app.type("bo").press("Tab").composer()).startsWith("/offers ask bob");
        app.forget().press("Enter");
        assertThat(app.effects()).contains(new TransferEffect.AskAgain(Optional.of(BOB)));
        app.forget().enter("/offers ask");
        assertThat(app.effects()).contains(new TransferEffect.AskAgain(Optional.empty()));
        app.deliver(new QueueEvent.OffersSaid("From now on you are asked about what bob offers."));
        assertThat(app.lines()).last().asString().contains("From now on you are asked");
    }

    @Test
    void offersAreAnsweredByACommandToo() {
        app.offers(1, "a").enter("/offers yes");
        assertThat(app.effects())
                .containsExactly(new TransferEffect.AnswerOffer(BOB, new RequestId("o1"), OfferAnswer.ACCEPT));
        app.offers(2, "b").offers(3, "c").forget().enter("/offers no");
        assertThat(app.effects()).isEmpty();
        assertThat(app.lines()).last().asString().contains("There are 2 offers.");
        app.enter("/offers no 2");
        assertThat(app.effects())
                .containsExactly(new TransferEffect.AnswerOffer(BOB, new RequestId("o3"), OfferAnswer.DECLINE));
    }

    @Test
    void anOfferThatIsGoneIsNotShownAnyMore() {
        app.offers(1, "a.txt").enter("/ls bob").lists("bob", "", "a.txt");
        assertThat(app.state().offers().isOffered(BOB, "a.txt")).isTrue();
        assertThat(app.state().transfers().markOf(BOB, "a.txt")).isEqualTo(Mark.NONE);
        app.offer(1, false, "a.txt", OfferView.State.GONE);
        assertThat(app.state().offers().toMe()).isEmpty();
        assertThat(app.lines()).last().isEqualTo("LOCAL bob doesn't offer a.txt any more.");
    }

    @Test
    void theSenderIsToldWhatBecomesOfAnOffer() {
        app.enter("/send bob '~/my file.txt' b");
        assertThat(app.effects()).containsExactly(new TransferEffect.Send(BOB, List.of("~/my file.txt", "b")));
        app.offer(1, true, "a.txt", OfferView.State.ACCEPTED).offer(1, true, "a.txt", OfferView.State.DONE);
        assertThat(app.lines()).contains("LOCAL bob accepts a.txt.", "LOCAL bob has all of a.txt.");
        app.offer(2, true, "b.txt", OfferView.State.DECLINED);
        assertThat(app.lines()).last().isEqualTo("LOCAL bob doesn't want b.txt.");
        assertThat(app.enter("/send dave x").lines()).last().asString().contains("dave isn't online");
        assertThat(app.enter("/send alice x").lines()).last().asString().contains("to yourself");
    }

    @Test
    void theWordsAboutLookingAtAnOfferGoOnceItIsMade() {
        app.enter("/send bob ~/a.txt");
        assertThat(app.hint()).contains("Looking");
        app.offer(1, true, "a.txt", OfferView.State.OPEN);
        assertThat(app.hint()).isEmpty();
    }

    @Test
    void whatWasOfferedIsCalledByItsOwnName() {
        app.transfer(1, ".offer/o1", TransferState.DONE).transfer(2, ".offer/o1/deep/a.txt", TransferState.DONE);
        assertThat(app.lines())
                .anyMatch(line -> line.contains("Downloaded what was offered from bob"))
                .anyMatch(line -> line.contains("Downloaded deep/a.txt from bob"));
    }

    @Test
    void pathsBehindSendAreCompletedAsWords() {
        app.type("/send bob x.txt ~/my\\ f").press("Tab");
        assertThat(app.effects()).containsExactly(new Effect.CompletePath("~/my f", true));
        app.happen(new Event.PathsFound("~/my f", List.of("~/my file.txt", "~/my folder/")));
        assertThat(app.composer()).isEqualTo("/send bob x.txt ~/my\\ file.txt |");
        app.press("Tab");
        assertThat(app.composer()).isEqualTo("/send bob x.txt ~/my\\ folder/|");
    }
}
