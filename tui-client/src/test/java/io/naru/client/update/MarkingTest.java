package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.input.KeyRow;
import io.naru.client.input.KeyTable;
import io.naru.client.testkit.AppHarness;
import io.naru.common.message.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Picking out a message and answering it. */
class MarkingTest {
    private final AppHarness app = new AppHarness().connected().present("bob", "carol");

    private void said(long seq, String sender, String text, OptionalLong replyTo) {
        app.deliver(new EngineEvent.ChatReceived(
                AppHarness.user(sender),
                text,
                Optional.empty(),
                app.now().instant(),
                sender.equals("alice"),
                RoomName.LOBBY,
                OptionalLong.of(seq),
                replyTo,
                false));
    }

    private void conversation() {
        app.deliver(new RoomEvent.Entered(RoomName.LOBBY, false, false, "", Optional.empty(), 3, 3));
        said(4, "bob", "shall we?", OptionalLong.empty());
        app.comes("dave");
        said(5, "carol", "> bob: shall we?\nyes", OptionalLong.of(4));
        said(6, "alice", "I am here", OptionalLong.empty());
    }

    @Test
    void whatIsAnsweredIsForgottenWithItsHistory() {
        conversation();
        app.press("Alt+Up", "Up", "Alt+r");
        assertThat(app.state().composer().quote()).isPresent();

        app.deliver(new RoomEvent.HistoryLost(RoomName.LOBBY, "The relay has lost what was said."));

        assertThat(app.state().composer().quote()).isEmpty();
        app.press("Alt+Up", "Up", "Enter");
        assertThat(app.effects(RoomEffect.AskAround.class)).isEmpty();
    }

    private String marked() {
        OptionalLong marked = app.state().room().marked();
        return marked.isEmpty()
                ? ""
                : app.state().room().lines().get(marked.getAsLong()).text().value();
    }

    private Effect.SendChat sent() {
        return app.effects(Effect.SendChat.class).get(0);
    }

    @Test
    void theMarkGoesFromMessageToMessageAndOverWhatNobodySaid() {
        conversation();
        app.press("Alt+Up");
        assertThat(marked()).isEqualTo("I am here");
        app.press("Up");
        assertThat(marked()).endsWith("yes");
        app.press("Alt+Up");
        assertThat(marked()).isEqualTo("shall we?");
        app.press("Up");
        assertThat(marked()).isEqualTo("shall we?");
        app.press("Down", "Alt+Down");
        assertThat(marked()).isEqualTo("I am here");
        app.press("Down");
        assertThat(marked()).isEmpty();
    }

    @Test
    void theWayToTheOriginalIsToldOfAnswersOnly() {
        conversation();
        app.press("Alt+Up");
        assertThat(keyLine()).contains("answer").doesNotContain("original");
        app.press("Up");
        assertThat(keyLine()).contains("answer", "original");
    }

    private List<String> keyLine() {
        return KeyTable.footer(app.state()).stream().map(KeyRow::brief).toList();
    }

    @Test
    void escTakesTheMarkAwayAndThenTheAnswer() {
        conversation();
        app.press("Alt+Up", "Esc");
        assertThat(marked()).isEmpty();
        app.press("Alt+r", "Esc");
        assertThat(app.state().composer().quote()).isEmpty();
        assertThat(app.state().isEscPending()).isFalse();
        app.press("Esc", "Up");
        assertThat(marked()).isEqualTo("I am here");
    }

    @Test
    void anAnswerQuotesWhatItAnswersAndLeadsToIt() {
        conversation();
        app.press("Alt+Up", "Up", "Alt+r");
        assertThat(app.screen()).anySatisfy(row -> assertThat(row).contains("> carol: yes"));
        app.enter("good");

        assertThat(sent().text()).isEqualTo("> carol: yes\ngood");
        assertThat(sent().replyTo()).hasValue(5);
        assertThat(app.state().composer().quote()).isEmpty();
        app.forget().enter("and now");
        assertThat(sent().text()).isEqualTo("and now");
        assertThat(sent().replyTo()).isEmpty();
    }

    @Test
    void withoutAMarkTheNewestMessageOfSomebodyElseIsAnswered() {
        conversation();
        app.enter("/reply good");
        assertThat(sent().text()).isEqualTo("> carol: yes\ngood");
        assertThat(sent().replyTo()).hasValue(5);
    }

    @Test
    void enterOnAnAnswerGoesToWhatItAnswers() {
        conversation();
        app.press("Alt+Up", "Up", "Enter");
        assertThat(marked()).isEqualTo("shall we?");
        app.press("Enter");
        assertThat(app.hint()).contains("answers no other");
    }

    @Test
    void anOriginalThatIsNotOnTheScreenIsAskedFor() {
        conversation();
        said(7, "bob", "> carol: long ago\nindeed", OptionalLong.of(1));
        app.press("Alt+Up", "Enter");
        assertThat(app.effects(RoomEffect.AskAround.class))
                .singleElement()
                .satisfies(asking -> assertThat(asking.seq()).isEqualTo(1));
    }

    @Test
    void somethingThatIsWrittenIsSentThoughALineIsMarked() {
        conversation();
        app.press("Alt+Up").type("hello").press("Enter");
        assertThat(sent().text()).isEqualTo("hello");
    }

    @Test
    void whatTheRelayDoesNotKeepCannotBeAnswered() {
        app.says("bob", "hello").press("Alt+Up", "Alt+r");
        assertThat(app.hint()).contains("can't be answered");
    }

    @Test
    void anAnswerToMeNamesMe() {
        conversation();
        app.forget();
        said(8, "bob", "> alice: I am here\ngood", OptionalLong.of(6));
        assertThat(app.effects(Effect.RingBell.class)).hasSize(1);
    }

    @Test
    void aSmallWindowShowsThatSomethingIsAnswered() {
        conversation();
        app.press("Alt+r").resize(20, 6);
        assertThat(app.screen()).hasSize(6);
        app.resize(1, 1);
        assertThat(app.screen()).hasSize(1);
    }
}
