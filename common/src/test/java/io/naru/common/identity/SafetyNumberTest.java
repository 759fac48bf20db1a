package io.naru.common.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import io.naru.common.testkit.Seeds;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SafetyNumberTest {
    private static final UserName KIM = UserName.of("kim");
    private static final UserName LEE = UserName.of("lee");

    @Test
    void itIsSixtyDigitsAndTheSameForBoth() {
        Seeds.run(300, random -> {
            Fingerprint one = random(random);
            Fingerprint two = random(random);
            SafetyNumber number = SafetyNumber.of(KIM, one, LEE, two);
            assertThat(number.toString()).matches("([0-9]{5} ){11}[0-9]{5}");
            assertThat(SafetyNumber.of(LEE, two, KIM, one)).isEqualTo(number);
        });
    }

    @Test
    void everyChangeOfANameOrAKeyChangesIt() {
        Random random = new Random(1);
        Fingerprint one = random(random);
        Fingerprint two = random(random);
        UserName other = UserName.of("kin");
        Set<SafetyNumber> numbers = new HashSet<>(List.of(
                SafetyNumber.of(KIM, one, LEE, two),
                SafetyNumber.of(KIM, two, LEE, one),
                SafetyNumber.of(other, one, LEE, two),
                SafetyNumber.of(KIM, random(random), LEE, two),
                SafetyNumber.of(KIM, one, LEE, random(random))));
        assertThat(numbers).hasSize(5);
    }

    @Test
    void caseOfANameDoesNotMatter() {
        Fingerprint key = random(new Random(1));
        assertThat(SafetyNumber.of(UserName.of("KIM"), key, LEE, key)).isEqualTo(SafetyNumber.of(KIM, key, LEE, key));
    }

    @Test
    void otherThanTwelveGroupsOfFiveDigitsIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SafetyNumber(Collections.nCopies(11, "12345")));
        assertThatIllegalArgumentException().isThrownBy(() -> new SafetyNumber(Collections.nCopies(12, "1234")));
    }

    private static Fingerprint random(Random random) {
        byte[] octets = new byte[32];
        random.nextBytes(octets);
        return Fingerprint.ofKey(octets);
    }
}
