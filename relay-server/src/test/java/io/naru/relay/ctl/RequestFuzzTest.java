package io.naru.relay.ctl;

import io.naru.common.testkit.Fuzzer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches for lines that the control socket can't read. */
class RequestFuzzTest {
    @ParameterizedTest
    @EnumSource
    void anyLineIsARequestOrRefused(RequestFuzz target) throws IOException {
        Fuzzer.run(target);
    }
}
