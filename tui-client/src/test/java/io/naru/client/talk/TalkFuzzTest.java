package io.naru.client.talk;

import io.naru.common.testkit.Fuzzer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches for files of chat that lose something. */
class TalkFuzzTest {
    @ParameterizedTest
    @EnumSource
    void whatCannotBeReadIsPutAsideAndTold(TalkFuzz target) throws IOException {
        Fuzzer.run(target);
    }
}
