package io.naru.client.terminal;

import io.naru.common.testkit.Fuzzer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches for keyboards that the decoder of keys doesn't stand. */
class TerminalFuzzTest {
    @ParameterizedTest
    @EnumSource
    void anyOctetsAreKeys(TerminalFuzz target) throws IOException {
        Fuzzer.run(target);
    }
}
