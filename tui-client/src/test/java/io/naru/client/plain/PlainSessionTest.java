package io.naru.client.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
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
import io.naru.client.link.Login;
import io.naru.client.link.RelayAddress;
import io.naru.common.message.MessageId;
import io.naru.common.message.Password;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.testkit.FakeClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** One run of the plain mode, stepped. */
class PlainSessionTest {
    private static final UserName ALICE = UserName.of("alice");
    private static final RelayAddress RELAY = new RelayAddress("relay.example", 7777);

    private final FakeClock clock = new FakeClock();
    private final Talk talk = mock(Talk.class);
    private final Engine engine = engineOf(talk);
    private final StringWriter printed = new StringWriter();
    private final AtomicInteger taken = new AtomicInteger();
    private final PlainSession session = new PlainSession(
            engine,
            new ScreenClient.Start(
                    Login.of(RELAY, ALICE, Password.of("secret")),
                    Optional.empty(),
                    Path.of("downloads"),
                    Preferences.NONE,
                    Folders.of(Map.of(), "home"),
                    Path.of(""),
                    Map.of()),
            new PlainOutput(new PrintWriter(printed, true)),
            Optional.empty(),
            clock,
            "m",
            taken::incrementAndGet);

    private static Engine engineOf(Talk talk) {
        Engine engine = mock(Engine.class);
        when(engine.talk()).thenReturn(talk);
        return engine;
    }

    private void up() {
        session.onLinkUp(new EngineEvent.LinkUp(
                ALICE, "relay.example:7777", "relay", Role.MEMBER, Optional.empty(), true, 16_384));
        session.onLagMeasured(new EngineEvent.LagMeasured(Duration.ofMillis(1)));
    }

    private MessageId said(String text) {
        ArgumentCaptor<MessageId> id = ArgumentCaptor.forClass(MessageId.class);
        verify(talk).say(id.capture(), any(), eq(text), any());
        return id.getValue();
    }

    private void receipt(String text) {
        session.onChatReceived(new EngineEvent.ChatReceived(ALICE, text, Optional.of(said(text)), clock.now(), true));
    }

    @Test
    void aLineThatIsReadBehindByeIsNotSaidThoughAReceiptIsAwaited() {
        up();
        session.onLine("first");
        session.onLine("/bye");
        session.onLine("second");
        session.onTooLong();
        session.onEndOfInput("Standard input can't be read any more.");

        verify(talk, never()).say(any(), any(), eq("second"), any());
        assertThat(session.exitStatus()).isEmpty();
        assertThat(taken).hasValue(4);

        receipt("first");
        assertThat(session.exitStatus()).hasValue(0);
        assertThat(printed.toString()).doesNotContain("!");
    }

    private void lose(String because) {
        session.onLinkLost(new EngineEvent.LinkLost(because, Duration.ofSeconds(1)));
    }

    @Test
    void theSameReasonOfALostLinkIsToldOnceUntilItStandsAgain() {
        up();
        for (String because : new String[] {"It broke.", "It broke.", "Can't reach it.", "Can't reach it."}) {
            lose(because);
            session.onLinkConnecting(new EngineEvent.LinkConnecting("relay.example:7777", 1));
        }
        assertThat(printed.toString().lines().filter(line -> line.startsWith("! ")))
                .containsExactly(
                        "! It broke. Trying again by itself; what you write waits.",
                        "! Can't reach it. Trying again by itself; what you write waits.");
        assertThat(printed.toString()).doesNotContain("connecting");
        up();
        lose("Can't reach it.");
        assertThat(printed.toString().lines().filter(line -> line.contains("Can't reach it.")))
                .hasSize(2);
    }
}
