package io.naru.common.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void roundsAreTheSameEveryTime() {
        assertThat(numbers(5)).isEqualTo(numbers(5)).doesNotHaveDuplicates();
    }

    @Test
    void failureNamesItsSeedAndKeepsItsCause() {
        int[] rounds = {0};

        assertThatThrownBy(() -> Seeds.run(10, random -> {
                    rounds[0]++;
                    if (rounds[0] == 3) {
                        throw new IOException("broken");
                    }
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("failed with seed 3 (repeat it with -Dnaru.seed=3): broken")
                .hasCauseInstanceOf(IOException.class);
        assertThat(rounds[0]).isEqualTo(3);
    }

    private static List<Long> numbers(int rounds) {
        List<Long> numbers = new ArrayList<>();
        Seeds.run(rounds, random -> numbers.add(random.nextLong()));
        return numbers;
    }
}
