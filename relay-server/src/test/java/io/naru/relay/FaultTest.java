package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.store.Account;
import io.naru.relay.store.Accounts;
import io.naru.relay.store.MemoryStore;
import io.naru.relay.store.Store;
import io.naru.relay.testkit.ScriptedPeer;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.stubbing.Answer;

/** What happens when something behind a session fails: a relay whose accounts are at times out of order. */
final class FaultTest {
    private final Accounts accounts = mock(Accounts.class);
    private final Store store = mock(Store.class);
    private final MemoryStore working = new MemoryStore();
    private SteppedRelay relay;
    private ScriptedPeer alice;

    @BeforeEach
    void start() throws IOException {
        when(store.accounts()).thenReturn(accounts);
        when(store.keys()).thenReturn(working.keys());
        when(store.bans()).thenReturn(working.bans());
        when(store.rooms()).thenReturn(working.rooms());
        when(store.history()).thenReturn(working.history());
        doAnswer(call -> {
                    working.accounts()
                            .register(
                                    call.getArgument(0),
                                    call.getArgument(1),
                                    call.getArgument(2),
                                    call.getArgument(3),
                                    call.getArgument(4));
                    return null;
                })
                .when(accounts)
                .register(any(), any(), any(), any(), any());
        answerFind(call -> {
            working.accounts().find(call.getArgument(0), call.getArgument(1), call.getArgument(2));
            return null;
        });
        relay = new SteppedRelay(RelayConfig.temporary(), store);
        alice = relay.extended("alice");
    }

    @AfterEach
    void stop() throws IOException {
        alice.barrier();
        relay.close();
    }

    private void answerFind(Answer<Void> answer) {
        doAnswer(answer).when(accounts).find(any(), any(), any());
    }

    private void answerFind(Outcome<Optional<Account>> outcome) {
        answerFind(call -> {
            Executor owner = call.getArgument(1);
            Consumer<Outcome<Optional<Account>>> answer = call.getArgument(2);
            owner.execute(() -> answer.accept(outcome));
            return null;
        });
    }

    private ErrorCode refusal() throws IOException {
        ScriptedPeer bob = relay.hello();
        bob.send(SteppedRelay.credentials("bob", "secret"));
        ErrorCode code = bob.expect(RelayMessage.Error.class).code();
        bob.expect(RelayMessage.Close.class);
        bob.expectEnd();
        return code;
    }

    @Test
    void aHandlerThatThrowsCostsItsOwnConnectionOnly() throws IOException {
        doThrow(new IllegalStateException("on purpose")).when(accounts).find(any(), any(), any());

        assertThat(refusal()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(relay.drops(DropReason.FAULT)).isEqualTo(1);
        assertThat(alice.barrier()).isEmpty();
    }

    @Test
    void aStoreThatHasTooMuchToDoIsNamed() throws IOException {
        answerFind(new Outcome.Busy<>());

        assertThat(refusal()).isEqualTo(ErrorCode.BUSY);
        assertThat(relay.drops(DropReason.LOGIN_UNAVAILABLE)).isEqualTo(1);
    }

    @Test
    void aStoreThatFailsRefusesLoginsAndNothingElse() throws IOException {
        answerFind(new Outcome.Failed<>(new IOException("The disk is full")));

        assertThat(refusal()).isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void anAnswerAfterTheClientHasGoneChangesNothing() throws IOException {
        Runnable[] late = new Runnable[1];
        answerFind(call -> {
            late[0] = () -> working.accounts().find(call.getArgument(0), call.getArgument(1), call.getArgument(2));
            return null;
        });
        ScriptedPeer bob = relay.connect();
        bob.send("\1bob secret\0");
        relay.until("the account is asked for", () -> late[0] != null);
        // Nothing is read while a login is looked up, so it is the deadline that ends this one.
        relay.advance(Duration.ofSeconds(10));
        bob.expectText(0);
        bob.expectText(3);
        bob.expectEnd();

        late[0].run();

        assertThat(alice.barrier()).isEmpty();
    }

    private static <T> Answer<Void> answering(int answerArgument, Outcome<T> outcome) {
        return call -> {
            Executor owner = call.getArgument(answerArgument - 1);
            Consumer<Outcome<T>> answer = call.getArgument(answerArgument);
            owner.execute(() -> answer.accept(outcome));
            return null;
        };
    }

    /** The store tells only once that the command line has changed something. */
    @Test
    void aChangeThatCouldNotBeLookedAtIsLookedAtLater() throws IOException {
        Account promoted = new Account(UserName.of("alice"), Role.OPERATOR, "a hash", Instant.EPOCH);
        doAnswer(answering(1, new Outcome.Done<>(true)))
                .doAnswer(answering(1, new Outcome.Done<>(false)))
                .when(store)
                .hasChangedElsewhere(any(), any());
        doAnswer(answering(1, new Outcome.Busy<List<Account>>()))
                .doAnswer(answering(1, new Outcome.Done<>(List.of(promoted))))
                .when(accounts)
                .list(any(), any());

        relay.advance(Duration.ofSeconds(2));
        assertThat(alice.barrier()).isEmpty();
        relay.advance(Duration.ofSeconds(2));

        assertThat(alice.skipTo(RelayMessage.Presence.class).role()).isEqualTo(Role.OPERATOR);
        relay.advance(Duration.ofSeconds(2));
        verify(accounts, times(2)).list(any(), any());
    }
}
