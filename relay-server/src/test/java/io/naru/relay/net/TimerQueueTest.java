package io.naru.relay.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimerQueueTest {
    @Test
    void timersComeInTheOrderOfTheirDeadlinesEvenWhereTheClockWraps() {
        Seeds.run(200, random -> {
            TimerQueue queue = new TimerQueue();
            long start = Long.MAX_VALUE - random.nextInt(500);
            List<Timer> kept = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Timer timer = queue.add(start + random.nextInt(1000), () -> {});
                if (random.nextInt(3) == 0) {
                    timer.cancel();
                    timer.cancel();
                } else {
                    kept.add(timer);
                }
                if (random.nextInt(10) == 0 && !kept.isEmpty()) {
                    kept.remove(random.nextInt(kept.size())).cancel();
                }
            }
            kept.sort(Comparator.comparingLong(timer -> timer.deadlineNanos() - start));
            assertThat(queue.size()).isEqualTo(kept.size());
            for (Timer expected : kept) {
                assertThat(queue.pollDue(expected.deadlineNanos() - 1)).isNull();
                assertThat(queue.pollDue(expected.deadlineNanos()).deadlineNanos())
                        .isEqualTo(expected.deadlineNanos());
            }
            assertThat(queue.nanosUntilDue(start)).isEqualTo(Long.MAX_VALUE);
        });
    }
}
