package io.naru.client.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.RequestId;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ids of requests. */
final class RequestIdsTest {
    @Test
    void programsOfOneUserNeverMakeTheSameId() {
        Random random = new Random(1);
        Set<RequestId> ids = new HashSet<>();
        for (int program = 0; program < 100; program++) {
            RequestIds made = RequestIds.ofNewProgram(random);
            for (int i = 0; i < 10; i++) {
                ids.add(made.next('d'));
            }
        }
        assertThat(ids).hasSize(1_000);
    }
}
