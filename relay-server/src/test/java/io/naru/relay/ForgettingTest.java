package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.naru.common.log.Logging;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.testkit.FakeClock;
import io.naru.relay.metrics.Counters;
import io.naru.relay.net.EventLoop;
import io.naru.relay.store.Account;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.History;
import io.naru.relay.store.History.Append;
import io.naru.relay.store.History.Appended;
import io.naru.relay.store.History.Page;
import io.naru.relay.store.History.PageQuery;
import io.naru.relay.store.History.Retention;
import io.naru.relay.store.Membership;
import io.naru.relay.store.MemoryStore;
import io.naru.relay.store.Store;
import io.naru.relay.store.StoredRoom;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForgettingTest {
    private static final UserName ALICE = UserName.of("alice");

    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final FakeClock clock = new FakeClock();
    private final MemoryStore store = new MemoryStore();
    private Logging logging;
    private EventLoop loop;
    private StoredRoom lobby;

    @BeforeEach
    void start() throws IOException {
        logging = Logging.silent();
        loop = new EventLoop(clock, new Counters());
        Account account = new Account(ALICE, Role.MEMBER, "$hash", clock.now());
        AuditEntry entry = AuditEntry.ofCommandLine(clock.now(), AuditEntry.Action.ACCOUNT_ADD, "alice", "");
        store.accounts().create(account, entry, Runnable::run, outcome -> {});
        lobby = ForgettingTest.<List<Membership>>ask(answer -> store.rooms().of(ALICE, Runnable::run, answer))
                .get(0)
                .room();
        Retention retention = new Retention(Optional.of(Duration.ofHours(1)), Long.MAX_VALUE, Long.MAX_VALUE);
        new Forgetting(loop, store, retention, INTERVAL, clock).start();
    }

    @AfterEach
    void stop() throws IOException {
        loop.close();
        logging.close();
    }

    private static <T> T ask(Consumer<Consumer<Outcome<T>>> request) throws IOException {
        CompletableFuture<Outcome<T>> answer = new CompletableFuture<>();
        request.accept(answer::complete);
        return answer.join().orThrow();
    }

    private void say() throws IOException {
        Append message = new Append(
                lobby.id(), lobby.name(), ALICE, Optional.empty(), "hello", OptionalLong.empty(), clock.now());
        ForgettingTest.<Appended>ask(answer -> store.history().append(message, Runnable::run, answer));
    }

    private int messages() throws IOException {
        PageQuery query = new PageQuery(
                lobby.id(), lobby.name(), OptionalLong.empty(), OptionalLong.empty(), 100, Long.MAX_VALUE);
        return ForgettingTest.<Page>ask(answer -> store.history().page(query, Runnable::run, answer))
                .messages()
                .size();
    }

    private void advance(Duration span) throws IOException {
        clock.advance(span);
        for (int i = 0; i < 5; i++) {
            loop.runOnce(0);
        }
    }

    @Test
    void whatIsTooOldGoesAMinuteAfterTheStartAndThenEveryTenMinutes() throws IOException {
        say();
        advance(Duration.ofHours(1).plus(Duration.ofSeconds(1)));
        assertThat(messages()).isZero();

        say();
        advance(INTERVAL);
        assertThat(messages()).isEqualTo(1);
        advance(Duration.ofMinutes(51));
        assertThat(messages()).isZero();

        say();
        advance(Duration.ofMinutes(9));
        advance(Duration.ofMinutes(52));
        assertThat(messages()).isZero();
    }

    @Test
    void theFirstTimeIsAMinuteAfterTheStartAndTakesAllThatIsTooMuch() throws IOException {
        Retention one = new Retention(Optional.empty(), 1, Long.MAX_VALUE);
        new Forgetting(loop, store, one, INTERVAL, clock).start();
        for (int i = 0; i < 1_200; i++) {
            say();
        }
        advance(Duration.ofSeconds(59));
        assertThat(messages()).isEqualTo(100);

        advance(Duration.ofSeconds(1));

        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void itGoesOnUntilTheStoreHasNothingThatIsTooMuch() throws IOException {
        ArrayDeque<Long> removed = new ArrayDeque<>(List.of(500L, 500L, 200L, 0L));
        History history = mock(History.class);
        doAnswer(call -> {
                    Consumer<Outcome<Long>> answer = call.getArgument(3);
                    answer.accept(new Outcome.Done<>(removed.remove()));
                    return null;
                })
                .when(history)
                .prune(any(), any(), any(), any());
        Store counting = mock(Store.class);
        when(counting.history()).thenReturn(history);
        Retention one = new Retention(Optional.empty(), 1, Long.MAX_VALUE);
        new Forgetting(loop, counting, one, INTERVAL, clock).start();

        advance(Duration.ofMinutes(1));

        assertThat(removed).isEmpty();
    }

    @Test
    void aRelayThatForgetsOftenBeginsAtOnce() throws IOException {
        Retention one = new Retention(Optional.empty(), 1, Long.MAX_VALUE);
        new Forgetting(loop, store, one, Duration.ofSeconds(2), clock).start();
        say();
        say();

        advance(Duration.ofSeconds(2));
        assertThat(messages()).isEqualTo(1);
        say();
        advance(Duration.ofSeconds(2));
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void nothingGoesBecauseTheClockJumps() throws IOException {
        say();
        clock.jumpTo(clock.now().plus(Duration.ofDays(365)));
        advance(Duration.ofMinutes(50));
        assertThat(messages()).isEqualTo(1);

        advance(Duration.ofMinutes(11));

        assertThat(messages()).isZero();
    }
}
