package io.naru.relay.cli;

import io.naru.common.testkit.Fuzzer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches for options that are neither read nor refused. */
class OptionFuzzTest {
    @ParameterizedTest
    @EnumSource
    void anyTextIsAnOptionOrNone(OptionFuzz target) throws IOException {
        Fuzzer.run(target);
    }
}
