package io.naru.common.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of PROTOCOL.md, sections 4.3 and 4.5, are what the code makes. */
class IdentityVectorsTest {
    static List<List<String>> vectors(String kind) throws IOException {
        List<List<String>> vectors = new ArrayList<>();
        boolean isInside = false;
        for (String line : Files.readAllLines(Path.of("PROTOCOL.md"))) {
            if (line.startsWith("```")) {
                isInside = line.equals("```identities");
            } else if (isInside && line.startsWith(kind + " |")) {
                vectors.add(Stream.of(line.split("\\|")).map(String::strip).toList());
            }
        }
        assertThat(vectors).isNotEmpty();
        return vectors;
    }

    static List<List<String>> fingerprints() throws IOException {
        return vectors("fingerprint");
    }

    static List<List<String>> safetyNumbers() throws IOException {
        return vectors("safety");
    }

    @ParameterizedTest
    @MethodSource("fingerprints")
    void fingerprintIsWrittenAsTheDocumentSays(List<String> vector) {
        Fingerprint fingerprint = fingerprint(vector.get(1));
        assertThat(fingerprint).hasToString(vector.get(2)).isEqualTo(Fingerprint.parse(vector.get(2)));
    }

    @ParameterizedTest
    @MethodSource("safetyNumbers")
    void safetyNumberIsThatOfTheDocumentForBoth(List<String> vector) {
        String[] one = vector.get(1).split(" ");
        String[] two = vector.get(2).split(" ");
        assertThat(number(one, two)).hasToString(vector.get(3)).isEqualTo(number(two, one));
    }

    private static SafetyNumber number(String[] one, String[] two) {
        return SafetyNumber.of(UserName.of(one[0]), fingerprint(one[1]), UserName.of(two[0]), fingerprint(two[1]));
    }

    private static Fingerprint fingerprint(String hex) {
        return Fingerprint.ofKey(HexFormat.of().parseHex(hex));
    }
}
