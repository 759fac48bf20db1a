package io.naru.common.text;

import io.naru.common.testkit.Fuzzer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches for text that can't be made safe. */
class TextFuzzTest {
    @ParameterizedTest
    @EnumSource
    void anyTextIsMadeSafe(TextFuzz target) throws IOException {
        Fuzzer.run(target);
    }
}
