package io.naru.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.naru.common.testkit.Seeds;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final String ONE_TWO_THREE = "0E85HHQ-JR35MJH-B2K7C54-T57FEZZ-60YY5BS-K7DAA3Z-XGJGT40-8WZE0GA";

    @Test
    void itsTextIsTheHashInCrockfordsDigitsWithCheckCharacters() {
        assertThat(Fingerprint.ofKey(new byte[] {1, 2, 3})).hasToString(ONE_TWO_THREE);
    }

    @Test
    void everyTextReadsBack() {
        Seeds.run(1000, random -> {
            Fingerprint fingerprint = random(random);
            assertThat(Fingerprint.parse(fingerprint.toString()))
                    .isEqualTo(fingerprint)
                    .hasSameHashCodeAs(fingerprint);
            assertThat(Fingerprint.parse(fingerprint.toString()).octets()).isEqualTo(fingerprint.octets());
        });
    }

    @Test
    void lookAlikesCaseAndGroupsDoNotMatter() {
        Seeds.run(100, random -> {
            Fingerprint fingerprint = random(random);
            String text = fingerprint.toString();
            assertThat(Fingerprint.parse(text.toLowerCase(Locale.ROOT).replace('-', ' ')))
                    .isEqualTo(fingerprint);
            assertThat(Fingerprint.parse(text.replace("-", "").replace('0', 'O').replace('1', 'l')))
                    .isEqualTo(fingerprint);
            assertThat(Fingerprint.parse(text.replace('0', 'o').replace('1', 'I')))
                    .isEqualTo(fingerprint);
        });
    }

    @Test
    void everySingleMistakeIsFound() {
        String digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        for (int at = 0; at < ONE_TWO_THREE.length(); at++) {
            for (char wrong : digits.toCharArray()) {
                if (ONE_TWO_THREE.charAt(at) != '-' && ONE_TWO_THREE.charAt(at) != wrong) {
                    String mistyped = ONE_TWO_THREE.substring(0, at) + wrong + ONE_TWO_THREE.substring(at + 1);
                    assertThatExceptionOfType(InvalidValueException.class)
                            .as(mistyped)
                            .isThrownBy(() -> Fingerprint.parse(mistyped));
                }
            }
        }
    }

    @Test
    void aMistakeIsLocated() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Fingerprint.parse(ONE_TWO_THREE.replace("T57FEZZ", "T57EFZZ")))
                .withMessageContaining("groups 3 and 4");
    }

    @Test
    void whatIsNoFingerprintIsRefusedInASentence() {
        for (String bad :
                new String[] {"", "SHA256:abc", ONE_TWO_THREE + "0", ONE_TWO_THREE.substring(1), "가".repeat(56)}) {
            assertThatExceptionOfType(InvalidValueException.class)
                    .as(bad)
                    .isThrownBy(() -> Fingerprint.parse(bad))
                    .withMessageEndingWith(".");
        }
    }

    @Test
    void arbitraryTextIsAFingerprintOrRefused() {
        Seeds.run(10_000, random -> {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(70); length > 0; length--) {
                text.append("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ- ilo\u0000é".charAt(random.nextInt(43)));
            }
            try {
                assertThat(Fingerprint.parse(text.toString()).toString()).hasSize(63);
            } catch (InvalidValueException e) {
                assertThat(e).hasMessageEndingWith(".");
            }
        });
    }

    @Test
    void itsOctetsAreACopy() {
        Fingerprint fingerprint = Fingerprint.ofKey(new byte[0]);
        fingerprint.octets()[0]++;
        assertThat(fingerprint).isEqualTo(Fingerprint.ofKey(new byte[0]));
    }

    private static Fingerprint random(Random random) {
        byte[] key = new byte[91];
        random.nextBytes(key);
        return Fingerprint.ofKey(key);
    }
}
