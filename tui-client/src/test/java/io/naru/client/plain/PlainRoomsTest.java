package io.naru.client.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.naru.client.app.Engine;
import io.naru.client.app.Folders;
import io.naru.client.app.Preferences;
import io.naru.client.app.ScreenClient;
import io.naru.client.app.Talk;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.link.Login;
import io.naru.client.link.RelayAddress;
import io.naru.common.message.MessageId;
import io.naru.common.message.Password;
import io.naru.common.message.Role;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.common.testkit.FakeClock;
import io.naru.common.wire.ErrorCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** Rooms, conversations, search and answers in the plain mode, stepped. */
class PlainRoomsTest {
    private static final UserName ALICE = UserName.of("alice");
    private static final UserName BOB = UserName.of("bob");
    private static final RoomName DEV = RoomName.of("#dev");

    private final Talk talk = mock(Talk.class);
    private final Engine engine = mock(Engine.class);
    private final StringWriter printed = new StringWriter();
    private PlainSession session;

    @BeforeEach
    void up() {
        when(engine.talk()).thenReturn(talk);
        session = new PlainSession(
                engine,
                new ScreenClient.Start(
                        Login.of(new RelayAddress("relay.example", 7777), ALICE, Password.of("secret")),
                        Optional.empty(),
                        Path.of("downloads"),
                        Preferences.NONE,
                        Folders.of(Map.of(), "home"),
                        Path.of(""),
                        Map.of()),
                new PlainOutput(new PrintWriter(printed, true)),
                Optional.empty(),
                new FakeClock(),
                "m",
                () -> {});
        session.onLinkUp(new EngineEvent.LinkUp(
                ALICE, "relay.example:7777", "relay", Role.MEMBER, Optional.empty(), true, 16_384));
        session.onLagMeasured(new EngineEvent.LagMeasured(Duration.ofMillis(1)));
        printed.getBuffer().setLength(0);
    }

    private List<String> printed() {
        return printed.toString().lines().toList();
    }

    private void heard(RoomName room, UserName sender, String text, long seq, boolean isReplayed) {
        session.onChatReceived(new EngineEvent.ChatReceived(
                sender,
                text,
                Optional.empty(),
                Instant.parse("2026-11-23T12:00:00Z"),
                false,
                room,
                OptionalLong.of(seq),
                OptionalLong.empty(),
                isReplayed));
    }

    private void entered(RoomName room) {
        session.onRoom(new RoomEvent.Entered(room, true, false, "the code", Optional.empty(), 0, 0));
    }

    private MessageId said(RoomName room, String text) {
        ArgumentCaptor<MessageId> id = ArgumentCaptor.forClass(MessageId.class);
        verify(talk).say(id.capture(), eq(room), eq(text), any());
        return id.getValue();
    }

    @Test
    void whatIsSaidElsewhereHasTheRoomBeforeIt() {
        heard(RoomName.LOBBY, BOB, "hello", 1, false);
        heard(DEV, BOB, "two\nlines", 1, false);
        heard(RoomName.of("@bob"), BOB, "/me waves", 1, false);
        assertThat(printed()).containsExactly("bob: hello", "#dev bob: two", "#dev bob: lines", "@bob bob: bob waves");
    }

    @Test
    void whatWasSaidEarlierHasItsTime() {
        heard(DEV, BOB, "hello", 1, true);
        session.onRoom(new RoomEvent.CaughtUp(DEV, 1));
        assertThat(printed().get(0)).matches("#dev \\[2026-11-2\\d \\d\\d:00] bob: hello");
        assertThat(printed().get(1)).isEqualTo("* #dev has caught up: 1 message");
    }

    @Test
    void theNextLineWaitsUntilTheRoomIsEnteredAndIsSaidThere() {
        session.onLine("/join dev");
        session.onLine("hello");
        verify(talk).join(DEV, false);
        verify(talk, never()).say(any(), any(), any(), any());
        entered(DEV);
        said(DEV, "hello");
        assertThat(printed()).contains("* you are in #dev: the code");
        heard(DEV, BOB, "hi", 1, false);
        assertThat(printed()).contains("bob: hi");
    }

    @Test
    void whatWasMeantForARoomThatCannotBeEnteredIsSaidNowhere() {
        session.onLine("/join dev");
        session.onLine("a secret");
        session.onEndOfInput("");
        session.onRequestRefused(
                new EngineEvent.RequestRefused("That room is private.", Optional.of(ErrorCode.NOT_PERMITTED)));
        verify(talk, never()).say(any(), any(), any(), any());
        assertThat(printed()).contains("! Not sent: \"a secret\". You are in no room; /join ROOM enters one.");
        assertThat(session.exitStatus()).hasValue(1);
    }

