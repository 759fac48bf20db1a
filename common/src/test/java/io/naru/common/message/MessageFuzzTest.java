package io.naru.common.message;

import io.naru.common.testkit.Fuzzer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches for octets that the readers of messages and values don't stand. */
class MessageFuzzTest {
    @ParameterizedTest
    @EnumSource
    void messagesStandAnyOctets(MessageFuzz target) throws IOException {
        Fuzzer.run(target);
    }

    @ParameterizedTest
    @EnumSource
    void valuesStandAnyText(ValueFuzz target) throws IOException {
        Fuzzer.run(target);
    }
}
