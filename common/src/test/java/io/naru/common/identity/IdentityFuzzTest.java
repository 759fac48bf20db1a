package io.naru.common.identity;

import io.naru.common.testkit.Fuzzer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches for files with keys that are neither read nor refused. */
class IdentityFuzzTest {
    @ParameterizedTest
    @EnumSource
    void anyFileIsReadOrRefusedInASentence(IdentityFuzz target) throws IOException {
        Fuzzer.run(target);
    }
}
