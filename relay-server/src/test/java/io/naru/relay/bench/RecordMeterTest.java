package io.naru.relay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.Seeds;
import io.naru.relay.bench.TlsLoadWire.RecordMeter;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class RecordMeterTest {
    private static final int HEAD_OCTETS = 5;
    private static final int TYPE_AND_TAG_OCTETS = 17;

    @Test
    void whatIsSaidIsCountedHoweverTheStreamIsCut() {
        Seeds.run(200, random -> {
            ByteBuffer stream = ByteBuffer.allocate(64 * 1024);
            int said = 0;
            while (stream.remaining() > 1024) {
                int octets = random.nextInt(900);
                said += octets;
                int length = octets + TYPE_AND_TAG_OCTETS;
                stream.put((byte) 23).putShort((short) 0x0303).putShort((short) length);
                stream.position(stream.position() + length);
            }
            stream.flip();

            RecordMeter meter = new RecordMeter();
            int counted = 0;
            while (stream.hasRemaining()) {
                int step = Math.min(stream.remaining(), 1 + random.nextInt(3 * HEAD_OCTETS + 500));
                counted += meter.take(stream.slice(stream.position(), step));
                stream.position(stream.position() + step);
            }

            assertThat(counted).isEqualTo(said);
        });
    }
}