    @Test
    void aMessageToOneUserGoesIntoTheirConversation() {
        session.onLine("/msg bob hi");
        MessageId id = said(RoomName.of("@bob"), "hi");
        session.onEndOfInput("");
        assertThat(session.exitStatus()).isEmpty();
        session.onChatReceived(new EngineEvent.ChatReceived(
                ALICE,
                "hi",
                Optional.of(id),
                Instant.EPOCH,
                true,
                RoomName.of("@bob"),
                OptionalLong.of(1),
                OptionalLong.empty(),
                false));
        assertThat(printed()).contains("@bob alice: hi");
        assertThat(session.exitStatus()).hasValue(0);
    }

    @Test
    void anAnswerQuotesTheLastThingThatSomebodyElseSaid() {
        heard(RoomName.LOBBY, BOB, "shall we?", 7, false);
        session.onLine("/reply yes");
        verify(talk).say(any(), eq(RoomName.LOBBY), eq("> bob: shall we?\nyes"), eq(OptionalLong.of(7)));
    }

    @Test
    void hitsArePrintedByPagesAsLongAsOneAsks() {
        session.onLine("/search key");
        session.onEndOfInput("");
        assertThat(session.exitStatus()).isEmpty();
        RoomEvent.PastMessage message = new RoomEvent.PastMessage(
                3, BOB, "the key", Optional.empty(), Instant.EPOCH, false, OptionalLong.empty());
        session.onRoom(new RoomEvent.Found(1, "key", List.of(new RoomEvent.Hit(DEV, message)), OptionalLong.of(40)));
        assertThat(printed().get(0)).matches(" {2}#dev \\[19(69|70)-.*] bob: the key");
        assertThat(printed().get(1)).isEqualTo("* /search goes on with older ones");
        assertThat(session.exitStatus()).hasValue(0);
    }

    @Test
    void theSearchGoesOnWhereThePageEnded() {
        session.onLine("/search key");
        session.onRoom(new RoomEvent.Found(1, "key", List.of(), OptionalLong.of(40)));
        session.onLine("/search");
        verify(talk).search(eq(2L), eq("key"), eq(Optional.empty()), eq(OptionalLong.of(40)));
        session.onRoom(new RoomEvent.Found(2, "key", List.of(), OptionalLong.empty()));
        assertThat(printed()).contains("* that is all");
        session.onLine("/search");
        verify(talk, never()).search(eq(3L), any(), any(), any());
    }

    @Test
    void whatWaitsForTheUserIsSentOrForgottenOnDemand() {
        MessageId old = new MessageId("old");
        session.onRoom(new RoomEvent.Pending(old, DEV, "left over", OptionalLong.empty(), Instant.EPOCH, true));
        assertThat(printed()).contains("! Not sent to #dev: \"left over\". /resend sends it, /drop forgets it.");
        session.onLine("/resend");
        verify(talk).resend(old);
        session.onChatRefused(new EngineEvent.ChatRefused(old, "You are muted."));
        assertThat(printed()).contains("! Not sent to #dev: \"left over\". You are muted.");
        session.onLine("/drop");
        verify(talk, never()).drop(any());
    }

    @Test
    void roomsAreListedWithTheirTopics() {
        session.onLine("/rooms");
        session.onRoom(new RoomEvent.RoomsListed(List.of(
                new RoomEvent.ListedRoom(DEV, 3, "the code", false, true),
                new RoomEvent.ListedRoom(RoomName.of("#ops"), 1, "", true, false))));
        assertThat(printed())
                .containsExactly(
                        "* 2 rooms", "  #dev, you are in it, 3 members: the code", "  #ops, private, 1 member");
    }

    @Test
    void ignoredPeopleAreCountedAndNotShown() {
        session.onLine("/ignore bob");
        heard(RoomName.LOBBY, BOB, "hello", 1, false);
        heard(RoomName.of("@bob"), BOB, "hello", 1, false);
        session.onLine("/ignore");
        assertThat(printed()).contains("* ignored: bob (2 messages hidden)").noneMatch(line -> line.contains("hello"));
        verify(talk, never()).drop(any());
        verify(talk, never()).around(any(), anyLong(), anyLong());
    }
}
