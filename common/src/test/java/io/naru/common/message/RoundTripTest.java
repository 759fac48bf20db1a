package io.naru.common.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.Seeds;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.Level;
import io.naru.common.wire.Limits;
import io.naru.common.wire.ProtocolException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** decode(encode(m)) = m, for every message of every family. */
class RoundTripTest {
    private static final int ROUNDS = 4000;

    @Test
    void everyClientMessageReadsBackAsItself() {
        Seeds.run(ROUNDS, random -> {
            ClientMessage message = new RandomMessages(random).client();
            byte[] octets = MessageWriter.octets(message);
            ClientMessage back =
                    MessageReader.client(frame(octets), Level.EXTENDED).orElseThrow();
            assertThat(back).isEqualTo(message);
            assertThat(MessageWriter.octets(back)).isEqualTo(octets);
        });
    }

    @Test
    void everyRelayMessageReadsBackAsItself() {
        Seeds.run(ROUNDS, random -> {
            RelayMessage message = new RandomMessages(random).relay();
            byte[] octets = MessageWriter.octets(message);
            RelayMessage back = MessageReader.relay(frame(octets)).orElseThrow();
            assertThat(back).isEqualTo(message);
            assertThat(MessageWriter.octets(back)).isEqualTo(octets);
        });
    }

    @Test
    void everyFileMessageReadsBackAsItself() {
        Seeds.run(ROUNDS, random -> {
            FileMessage message = new RandomMessages(random).file();
            byte[] octets = MessageWriter.octets(message);
            FileMessage back = MessageReader.file(frame(octets)).orElseThrow();
            assertThat(back).isEqualTo(message);
            assertThat(MessageWriter.octets(back)).isEqualTo(octets);
        });
    }

    @Test
    void everyPeerMessageReadsBackAsItself() {
        Seeds.run(100, random -> {
            PeerMessage message = new RandomMessages(random).peer();
            assertThat(MessageReader.peer(frame(MessageWriter.octets(message)))).contains(message);
        });
    }

    @Test
    void whatABaseClientSendsReadsTheSameOnBothLevels() {
        Seeds.run(ROUNDS, random -> {
            RandomMessages messages = new RandomMessages(random);
            ClientMessage message = random.nextBoolean()
                    ? new ClientMessage.Chat(messages.text(), Optional.empty(), Optional.empty())
                    : new ClientMessage.Credentials(messages.user(), Password.of("a b"), LoginMode.LOGIN, "");
            Frame frame = frame(MessageWriter.octets(message));
            assertThat(MessageReader.client(frame, Level.BASE)).contains(message);
            assertThat(MessageReader.client(frame, Level.EXTENDED)).contains(message);
        });
    }

    @Test
    void theRandomMessagesCoverEveryRecord() {
        assertCovers(ClientMessage.class, messages -> messages.client());
        assertCovers(RelayMessage.class, messages -> messages.relay());
        assertCovers(FileMessage.class, messages -> messages.file());
        assertCovers(PeerMessage.class, messages -> messages.peer());
    }

    @Test
    void aNameKeepsTheFormThatItsOwnerGaveIt() throws ProtocolException {
        RelayMessage welcome = new RelayMessage.Welcome(UserName.of("KiM"), Role.MEMBER, Facts.NONE);
        RelayMessage back =
                MessageReader.relay(frame(MessageWriter.octets(welcome))).orElseThrow();
        assertThat(((RelayMessage.Welcome) back).user().display()).isEqualTo("KiM");
    }

    @Test
    void theLongestPathOfTheWorstCharactersFitsAFrame() throws ProtocolException {
        FileMessage entry = new FileMessage.ListEntry(
                UserName.of("가".repeat(32)),
                "\u0001".repeat(Limits.PATH_OCTETS),
                Optional.of(new RequestId("r".repeat(64))),
                OptionalLong.of(Numbers.MAX),
                OptionalLong.of(Numbers.MAX),
                EntryKind.FOLDER,
                Optional.empty());
        assertThat(MessageReader.file(frame(MessageWriter.octets(entry)))).contains(entry);
    }

    private static <T> void assertCovers(Class<T> family, Function<RandomMessages, T> source) {
        Set<Class<?>> seen = new HashSet<>();
        RandomMessages messages = new RandomMessages(new Random(1));
        for (int i = 0; i < 2000; i++) {
            seen.add(source.apply(messages).getClass());
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(Records.of(family));
    }

    private static Frame frame(byte[] octets) throws ProtocolException {
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        Frame frame = new FrameDecoder(Limits.DEFAULT.frameOctets()).next(buffer);
        assertThat(buffer.hasRemaining()).isFalse();
        return frame;
    }
}
