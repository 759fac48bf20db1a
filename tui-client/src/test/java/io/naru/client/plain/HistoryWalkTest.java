package io.naru.client.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.RoomEvent.Past;
import io.naru.client.event.RoomEvent.PastMessage;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.common.testkit.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The way through a history, against one that answers as a relay does. */
class HistoryWalkTest {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private int questions;

    /** Messages from {@code oldest} to {@code last} are kept, one for each minute; a page has {@code pageMax} at most. */
    private record Kept(long oldest, long last, int pageMax) {
        Past answer(HistoryWalk.Question question) {
            long before = Math.min(question.before().orElse(Long.MAX_VALUE), last + 1);
            long from = Math.max(oldest, before - Math.min(question.limit(), pageMax));
            List<PastMessage> messages = LongStream.range(from, before)
                    .mapToObj(HistoryWalkTest::message)
                    .toList();
            return new Past(
                    RoomName.LOBBY, 1, question.before(), messages, from > oldest && before > oldest, before <= last);
        }
    }

    private static PastMessage message(long seq) {
        return new PastMessage(
                seq, UserName.of("kim"), "text " + seq, Optional.empty(), at(seq), false, OptionalLong.empty());
    }

    private static Instant at(long seq) {
        return BEGINNING.plusSeconds(60 * seq);
    }

    private List<Long> walked(Kept kept, Optional<Instant> since, OptionalLong limit) {
        HistoryWalk walk = new HistoryWalk(since, limit);
        List<Long> seqs = new ArrayList<>();
        questions = 0;
        while (walk.question().isPresent()) {
            HistoryWalk.Question question = walk.question().get();
            assertThat(question.limit()).isBetween(1, 200);
            walk.onAnswer(kept.answer(question)).forEach(message -> seqs.add(message.seq()));
            questions++;
        }
        return seqs;
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void allThatIsKeptComesInItsOrder() {
        assertThat(walked(new Kept(1, 1000, 200), Optional.empty(), OptionalLong.empty()))
                .isEqualTo(range(1, 1000));
        assertThat(questions).isEqualTo(7);
    }

    @Test
    void aRoomInWhichNothingWasSaidIsOneQuestion() {
        assertThat(walked(new Kept(1, 0, 200), Optional.empty(), OptionalLong.empty()))
                .isEmpty();
        assertThat(questions).isEqualTo(1);
    }

    @Test
    void aMillionMessagesAreNoReasonToAskForMoreThanTheWantedOnes() {
        Kept kept = new Kept(700_001, 1_000_000, 200);
        assertThat(walked(kept, Optional.of(at(999_990)), OptionalLong.empty())).isEqualTo(range(999_990, 1_000_000));
        assertThat(questions).isLessThan(24);
        assertThat(walked(kept, Optional.empty(), OptionalLong.of(5))).isEqualTo(range(999_996, 1_000_000));
        assertThat(questions).isEqualTo(3);
    }

    @Test
    void anythingInAnySizeOfPages() {
        Seeds.run(300, this::oneWalk);
    }

    private void oneWalk(Random random) {
        long last = random.nextInt(700);
        Kept kept = new Kept(1 + random.nextInt((int) last + 1), last, 1 + random.nextInt(200));
        Optional<Instant> since =
                random.nextBoolean() ? Optional.empty() : Optional.of(at(random.nextInt((int) last + 2)));
        OptionalLong limit = random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(400));
        long from = LongStream.of(
                        kept.oldest(),
                        since.map(earliest -> (earliest.getEpochSecond() - BEGINNING.getEpochSecond()) / 60)
                                .orElse(0L),
                        last - limit.orElse(Long.MAX_VALUE / 2) + 1)
                .max()
                .orElseThrow();
        assertThat(walked(kept, since, limit)).isEqualTo(range(from, last));
    }
}
