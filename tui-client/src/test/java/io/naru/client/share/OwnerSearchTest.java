package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.Agent;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.RequestIds;
import io.naru.client.event.DownloadOrder;
import io.naru.client.transfer.OtherOwners;
import io.naru.common.message.ContentQuery;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searches for those who have a content, and hits that count for nothing; without threads. */
class OwnerSearchTest {
    private static final UserName ME = UserName.of("me");
    private static final UserName BOB = UserName.of("bob");
    private static final UserName LEE = UserName.of("lee");
    private static final RootHash ROOT = new RootHash("ab".repeat(32));
    private static final ContentQuery CONTENT = new ContentQuery(ROOT, 3);

    private final FakeClock clock = new FakeClock();
    private final Agent agent = new Agent(clock);
    private final List<FileMessage> sent = new ArrayList<>();
    private final List<DownloadOrder.Source> found = new ArrayList<>();
    private int over;
    private boolean isDown;
    private final OwnerSearch search = new OwnerSearch(
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
            new RequestIds(""));

    private final class Ears implements OtherOwners.Listener {
        @Override
        public void onFound(DownloadOrder.Source source) {
            found.add(source);
        }

        @Override
        public void onOver() {
            over++;
        }
    }

    @BeforeEach
    void logIn() {
        search.onUp(ME);
    }

    private Optional<OtherOwners.Search> seek() {
        return search.seek(CONTENT, new Ears());
    }

    private Optional<RequestId> id() {
        return sent.get(sent.size() - 1).requestId();
    }

    private void hit(UserName user, String path, Optional<RequestId> id, long octets, Optional<RootHash> root) {
        search.onHit(new FileExchange.FindHit(user, path, id, OptionalLong.of(octets), OptionalLong.of(4), root));
    }

    private void pass(Duration span) {
        clock.advance(span);
        agent.runPending();
    }

    @Test
    void everybodyIsAskedForTheContentAndEachOwnerIsToldOnce() {
        seek();
        assertThat(sent).containsExactly(new FileExchange.FindRequest(ME, id(), CONTENT.text()));
        hit(BOB, "a/b", id(), 3, Optional.of(ROOT));
        hit(BOB, "c", id(), 3, Optional.of(ROOT));
        hit(LEE, "d", id(), 3, Optional.of(ROOT));
        assertThat(found).containsExactly(new DownloadOrder.Source(BOB, "a/b"), new DownloadOrder.Source(LEE, "d"));
        assertThat(over).isZero();
    }

    @Test
    void whatWasntAskedForCountsForNothing() {
        seek();
        hit(BOB, "other id", Optional.of(new RequestId("w99")), 3, Optional.of(ROOT));
        hit(BOB, "other size", id(), 4, Optional.of(ROOT));
        hit(BOB, "no root", id(), 3, Optional.empty());
        hit(BOB, "other root", id(), 3, Optional.of(new RootHash("cd".repeat(32))));
        hit(ME, "own", id(), 3, Optional.of(ROOT));
        search.onEnd(new FileExchange.FindEnd(LEE, id(), 0));
        hit(LEE, "behind the end", id(), 3, Optional.of(ROOT));
        assertThat(found).isEmpty();
    }

    @Test
    void itIsOverWhenAllHaveAnsweredOrHadTheirTime() {
        seek();
        search.onEnd(new FileExchange.FindEnd(BOB, id(), 0));
        search.onEnd(new FileExchange.FindEnd(ME, id(), 0, OptionalLong.of(2)));
        assertThat(over).isZero();
        search.onEnd(new FileExchange.FindEnd(LEE, id(), 0));
        assertThat(over).isEqualTo(1);
        seek();
        pass(OwnerSearch.TIMEOUT);
        assertThat(over).isEqualTo(2);
        seek();
        assertThat(search.onRefused(id().orElseThrow().value())).isTrue();
        assertThat(search.onRefused(id().orElseThrow().value())).isFalse();
        assertThat(over).isEqualTo(3);
        seek();
        search.onDown();
        assertThat(over).isEqualTo(4);
    }

    @Test
    void nothingIsToldOfOneThatWasClosed() {
        OtherOwners.Search closed = seek().orElseThrow();
        closed.close();
        hit(BOB, "a", id(), 3, Optional.of(ROOT));
        pass(OwnerSearch.TIMEOUT);
        assertThat(found).isEmpty();
        assertThat(over).isZero();
    }

    @Test
    void thousandsOfFilesAreAskedForAFewTimesAMinute() {
        int asked = 0;
        for (int second = 0; second < 600; second++) {
            asked += seek().isPresent() ? 1 : 0;
            pass(Duration.ofSeconds(1));
        }
        assertThat(asked).isBetween(43, 44);
        assertThat(sent).hasSize(asked);
    }

    @Test
    void withoutALinkNobodyIsAsked() {
        isDown = true;
        assertThat(seek()).isEmpty();
        assertThat(over).isZero();
    }
}
