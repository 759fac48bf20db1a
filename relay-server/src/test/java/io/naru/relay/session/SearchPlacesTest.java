package io.naru.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.UserName;
import io.naru.common.testkit.Seeds;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchPlacesTest {
    private static final UserName ALICE = UserName.of("alice");
    private static final UserName BOB = UserName.of("bob");
    private static final long LARGEST = (1L << 40) - 1;

    private final SearchPlaces places = new SearchPlaces(new SecureRandom());

    @Test
    void whoWasToldANumberComesBackToItsPlace() {
        Seeds.run(1, random -> {
            for (int i = 0; i < 1_000; i++) {
                long place = i < 2 ? i * LARGEST : random.nextLong() & LARGEST;
                long told = places.told(ALICE, place);
                assertThat(told).isBetween(0L, (1L << 52) - 1);
                assertThat(places.place(ALICE, told)).hasValue(place);
            }
        });
    }

    @Test
    void numbersTellNothingOfTheOrderOrTheDistanceOfPlaces() {
        Set<Long> distances = new HashSet<>();
        int grows = 0;
        for (long place = 1; place <= 1_000; place++) {
            long distance = places.told(ALICE, place + 1) - places.told(ALICE, place);
            distances.add(distance);
            grows += distance > 0 ? 1 : 0;
        }

        assertThat(distances).hasSizeGreaterThan(990);
        assertThat(grows).isBetween(400, 600);
    }

    @Test
    void numbersOfOthersOrOfAnotherRunOrMadeUpAreNone() {
        SearchPlaces other = new SearchPlaces(new SecureRandom());
        int taken = 0;
        for (long place = 0; place < 1_000; place++) {
            taken += places.place(BOB, places.told(ALICE, place)).isPresent() ? 1 : 0;
            taken += other.place(ALICE, places.told(ALICE, place)).isPresent() ? 1 : 0;
            taken += places.place(ALICE, place).isPresent() ? 1 : 0;
        }

        // One in 4,096 is expected by chance.
        assertThat(taken).isLessThan(15);
        assertThat(places.place(ALICE, 1L << 52)).isEqualTo(OptionalLong.empty());
    }
}
