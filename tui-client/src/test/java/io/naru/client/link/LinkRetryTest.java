package io.naru.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.testkit.Heard;
import io.naru.client.testkit.ScriptedRelay;
import io.naru.client.testkit.Stepped;
import io.naru.common.message.Password;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a link that was refused or lost is tried again, and when it isn't. */
@Timeout(60)
class LinkRetryTest {
    private LinkStage stage;
    private Stepped stepped;
    private Heard heard;
    private ScriptedRelay relay;
    private RelayLink link;

    @BeforeEach
    void connect() throws IOException {
        stage = new LinkStage();
        stepped = stage.stepped;
        heard = stage.heard;
        relay = stage.relay;
        link = stage.link;
    }

    @AfterEach
    void end() throws IOException {
        stage.close();
    }

    @Test
    void refusalsThatMakeNoSenseToRepeatEndTheLinkAndLeavingWipesThePassword() throws IOException {
        relay.greet();
        relay.send(new RelayMessage.Error("You are banned: flooding.", ErrorCode.BANNED, ""));

        EngineEvent.LinkEnded ended = heard.await(EngineEvent.LinkEnded.class);
        assertThat(ended.sentence()).isEqualTo("You are banned: flooding.");
        assertThat(ended.code()).contains(ErrorCode.BANNED);
        stepped.advance(Duration.ofMinutes(5));
        assertThat(heard.all(EngineEvent.LinkConnecting.class)).hasSize(1);
        stepped.run(link::leave);
        assertThat(stage.password.octets()).containsOnly(0);
    }

    @Test
    void aFullOrStoppingRelayIsTriedAgain() throws IOException {
        relay.greet();
        relay.send(new RelayMessage.Error("Full.", ErrorCode.RELAY_FULL, ""));
        assertThat(stage.lost().sentence()).isEqualTo("Full.");
        stepped.advance(Duration.ofSeconds(1));
        stage.logIn();
        relay.send(new RelayMessage.Close("The relay is stopping.", Optional.of(ErrorCode.STOPPING)));
        assertThat(stage.lost().sentence()).isEqualTo("The relay is stopping.");
    }

    @Test
    void aSessionThatWasReplacedStaysAway() throws IOException {
        stage.logIn();
        relay.send(new RelayMessage.Close("You are online elsewhere.", Optional.of(ErrorCode.REPLACED)));
        assertThat(heard.await(EngineEvent.LinkEnded.class).code()).contains(ErrorCode.REPLACED);
        stepped.advance(Duration.ofMinutes(5));
        assertThat(heard.all(EngineEvent.LinkConnecting.class)).hasSize(1);
    }

    @Test
    void aSessionThatWasReplacedComesBackWhenItsUserWants() throws IOException {
        stage.logIn();
        relay.send(new RelayMessage.Close("You are online elsewhere.", Optional.of(ErrorCode.REPLACED)));
        heard.await(EngineEvent.LinkEnded.class);

        stepped.run(link::tryWithoutPause);

        assertThat(relay.letIn().password()).isEqualTo(Password.of("secret"));
        heard.await(EngineEvent.LinkUp.class);
    }

    @Test
    void pausesGrowToHalfAMinuteWithJitter() throws IOException {
        relay.accept();
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 10; i++) {
            relay.hangUp();
            EngineEvent.LinkLost lost = stage.lost();
            Duration bound = Duration.ofSeconds(Math.min(30, 1L << i));
            assertThat(lost.retryIn()).isBetween(bound.dividedBy(2), bound);
            longest = lost.retryIn();
            stepped.advance(lost.retryIn());
            relay.accept();
        }
        assertThat(longest).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aLinkThatBreaksRightBehindTheLoginIsTriedLessAndLessOften() throws IOException {
        Duration pause = Duration.ZERO;
        for (int i = 0; i < 5; i++) {
            stage.logIn();
            relay.hangUp();
            pause = stage.lost().retryIn();
            stepped.advance(pause);
        }
        assertThat(pause).isGreaterThanOrEqualTo(Duration.ofSeconds(8));

        stage.logIn();
        stepped.advance(Duration.ofSeconds(10));
        relay.hangUp();
        assertThat(stage.lost().retryIn()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoIsToldWhenTheRelayIsBackComesAtARandomMomentFromThenOn() throws IOException {
        Set<Duration> moments = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            stage.logIn();
            relay.send(new RelayMessage.Close(
                    "The relay is stopping.", Optional.of(ErrorCode.STOPPING), OptionalLong.of(100)));

            EngineEvent.LinkLost lost = stage.lost();
            assertThat(lost.sentence()).isEqualTo("The relay is stopping.");
            assertThat(lost.retryIn()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(200));
            moments.add(lost.retryIn());
            stepped.advance(lost.retryIn());
        }
        assertThat(moments).hasSize(5);
        stage.logIn();
    }

    @Test
    void aRelayThatIsBackAtOnceIsNotBesieged() throws IOException {
        stage.logIn();
        relay.send(new RelayMessage.Close("Bye.", Optional.of(ErrorCode.STOPPING), OptionalLong.of(0)));

        assertThat(stage.lost().retryIn()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
}
