package io.naru.relay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.Seeds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

final class ZeroCounterTest {
    @Test
    void itCountsWhatASimpleLoopCounts() {
        Seeds.run(200, random -> {
            byte[] octets = new byte[random.nextInt(200)];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = (byte) (random.nextInt(3) == 0 ? 0 : random.nextInt(256));
            }
            int from = random.nextInt(octets.length + 1);
            int zeros = 0;
            for (int i = from; i < octets.length; i++) {
                zeros += octets[i] == 0 ? 1 : 0;
            }
            ByteBuffer buffer = ByteBuffer.wrap(octets).order(ByteOrder.nativeOrder());

            assertThat(ZeroCounter.count(buffer, from, octets.length)).isEqualTo(zeros);
        });
    }
}
