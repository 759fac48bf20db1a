package io.naru.relay.store;

import io.naru.common.testkit.Fuzzer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches for words that SQLite takes for something else. */
class SearchWordsFuzzTest {
    @ParameterizedTest
    @EnumSource
    void anyTextIsAQuestionThatFindsIt(SearchWordsFuzz target) throws IOException {
        Fuzzer.run(target);
    }
}
