package io.naru.client.link;

import io.naru.common.testkit.Fuzzer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches for relays' addresses that can't be read. */
class AddressFuzzTest {
    @ParameterizedTest
    @EnumSource
    void anyTextIsAnAddressOrNone(AddressFuzz target) throws IOException {
        Fuzzer.run(target);
    }
}
