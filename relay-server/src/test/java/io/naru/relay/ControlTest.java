package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Level;
import io.naru.relay.control.ControlAnswer;
import io.naru.relay.control.ModerationOrder;
import io.naru.relay.control.RelayControl;
import io.naru.relay.control.RelayStatus;
import io.naru.relay.control.SessionView;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.store.Accounts;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.DataFolder;
import io.naru.relay.store.MemoryStore;
import io.naru.relay.store.Store;
import io.naru.relay.testkit.ScriptedPeer;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever runs the relay does while it runs. */
final class ControlTest {
    private static final Fingerprint KEY = KeyLoginTest.key("alice's laptop");

    @TempDir
    Path folder;

    private Store store = new MemoryStore();
    private SteppedRelay relay;

    @BeforeEach
    void start() throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary(), store);
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private RelayControl control() {
        return relay.relay().control();
    }

    private ControlAnswer answer(Consumer<Consumer<ControlAnswer>> question) throws IOException {
        CompletableFuture<ControlAnswer> answer = new CompletableFuture<>();
        question.accept(answer::complete);
        relay.until("it is answered", answer::isDone);
        return answer.join();
    }

    private static ModerationOrder order(ModerationVerb verb, String target) {
        return new ModerationOrder(
                verb, ModerationTarget.parse(target), OptionalLong.empty(), Optional.empty(), "reason");
    }

    private <T> T asked(Consumer<Consumer<Outcome<T>>> question) throws IOException {
        CompletableFuture<Outcome<T>> answer = new CompletableFuture<>();
        question.accept(answer::complete);
        return answer.join().orThrow();
    }

    @Test
    void everyConnectionIsSeen() throws IOException {
        ScriptedPeer alice = relay.extended("alice", KEY);
        relay.base("bob");
        relay.hello();
        relay.connect();
        relay.until("all are there", () -> control().who().size() == 4);
        answer(done -> control().moderate(order(ModerationVerb.MUTE, "alice"), done));
        relay.advance(Duration.ofSeconds(3));

        List<SessionView> who = control().who();

        assertThat(who)
                .filteredOn(view -> view.stage() == SessionView.Stage.ONLINE
                        && view.user().equals(Optional.of(UserName.of("alice"))))
                .singleElement()
                .satisfies(view -> {
                    assertThat(view.role()).contains(Role.MEMBER);
                    assertThat(view.level()).isEqualTo(Level.EXTENDED);
                    assertThat(view.fingerprint()).contains(KEY);
                    assertThat(view.isEncrypted()).isFalse();
                    assertThat(view.isMuted()).isTrue();
                    assertThat(view.remote()).isEqualTo(alice.address());
                    assertThat(view.idle()).isEqualTo(Duration.ofSeconds(3));
                    assertThat(view.connectedAt()).isBefore(relay.now());
                    assertThat(view.queuedOctets()).isZero();
                });
        assertThat(who)
                .extracting(SessionView::stage)
                .containsExactlyInAnyOrder(
                        SessionView.Stage.ONLINE,
                        SessionView.Stage.ONLINE,
                        SessionView.Stage.LOGGING_IN,
                        SessionView.Stage.CONNECTED);
        assertThat(control().status()).isEqualTo(new RelayStatus(2, 1_000, 4, 2_000, false));
        assertThat(control().bans()).hasSize(1);
    }

    @Test
    void whatIsSaidReachesTheRoom() throws IOException {
        ScriptedPeer alice = relay.extended("alice");
        ScriptedPeer bob = relay.base("bob");
        alice.barrier();

        ControlAnswer answer = answer(done -> control().say("Maintenance at noon.", done));

        assertThat(answer.sentence()).isEqualTo("Said to 2 users.");
        assertThat(alice.expect(RelayMessage.Notice.class).text()).isEqualTo("Maintenance at noon.");
        assertThat(bob.expectText(0)).isEqualTo("* Maintenance at noon.");
        assertThatThrownBy(() -> control().say("\u001b[2J", done -> {})).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void aRelayThatIsDrainedLetsNobodyInAndKeepsTheOthers() throws IOException {
        ScriptedPeer alice = relay.extended("alice");
        ScriptedPeer pending = relay.hello();

        answer(done -> control().drain(RelayControl.DRAIN_SENTENCE, done));

        pending.send(SteppedRelay.credentials("carol", "secret"));
        assertThat(pending.expect(RelayMessage.Error.class).text()).isEqualTo(RelayControl.DRAIN_SENTENCE);
        ScriptedPeer late = relay.connect();
        late.send(new ClientMessage.Hello(1, "test"));
        assertThat(late.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.BUSY);
        ScriptedPeer base = relay.connect();
        base.send("\1bob secret\0");
        assertThat(base.expectText(0)).isEqualTo("* " + RelayControl.DRAIN_SENTENCE);
        assertThat(alice.barrier()).isEmpty();
        assertThat(relay.drops(DropReason.DRAINING)).isEqualTo(3);
        assertThat(control().status().isDraining()).isTrue();
        answer(done -> control().undrain(done));
        relay.extended("carol");
    }

    @Test
    void anOrderIsAnsweredInASentence() throws IOException {
        relay.extended("alice");

        assertThat(answer(done -> control().moderate(order(ModerationVerb.KICK, "alice"), done)))
                .isEqualTo(ControlAnswer.done("alice was kicked: reason."));
        assertThat(answer(done -> control().moderate(order(ModerationVerb.KICK, "alice"), done)))
                .isEqualTo(ControlAnswer.refused(ErrorCode.UNKNOWN_USER, "alice isn't online."));
        assertThat(answer(done -> control().moderate(order(ModerationVerb.UNBAN, "addr:192.0.2.1"), done)))
                .isEqualTo(ControlAnswer.refused(ErrorCode.NOT_FOUND, "addr:192.0.2.1/32 isn't banned."));
    }

    @Test
    void whoIsLoggedInToAnAccountThatIsRemovedIsSentAway() throws IOException {
        ScriptedPeer alice = relay.extended("alice");
        ScriptedPeer bob = relay.extended("bob");
        alice.barrier();
        this.<Accounts.Change>asked(done -> store.accounts()
                .remove(
                        UserName.of("alice"),
                        AuditEntry.ofCommandLine(Instant.EPOCH, AuditEntry.Action.ACCOUNT_REMOVE, "alice", ""),
                        Runnable::run,
                        done));

        control().onAccountRemoved(UserName.of("alice"));
        control().onAccountRemoved(UserName.of("bob"));

        assertThat(alice.skipTo(RelayMessage.Close.class).reason()).isEqualTo("Your account was removed.");
        assertThat(bob.barrier()).hasSize(1);
        assertThat(relay.drops(DropReason.ACCOUNT_REMOVED)).isEqualTo(1);
    }

    @Test
    void whatTheCommandLineChangesIsNoticed() throws IOException {
        relay.close();
        DataFolder data = DataFolder.open(folder.resolve("data"));
        store = Store.open(data);
        relay = new SteppedRelay(RelayConfig.temporary(), store);
        ScriptedPeer alice = relay.extended("alice");
        ScriptedPeer bob = relay.extended("bob");
        alice.barrier();
        AuditEntry entry = AuditEntry.ofCommandLine(Instant.EPOCH, AuditEntry.Action.ROLE, "", "");
        try (Store other = Store.open(data)) {
            this.<Accounts.Change>asked(
                    done -> other.accounts().setRole(UserName.of("alice"), Role.OPERATOR, entry, Runnable::run, done));
            this.<Accounts.Change>asked(
                    done -> other.accounts().remove(UserName.of("bob"), entry, Runnable::run, done));
        }

        relay.advance(Duration.ofSeconds(2));

        assertThat(bob.skipTo(RelayMessage.Close.class).reason()).isEqualTo("Your account was removed.");
        RelayMessage.Presence seen = alice.skipTo(
                RelayMessage.Presence.class, presence -> presence.user().equals(UserName.of("alice")));
        assertThat(seen.role()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void nothingIsInForceThatCouldNotBeKept() throws IOException {
        // A store that is closed answers everything with a failure.
        relay.close();
        store = Store.open(DataFolder.open(folder.resolve("data")));
        relay = new SteppedRelay(RelayConfig.temporary(), store);
        ScriptedPeer alice = relay.extended("alice");
        store.close();

        ControlAnswer answer = answer(done -> control()
                .moderate(
                        new ModerationOrder(
                                ModerationVerb.BAN,
                                ModerationTarget.parse("addr:127.0.0.1"),
                                OptionalLong.empty(),
                                Optional.empty(),
                                ""),
                        done));

        assertThat(answer.refusal()).contains(ErrorCode.INTERNAL);
        assertThat(control().bans()).isEmpty();
        assertThat(alice.barrier()).isEmpty();
    }
}
