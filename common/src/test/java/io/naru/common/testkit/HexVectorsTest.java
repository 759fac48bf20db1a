package io.naru.common.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.naru.common.testkit.HexVectors.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HexVectorsTest {
    @TempDir
    private Path folder;

    @Test
    void vectorsComeFromTheirBlocksOnly() throws IOException {
        List<Vector> vectors = read("""
                # Protocol
                no | 00 | vector
                ```hexvectors
                # comment
                ping  | 03 50 49 4E 47 00 | PING, then NUL | and a bar

                empty |                   |
                ```
                ```hex
                not | 00 | this one
                ```
                ```hexvectors
                last | ff
                ```
                """);

        assertThat(vectors).extracting(Vector::name).containsExactly("ping", "empty", "last");
        assertThat(vectors.get(0).octets()).containsExactly(3, 'P', 'I', 'N', 'G', 0);
        assertThat(vectors.get(0).meaning()).isEqualTo("PING, then NUL | and a bar");
        assertThat(vectors.get(1).octets()).isEmpty();
        assertThat(vectors.get(2).octets()).containsExactly(0xff);
        assertThat(vectors.get(2)).hasToString("last");
    }

    @Test
    void faultsNameTheirLine() {
        assertThatIOException()
                .isThrownBy(() -> read("```hexvectors\nodd | 0 | half an octet\n```"))
                .withMessageContaining("vectors.md:2: ");
        assertThatIOException()
                .isThrownBy(() -> read("```hexvectors\n\nnothing\n```"))
                .withMessageContaining("vectors.md:3: a name, octets and a meaning are expected: nothing");
        assertThatIOException()
                .isThrownBy(() -> read("```hexvectors\na | 00\na | 01\n```"))
                .withMessageContaining("vectors.md:3: a is there twice");
        assertThatIOException().isThrownBy(() -> read("no block")).withMessageContaining("there are no vectors");
        assertThatIOException().isThrownBy(() -> read("```hexvectors\na | 00")).withMessageContaining("has no end");
    }

    private List<Vector> read(String markdown) throws IOException {
        return HexVectors.read(Files.writeString(folder.resolve("vectors.md"), markdown));
    }
}
