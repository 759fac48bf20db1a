package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    @Test
    void numbersStandByTheirValue() {
        List<String> names = new ArrayList<>(List.of("a10", "a2", "A1", "a02", "b", "a", "2", "10", "a2b", "a2a"));
        names.sort(NaturalOrder.NAMES);
        assertThat(names).containsExactly("2", "10", "a", "A1", "a02", "a2", "a2a", "a2b", "a10", "b");
    }

    @Test
    void itIsATotalOrder() {
        Seeds.run(2_000, random -> {
            String a = name(random);
            String b = name(random);
            String c = name(random);
            assertThat(Integer.signum(NaturalOrder.NAMES.compare(a, b)))
                    .isEqualTo(-Integer.signum(NaturalOrder.NAMES.compare(b, a)));
            assertThat(NaturalOrder.NAMES.compare(a, b) == 0).isEqualTo(a.equals(b));
            if (NaturalOrder.NAMES.compare(a, b) <= 0 && NaturalOrder.NAMES.compare(b, c) <= 0) {
                assertThat(NaturalOrder.NAMES.compare(a, c)).isLessThanOrEqualTo(0);
            }
        });
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            name.append("aAbB01900가 .".charAt(random.nextInt(12)));
        }
        return name.toString();
    }
}
