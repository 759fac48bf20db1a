package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.Agent;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.RequestIds;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.FindEvent;
import io.naru.client.event.FoundFile;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import io.naru.common.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Searches that were asked for, and hits that weren't; without threads. */
class RemoteFindTest {
    private static final UserName ME = UserName.of("me");
    private static final UserName BOB = UserName.of("bob");
    private static final UserName LEE = UserName.of("lee");
    private static final Optional<RootHash> ROOT = Optional.of(new RootHash("ab".repeat(32)));

    private final FakeClock clock = new FakeClock();
    private final Agent agent = new Agent(clock);
    private final List<EngineEvent> events = new ArrayList<>();
    private final List<FileMessage> sent = new ArrayList<>();
    private boolean isDown;
    private final RemoteFind find = new RemoteFind(
            agent,
            new FileSender() {
                @Override
                public boolean offer(FileMessage message) {
                    return !isDown && sent.add(message);
                }

                @Override
                public boolean put(FileMessage message) {
                    return offer(message);
                }
            },
            new RequestIds(""),
            events::add);

    private Optional<RequestId> begin(String words) {
        find.onUp(ME);
        find.find(1, words);
        return sent.get(sent.size() - 1).requestId();
    }

    private void hit(UserName user, String path, Optional<RequestId> id, Optional<RootHash> root) {
        find.onHit(new FileExchange.FindHit(user, path, id, OptionalLong.of(3), OptionalLong.of(4), root));
    }

    private void pass(Duration span) {
        clock.advance(span);
        agent.runPending();
    }

    private <E extends EngineEvent> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void theSameContentIsOneFileWithItsSources() {
        Optional<RequestId> id = begin("봄");
        hit(BOB, "a", id, ROOT);
        hit(LEE, "b/c", id, ROOT);
        hit(LEE, "b/c", id, ROOT);
        hit(LEE, "d", id, Optional.empty());
        pass(Duration.ofMillis(250));
        List<FoundFile> files = told(FindEvent.FindHits.class).get(0).files();
        assertThat(files).hasSize(2);
        assertThat(files.get(0).sources())
                .containsExactly(new FoundFile.Source(BOB, "a"), new FoundFile.Source(LEE, "b/c"));
        hit(ME, "e", id, ROOT);
        pass(Duration.ofMillis(250));
        assertThat(told(FindEvent.FindHits.class).get(1).files().get(0).number())
                .isZero();
        assertThat(told(FindEvent.FindHits.class).get(1).files().get(0).sources())
                .hasSize(3);
    }

    @Test
    void whatNobodyAskedForIsDropped() {
        hit(BOB, "a", Optional.of(new RequestId("f1")), ROOT);
        Optional<RequestId> id = begin("x");
        hit(BOB, "a", Optional.of(new RequestId("f999")), ROOT);
        find.onEnd(new FileExchange.FindEnd(BOB, id, 0));
        hit(BOB, "late", id, ROOT);
        pass(RemoteFind.TIMEOUT);
        hit(LEE, "too late", id, ROOT);
        assertThat(told(FindEvent.FindHits.class)).isEmpty();
        assertThat(told(FindEvent.FindEnded.class)).hasSize(1);
    }

    @Test
    void itEndsWhenAllHaveAnswered() {
        Optional<RequestId> id = begin("x");
        find.onEnd(new FileExchange.FindEnd(BOB, id, 7, false));
        find.onEnd(new FileExchange.FindEnd(ME, id, 0, OptionalLong.of(2)));
        hit(LEE, "y", id, ROOT);
        assertThat(told(FindEvent.FindEnded.class)).isEmpty();
        find.onEnd(new FileExchange.FindEnd(LEE, id, 0));
        assertThat(told(FindEvent.FindEnded.class)).containsExactly(new FindEvent.FindEnded(1, "x", 1, 2, 2, 7, 1, ""));
        assertThat(events.get(events.size() - 1)).isInstanceOf(FindEvent.FindEnded.class);
    }

    @Test
    void anotherSearchABrokenLinkARefusalAndTheUserEndIt() {
        begin("x");
        find.find(2, "y");
        Optional<RequestId> second = sent.get(1).requestId();
        assertThat(find.onRefused(second.orElseThrow().value(), "Slowly.")).isTrue();
        find.find(3, "z");
        find.onDown();
        find.find(4, "z");
        find.stop(3);
        find.stop(4);
        isDown = true;
        find.find(5, "z");
        isDown = false;
        find.find(6, " ");
        assertThat(told(FindEvent.FindEnded.class))
                .extracting(FindEvent.FindEnded::sentence)
                .containsExactly(
                        "Another search was begun.",
                        "Slowly.",
                        "The connection to the relay broke before all had answered.",
                        "",
                        "There is no connection to the relay just now.",
                        "A search needs a word.");
    }

    @Test
    void aFloodOfHitsFillsNothing() {
        Optional<RequestId> id = begin("x");
        for (int user = 0; user < 50; user++) {
            for (int i = 0; i < 300; i++) {
                hit(UserName.of("u" + user), "p" + i, id, i % 2 == 0 ? ROOT : Optional.empty());
            }
        }
        pass(RemoteFind.TIMEOUT);
        FindEvent.FindEnded ended = told(FindEvent.FindEnded.class).get(0);
        assertThat(ended.files()).isEqualTo(RemoteFind.FILES_MAX);
        assertThat(ended.leftOut()).isGreaterThan(5_000);
        assertThat(told(FindEvent.FindHits.class).stream()
                        .flatMap(event -> event.files().stream())
                        .mapToInt(file -> file.sources().size()))
                .allMatch(count -> count <= RemoteFind.SOURCES_MAX);
    }
}
