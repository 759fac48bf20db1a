package io.naru.common.file;

import io.naru.common.testkit.Fuzzer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches for names that lead out of a folder, and for files of settings that break their reader. */
class FileFuzzTest {
    @ParameterizedTest
    @EnumSource
    void anyNameAndFileIsJudged(FileFuzz target) throws IOException {
        Fuzzer.run(target);
    }
}
