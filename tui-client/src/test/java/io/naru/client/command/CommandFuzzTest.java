package io.naru.client.command;

import io.naru.common.testkit.Fuzzer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches for lines that the parser of commands has no answer to. */
class CommandFuzzTest {
    @ParameterizedTest
    @EnumSource
    void anyLineHasAnAnswer(CommandFuzz target) throws IOException {
        Fuzzer.run(target);
    }
}
