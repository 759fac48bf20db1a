package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.state.Line.Delivery;
import io.naru.client.state.Line.Kind;
import io.naru.client.testkit.AppHarness;
import io.naru.common.message.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatTest {
    private final AppHarness app = new AppHarness().connected().present("bob", "carol");

    @Test
    void aMessageIsSentAndMarkedUntilItsReceiptComes() {
        app.enter("hello");
        assertThat(app.effects(Effect.SendChat.class))
                .extracting(Effect.SendChat::text)
                .containsExactly("hello");
        assertThat(app.lastLine().delivery()).isEqualTo(Delivery.SENDING);
        assertThat(app.composer()).isEqualTo("|");

        app.says("bob", "between")
                .receipt(app.effects(Effect.SendChat.class).get(0).id(), "hello");
        assertThat(app.lines()).endsWith("CHAT bob between", "CHAT alice hello");
        assertThat(app.lastLine().delivery()).isEqualTo(Delivery.SENT);
        assertThat(app.state().room().pending()).isEmpty();
    }

    @Test
    void everyMessageHasItsOwnId() {
        app.enter("one").enter("two");
        assertThat(app.effects(Effect.SendChat.class))
                .extracting(Effect.SendChat::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void aRefusedMessageIsMarkedAndExplained() {
        app.enter("hello");
        app.deliver(new EngineEvent.ChatRefused(
                app.effects(Effect.SendChat.class).get(0).id(), "Not sent: too fast."));
        assertThat(app.lastLine().delivery()).isEqualTo(Delivery.NOT_SENT);
        assertThat(app.lines()).endsWith("ERROR Not sent: too fast.", "CHAT alice hello");
        assertThat(app.press("Up").composer()).isEqualTo("hello|");
    }

    @Test
    void whatHasNoReceiptWhenTheLinkIsLostIsNotSentUntilALateReceipt() {
        app.enter("hello");
        app.deliver(new EngineEvent.LinkLost("The relay is gone.", Duration.ofSeconds(2)));
        assertThat(app.lastLine().delivery()).isEqualTo(Delivery.NOT_SENT);
        app.receipt(app.effects(Effect.SendChat.class).get(0).id(), "hello");
        assertThat(app.lastLine().delivery()).isEqualTo(Delivery.SENT);
        assertThat(app.lines()).filteredOn("CHAT alice hello"::equals).hasSize(1);
    }

    @Test
    void anOwnMessageFromElsewhereIsShownAsSent() {
        app.receipt(new io.naru.common.message.MessageId("other"), "from my other screen");
        assertThat(app.lastLine().isOwn()).isTrue();
        assertThat(app.lastLine().delivery()).isEqualTo(Delivery.SENT);
    }

    @Test
    void withoutALinkTheTextStaysAndASentenceSaysSo() {
        app.deliver(new EngineEvent.LinkLost("The relay is gone.", Duration.ofSeconds(2)));
        app.enter("hello");
        assertThat(app.composer()).isEqualTo("hello|");
        assertThat(app.hint()).contains("Not connected");
        assertThat(app.effects(Effect.SendChat.class)).isEmpty();
    }

    @Test
    void aLostLinkKeepsWhatIsBeingTypedAndComesBackQuietly() {
        app.type("half a sen");
        app.deliver(new EngineEvent.LinkLost("The relay is gone.", Duration.ofSeconds(2)));
        app.deliver(new EngineEvent.LinkConnecting("lab:7411", 1));
        app.deliver(new EngineEvent.LinkLost("The relay is gone.", Duration.ofSeconds(4)));
        app.deliver(new EngineEvent.LinkUp(
                AppHarness.user("alice"), "lab:7411", "lab", Role.MEMBER, Optional.empty(), true, 16384));
        assertThat(app.type("tence").composer()).isEqualTo("half a sentence|");
        assertThat(app.lines().stream().filter(line -> line.startsWith("ERROR")))
                .hasSize(1);
        assertThat(app.lines()).last().asString().contains("Connected to lab:7411 again.");
    }

    @Test
    void whatComesOfALostLinkIsSaidOnceHoweverItsReasonsChange() {
        app.deliver(new EngineEvent.LinkLost("The relay is stopping.", Duration.ofSeconds(2)));
        app.deliver(new EngineEvent.LinkConnecting("lab:7411", 1));
        app.deliver(new EngineEvent.LinkLost("Can't reach lab:7411.", Duration.ofSeconds(4)));
        assertThat(app.lines())
                .endsWith(
                        "ERROR The relay is stopping. Trying again by itself; what you write stays.",
                        "ERROR Can't reach lab:7411.");
    }

    @Test
    void nobodyIsKnownWhileTheLinkIsLost() {
        app.deliver(new EngineEvent.LinkLost("The relay is gone.", Duration.ofSeconds(2)));
        assertThat(app.state().roster().entries()).hasSize(3).noneMatch(entry -> entry.isKnown());
        assertThat(app.state().link().retryIn(app.now())).isEqualTo(Duration.ofSeconds(2));
        app.connected();
        assertThat(app.state().roster().entries()).hasSize(1).allMatch(entry -> entry.isKnown());
    }

    @Test
    void aMessageThatIsTooLongIsRefusedWithBothNumbers() {
        app.paste("가".repeat(5_462)).press("Enter");
        assertThat(app.hint()).contains("16,386", "16,384", "by 2");
        assertThat(app.effects(Effect.SendChat.class)).isEmpty();
        assertThat(app.press("Backspace", "Enter").effects(Effect.SendChat.class))
                .hasSize(1);
    }

    @Test
    void blankTextIsNotSent() {
        app.enter("   ");
        assertThat(app.effects(Effect.SendChat.class)).isEmpty();
    }

    @Test
    void actionsTravelAsTextAndAreShownAsActions() {
        app.enter("/me waves");
        assertThat(app.effects(Effect.SendChat.class))
                .extracting(Effect.SendChat::text)
                .containsExactly("/me waves");
        assertThat(app.says("bob", "/me waves back").lines()).endsWith("ACTION bob waves back", "ACTION alice waves");
    }

    @Test
    void remoteTextIsMadeSafe() {
        app.says("bob", "a\u001b[2Jb\u202ec");
        assertThat(app.lastLine().text().value())
                .doesNotContain("\u001b", "\u202e")
                .contains("␛[2J");
    }

    @Test
    void namingMeMarksTheLineAndRingsOnceABurst() {
        app.says("bob", "Alice: look").says("carol", "yes, alice");
        assertThat(app.lastLine().isMention()).isTrue();
        assertThat(app.effects(Effect.RingBell.class)).hasSize(1);
        app.advance(Duration.ofSeconds(6)).says("bob", "alice?");
        assertThat(app.effects(Effect.RingBell.class)).hasSize(2);
        app.says("bob", "malice isn't her");
        assertThat(app.lastLine().isMention()).isFalse();
    }

    @Test
    void theBellCanBeOff() {
        app.enter("/set bell off").says("bob", "alice!");
        assertThat(app.effects(Effect.RingBell.class)).isEmpty();
        assertThat(app.lastLine().isMention()).isTrue();
    }

    @Test
    void chosenWordsAreMentions() {
        app.enter("/set highlight data set, 자료").says("bob", "the Data Set is there");
        assertThat(app.lastLine().isMention()).isTrue();
        assertThat(app.says("bob", "자료가 왔어요").lastLine().isMention()).isTrue();
        assertThat(app.says("bob", "database settings").lastLine().isMention()).isFalse();
    }

    @Test
    void peopleComingAndGoingAreFoldedIntoOneLine() {
        app.comes("dave").comes("erin").goes("bob").goes("erin").comes("bob");
        assertThat(app.lines()).last().isEqualTo("PRESENCE dave joined, erin came and went, bob left and came back");
        long count =
                app.lines().stream().filter(line -> line.startsWith("PRESENCE")).count();
        assertThat(count).isEqualTo(1);
        app.says("bob", "hi").comes("frank");
        assertThat(app.lines()).endsWith("CHAT bob hi", "PRESENCE frank joined");
    }

    @Test
    void manyPeopleAreCountedInsteadOfNamed() {
        for (int i = 0; i < 20; i++) {
            app.comes("user" + (char) ('a' + i));
        }
        assertThat(app.lines()).last().asString().endsWith("userg and 13 others joined");
    }

    @Test
    void comingAndGoingCanBeShownOneByOneOrNotAtAll() {
        app.enter("/set joins all").comes("dave").comes("erin");
        assertThat(app.lines()).endsWith("PRESENCE dave joined", "PRESENCE erin joined");
        int size = app.enter("/set joins hidden").lines().size();
        assertThat(app.goes("erin").lines()).hasSize(size);
    }

    @Test
    void thoseThereAtTheLoginAreNotTold() {
        assertThat(app.lines()).noneMatch(line -> line.startsWith("PRESENCE"));
    }

    @Test
    void ignoredPeopleAreNotHeard() {
        app.enter("/ignore bob");
        int size = app.lines().size();
        app.says("bob", "alice!").goes("bob").comes("bob");
        assertThat(app.lines()).hasSize(size);
        assertThat(app.effects(Effect.SaveSetting.class))
                .last()
                .extracting(Effect.SaveSetting::value)
                .isEqualTo("bob");
        app.enter("/unignore bob").says("bob", "again");
        assertThat(app.lines()).last().isEqualTo("CHAT bob again");
    }

    @Test
    void aNewDayHasALine() {
        app.says("bob", "late").advance(Duration.ofHours(13)).says("bob", "early");
        assertThat(app.lines()).endsWith("CHAT bob late", "DAY Tuesday, 24 November 2026", "CHAT bob early");
    }

    @Test
    void aRelayWithAClockBehindMakesNoDays() {
        app.says("bob", "now");
        app.deliver(new EngineEvent.ChatReceived(
                AppHarness.user("bob"), "long ago", Optional.empty(), Instant.EPOCH, false));
        assertThat(app.lines()).endsWith("CHAT bob now", "CHAT bob long ago");
    }

    @Test
    void noticesAndRefusalsOfTheRelayAreShown() {
        app.deliver(new EngineEvent.NoticeReceived("welcome", app.now().instant()));
        assertThat(app.lastLine().kind()).isEqualTo(Kind.NOTICE);
        app.deliver(new EngineEvent.RelayRefused(io.naru.common.wire.ErrorCode.BUSY, "Too much at once."));
        assertThat(app.lastLine().kind()).isEqualTo(Kind.ERROR);
    }

    @Test
    void aLinkThatEndedForGoodSaysHowToGoOn() {
        app.deliver(new EngineEvent.LinkEnded("The relay is full.", Optional.empty()));
        assertThat(app.lastLine().text().value()).contains("The relay is full.").contains("/reconnect");
        assertThat(app.enter("/reconnect").effects(Effect.ReconnectNow.class)).hasSize(1);
    }

    @Test
    void theLagIsShown() {
        app.deliver(new EngineEvent.LagMeasured(Duration.ofMillis(2)));
        assertThat(app.state().link().lag()).contains(Duration.ofMillis(2));
        assertThat(app.screen().get(0)).contains("lag 2 ms");
    }

    @Test
    void aLagThatMakesItselfFeltIsShownBesideManyRoomsToo() {
        for (int i = 1; i <= 20; i++) {
            app.entered("#room" + i, 0, 0);
        }
        app.deliver(new EngineEvent.LagMeasured(Duration.ofMillis(999)));
        assertThat(app.screen().get(0)).doesNotContain("lag");
        app.deliver(new EngineEvent.LagMeasured(Duration.ofMillis(35_020)));
        assertThat(app.screen().get(0)).contains("lag 35 s");
    }
}
