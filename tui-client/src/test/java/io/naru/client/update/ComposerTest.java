package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.TransferState;
import io.naru.client.state.Completion;
import io.naru.client.state.Focus;
import io.naru.client.testkit.AppHarness;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComposerTest {
    @Test
    void aSlashRightBehindEscIsTypedWhereEscLeads() {
        AppHarness app = new AppHarness().connected().present("bob");
        app.press("F3", "Alt+/").type("who");
        assertThat(app.state().focus()).isEqualTo(Focus.COMPOSER);
        assertThat(app.composer()).isEqualTo("/who|");
        app.press("Ctrl+U", "Alt+/");
        assertThat(app.composer()).as("in the composer itself").isEqualTo("/|");
        assertThat(app.state().isEscPending()).isFalse();
        assertThat(app.hint()).isEmpty();
        app.press("Ctrl+U", "F1", "Alt+/");
        assertThat(app.state().overlay()).isEmpty();
        assertThat(app.composer()).as("behind the help").isEqualTo("/|");
    }

    @Test
    void aKeyWithAltThatMeansSomethingIsNotTyped() {
        AppHarness app = new AppHarness().connected().present("bob").press("F3", "Alt+a");
        assertThat(app.composer()).isEqualTo("|");
        assertThat(app.state().focus()).isEqualTo(Focus.USERS);
    }

    @Test
    void noKeyWithAltAnswersOrPutsAsideAQuestion() {
        AppHarness app = new AppHarness().connected().press("Ctrl+C");
        assertThat(app.state().overlay()).isPresent();
        app.press("Alt+z");
        assertThat(app.state().overlay()).isPresent();
        assertThat(app.composer()).isEqualTo("|");
    }

    private final AppHarness app = new AppHarness().connected().present("bob", "bora", "carol");

    @Test
    void cutsInARowAreOneAndComeBackTogether() {
        app.type("one two three").press("Ctrl+W", "Ctrl+W");
        assertThat(app.composer()).isEqualTo("one |");
        assertThat(app.press("Ctrl+Y").composer()).isEqualTo("one two three|");
        assertThat(app.press("Home", "Ctrl+K", "Ctrl+Y", "Ctrl+Y").composer()).isEqualTo("one two threeone two three|");
    }

    @Test
    void aKeyBetweenCutsBeginsANewOne() {
        app.type("one two").press("Ctrl+W", "Left", "Ctrl+W", "Ctrl+Y");
        assertThat(app.composer()).isEqualTo("one| ");
    }

    @Test
    void everyEditingKeyDoesItsWork() {
        app.type("ab cd-ef").press("Ctrl+Left");
        assertThat(app.composer()).isEqualTo("ab cd-|ef");
        assertThat(app.press("Alt+b").composer()).isEqualTo("ab |cd-ef");
        assertThat(app.press("Esc", "b").composer()).isEqualTo("|ab cd-ef");
        assertThat(app.press("Ctrl+Right").composer()).isEqualTo("ab| cd-ef");
        assertThat(app.press("Alt+f").composer()).isEqualTo("ab cd|-ef");
        assertThat(app.press("Alt+Backspace").composer()).isEqualTo("ab |-ef");
        assertThat(app.press("Alt+d").composer()).isEqualTo("ab |");
        assertThat(app.press("Ctrl+A", "Delete").composer()).isEqualTo("|b ");
        assertThat(app.press("End", "Backspace", "Ctrl+E").composer()).isEqualTo("b|");
        assertThat(app.type("c").press("Ctrl+T").composer()).isEqualTo("cb|");
        assertThat(app.press("Left", "Right", "Home", "Ctrl+D").composer()).isEqualTo("|b");
        assertThat(app.press("End", "Ctrl+U").composer()).isEqualTo("|");
    }

    @Test
    void hangulAndEmojiAreWhole() {
        app.type("한국어👨‍👩‍👧🇰🇷é");
        app.press("Left");
        assertThat(app.composer()).isEqualTo("한국어👨‍👩‍👧🇰🇷|é");
        app.press("Left");
        assertThat(app.composer()).isEqualTo("한국어👨‍👩‍👧|🇰🇷é");
        app.press("Backspace");
        assertThat(app.composer()).isEqualTo("한국어|🇰🇷é");
        assertThat(app.press("Ctrl+W").composer()).isEqualTo("|🇰🇷é");
    }

    @Test
    void linesInsideAMessageAreWalkedBeforeTheHistory() {
        app.enter("old").type("first").press("Alt+Enter").type("second").press("Up");
        assertThat(app.composer()).isEqualTo("first|\nsecond");
        assertThat(app.press("Up").composer()).isEqualTo("old|");
        assertThat(app.press("Down").composer()).isEqualTo("first\nsecond|");
        app.press("Ctrl+U", "Ctrl+U");
        assertThat(app.composer()).isEqualTo("first|");
        app.press("Esc", "Enter");
        assertThat(app.composer()).isEqualTo("first\n|");
    }

    @Test
    void theHistoryGoesBackAndForthAndKeepsTheDraft() {
        app.enter("one").enter("two").enter("two").type("draft");
        assertThat(app.press("Up").composer()).isEqualTo("two|");
        assertThat(app.press("Up", "Up").composer()).isEqualTo("one|");
        assertThat(app.press("Down", "Down", "Down").composer()).isEqualTo("draft|");
    }

    @Test
    void theHistoryIsSearchedByWhatItHolds() {
        app.enter("get the data").enter("hello").enter("more Data");
        app.type("draft").press("Ctrl+R").type("dat");
        assertThat(app.composer()).isEqualTo("more Data|");
        assertThat(app.press("Ctrl+R").composer()).isEqualTo("get the data|");
        assertThat(app.press("Ctrl+R").hint()).contains("Nothing older");
        assertThat(app.press("Down").composer()).isEqualTo("more Data|");
        assertThat(app.type("x").composer()).isEqualTo("draft|");
        assertThat(app.state().composer().search().orElseThrow().isFound()).isFalse();
        app.press("Backspace", "Enter");
        assertThat(app.composer()).isEqualTo("more Data|");
        assertThat(app.state().composer().search()).isEmpty();
        assertThat(app.effects(Effect.SendChat.class)).as("taken, not sent").hasSize(3);
    }

    @Test
    void givingUpTheHistorySearchBringsBackWhatWasWritten() {
        app.enter("data").type("draft").press("Ctrl+R").type("dat").press("Ctrl+C");
        assertThat(app.composer()).isEqualTo("draft|");
    }

    @Test
    void namesAreCompletedAtTheBeginningAndInside() {
        app.type("bo").press("Tab");
        assertThat(app.composer()).isEqualTo("bob: |");
        assertThat(app.press("Tab").composer()).isEqualTo("bora: |");
        assertThat(app.press("Tab").composer()).isEqualTo("bo|");
        assertThat(app.press("Shift+Tab").composer()).isEqualTo("bora: |");
        assertThat(app.type("thanks CA").press("Tab").composer()).isEqualTo("bora: thanks carol |");
        assertThat(app.state().composer().completion()).as("the only one").isEmpty();
    }

    @Test
    void escPutsBackWhatWasTyped() {
        app.type("BO").press("Tab", "Esc");
        assertThat(app.composer()).isEqualTo("BO|");
    }

    @Test
    void commandsAndTheirArgumentsAreCompleted() {
        app.type("/FI").press("Tab");
        assertThat(app.composer()).isEqualTo("/file ls |");
        assertThat(app.press("Tab").composer()).isEqualTo("/file dn |");
        assertThat(app.type("c").press("Tab").composer()).isEqualTo("/file dn carol |");
        app.press("Ctrl+U").type("/set th").press("Tab").type("d").press("Tab");
        assertThat(app.composer()).isEqualTo("/set theme dark|");
        app.press("Ctrl+U").type("/help ret").press("Tab");
        assertThat(app.composer()).startsWith("/help retry");
    }

    @Test
    void filesOfTheOpenShareAreCompleted() {
        app.enter("/ls bob")
                .lists("bob", "", "images/", "index.html", "test.txt")
                .press("F2");
        app.type("/get bob i").press("Tab");
        assertThat(app.composer()).isEqualTo("/get bob images/|");
        assertThat(app.press("Tab").composer()).isEqualTo("/get bob index.html|");
        app.press("Ctrl+U").type("/ls bob i").press("Tab");
        assertThat(app.composer()).isEqualTo("/ls bob images|");
        app.press("Ctrl+U").type("/get carol i").press("Tab");
        assertThat(app.hint()).contains("/ls carol");
    }

    @Test
    void numbersOfTransfersAreCompleted() {
        app.transfer(17, "a.txt", TransferState.RUNNING).type("/cancel 1").press("Tab");
        assertThat(app.composer()).isEqualTo("/cancel 17|");
    }

    @Test
    void foldersAreAskedForAndCompletedWhenTheyCome() {
        app.type("/share ~/da").press("Tab");
        assertThat(app.effects()).contains(new Effect.CompletePath("~/da"));
        app.happen(new Event.PathsFound("~/da", List.of("~/data/", "~/dates/")));
        assertThat(app.composer()).isEqualTo("/share ~/data/|");
        assertThat(app.press("Tab").composer()).isEqualTo("/share ~/dates/|");
    }

    @Test
    void behindAFolderTheWordsOfAShareAreOffered() {
        app.type("/share ~/data ").press("Tab");
        app.happen(new Event.PathsFound("~/data ", List.of()));
        assertThat(app.composer()).isEqualTo("/share ~/data as |");
        assertThat(app.press("Tab").composer()).isEqualTo("/share ~/data for |");
        app.press("Esc").type("only *.jpg e").press("Tab");
        assertThat(app.composer()).isEqualTo("/share ~/data only *.jpg except |");
    }

    @Test
    void foldersThatComeTooLateAreNotPutAnywhere() {
        app.type("/share ~/da").press("Tab").type("x");
        app.happen(new Event.PathsFound("~/da", List.of("~/data/")));
        assertThat(app.composer()).isEqualTo("/share ~/dax|");
    }

    @Test
    void whatCanNotBeCompletedIsSaid() {
        assertThat(app.type("zz").press("Tab").hint()).isEqualTo("Nothing begins with \"zz\".");
        assertThat(app.composer()).isEqualTo("zz|");
    }

    @Test
    void tabOnAnEmptyComposerGoesToTheNextPane() {
        assertThat(app.press("Tab").state().focus()).isEqualTo(Focus.USERS);
        assertThat(app.press("Tab").state().focus()).isEqualTo(Focus.FILES);
        assertThat(app.press("Tab").state().focus()).isEqualTo(Focus.COMPOSER);
        assertThat(app.press("Shift+Tab").state().focus()).isEqualTo(Focus.FILES);
    }

    @Test
    void theCandidatesCanBeShown() {
        app.type("bo").press("Tab");
        Completion completion = app.state().composer().completion().orElseThrow();
        assertThat(completion.candidates())
                .extracting(candidate -> candidate.shown().value())
                .containsExactly("bob", "bora");
        assertThat(completion.current()).isZero();
    }

    @Test
    void aPasteOfOneLineIsTyped() {
        app.type("ab").press("Left").paste("one\r\n");
        assertThat(app.composer()).isEqualTo("aone|b");
        assertThat(app.state().overlay()).isEmpty();
        assertThat(app.effects(Effect.SendChat.class)).isEmpty();
    }

    @Test
    void aPasteOfSeveralLinesAsks() {
        app.paste("one\r\ntwo\rthree\n");
        var confirm =
                (io.naru.client.state.Overlay.Confirm) app.state().overlay().orElseThrow();
        assertThat(confirm.question().value()).isEqualTo("Send 3 lines as one message?");
        assertThat(confirm.detail().value()).isEqualTo("one\ntwo\nthree");
        app.press("n");
        assertThat(app.composer()).isEqualTo("one\ntwo\nthree|");
        assertThat(app.effects(Effect.SendChat.class)).isEmpty();
    }

    @Test
    void aPasteIsSentAsOneMessageWhenTold() {
        app.paste("/one\ntwo").press("y");
        assertThat(app.effects(Effect.SendChat.class))
                .extracting(Effect.SendChat::text)
                .containsExactly("/one\ntwo");
        assertThat(app.composer()).isEqualTo("|");
    }

    @Test
    void aPasteHoldsNoControls() {
        app.paste("a\u001b[31mb\u0000\u009b\ud800c");
        assertThat(app.composer()).isEqualTo("a[31mb\ufffdc|");
    }

    @Test
    void aPasteThatIsFarTooLargeIsRefused() {
        app.paste("x".repeat(300_000));
        assertThat(app.composer()).isEqualTo("|");
        assertThat(app.hint()).contains("Send large texts as a file");
    }

    @Test
    void aPasteInAListGoesToTheComposerAndInAFilterToTheFilter() {
        app.press("F3").paste("hi");
        assertThat(app.composer()).isEqualTo("hi|");
        app.press("F3", "/").paste("bo\n");
        assertThat(app.state().roster().filter().field().text()).isEqualTo("bo");
        app.press("F1").paste("lost?");
        assertThat(app.hint()).contains("Nothing was pasted");
    }

    @Test
    void ctrlCClearsThenAsksThenLeaves() {
        app.type("text").press("Ctrl+C");
        assertThat(app.composer()).isEqualTo("|");
        assertThat(app.hint()).contains("Ctrl+Y");
        app.press("Ctrl+C");
        assertThat(app.state().overlay()).isPresent();
        assertThat(app.effects(Effect.Quit.class)).isEmpty();
        app.press("Ctrl+C");
        assertThat(app.effects()).containsExactly(new Effect.Quit(false));
    }

    @Test
    void whatCtrlCClearedCanBePutBack() {
        assertThat(app.type("text").press("Ctrl+C", "Ctrl+Y").composer()).isEqualTo("text|");
    }

    @Test
    void theQuestionOfLeavingCanBeAnswered() {
        app.press("Ctrl+C", "n");
        assertThat(app.state().overlay()).isEmpty();
        app.press("Ctrl+C", "Esc");
        assertThat(app.effects()).isEmpty();
        app.press("Ctrl+C", "Enter");
        assertThat(app.effects()).containsExactly(new Effect.Quit(false));
    }

    @Test
    void withTransfersItAsksWhetherToLetThemFinish() {
        app.transfer(1, "a", TransferState.RUNNING)
                .transfer(2, "b", TransferState.DONE)
                .forget();
        app.enter("/bye");
        var confirm =
                (io.naru.client.state.Overlay.Confirm) app.state().overlay().orElseThrow();
        assertThat(confirm.question().value()).isEqualTo("A transfer isn't finished. Let it finish before leaving?");
        assertThat(app.effects()).isEmpty();
        app.press("f");
        assertThat(app.effects()).containsExactly(new Effect.Quit(true));
        app.forget().press("Ctrl+C", "Right", "Enter");
        assertThat(app.effects()).containsExactly(new Effect.Quit(false));
        app.forget().press("Ctrl+C", "N");
        assertThat(app.effects()).isEmpty();
    }

    @Test
    void byeLeavesAtOnceWithoutTransfers() {
        for (String command : List.of("/bye", "/quit", "/exit")) {
            assertThat(app.forget().enter(command).effects()).containsExactly(new Effect.Quit(false));
        }
    }

    @Test
    void theEndOfInputLeavesAndLetsTransfersFinish() {
        assertThat(app.happen(new Event.EndOfInput()).effects()).containsExactly(new Effect.Quit(true));
    }

    @Test
    void escAndThenAKeyIsThatKeyWithAlt() {
        app.press("Esc");
        assertThat(app.state().isEscPending()).isTrue();
        app.press("l");
        assertThat(app.state().isBare()).isTrue();
        assertThat(app.composer()).isEqualTo("|");
        app.press("Esc");
        assertThat(app.state().isBare()).isFalse();
        assertThat(app.press("Esc", "Esc").type("l").composer()).isEqualTo("l|");
        assertThat(app.press("Esc", "z").composer()).isEqualTo("lz|");
    }

    @Test
    void redrawAndSuspendAreEffects() {
        assertThat(app.press("Ctrl+L", "Ctrl+Z").effects())
                .containsExactly(new Effect.RedrawAll(), new Effect.Suspend());
        assertThat(app.forget().happen(new Event.Resumed()).effects()).containsExactly(new Effect.RedrawAll());
    }

    @Test
    void hintsGoByThemselvesAndWithTheNextKey() {
        app.type("zz").press("Tab");
        assertThat(app.hint()).isNotEmpty();
        assertThat(Wake.nextTick(app.state())).isEqualTo(java.time.Duration.ofSeconds(6));
        app.advance(java.time.Duration.ofSeconds(7));
        assertThat(app.hint()).isEmpty();
        assertThat(app.press("Tab").hint()).isNotEmpty();
        assertThat(app.type("x").hint()).isEmpty();
    }
}
