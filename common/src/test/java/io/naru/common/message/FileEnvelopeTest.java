package io.naru.common.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.naru.common.testkit.Seeds;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.FrameType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FileEnvelopeTest {
    private static final UserName LEE = UserName.of("이하나");

    @Test
    void theNameIsSwappedAndTheRestKept() {
        assertThat(envelope(4, "kim a b.txt\u001Fr1\u001F\u001F9").with(LEE).octets())
                .isEqualTo("\2\4이하나 a b.txt\u001Fr1\u001F\u001F9\0".getBytes(UTF_8));
        assertThat(envelope(0, "kim").with(LEE).octets()).isEqualTo("\2\0이하나\0".getBytes(UTF_8));
        assertThat(envelope(0, "kim\u001Fr1").with(LEE).octets()).isEqualTo("\2\0이하나\u001Fr1\0".getBytes(UTF_8));
    }

    @Test
    void commandsAndFieldsOfTomorrowPassThrough() {
        FileEnvelope envelope = envelope(99, "kim x\u001F1\u001F\u001Fof tomorrow\u001F\u001F");
        assertThat(envelope.with(LEE).frame()).isEqualTo(frame(99, "이하나 x\u001F1\u001F\u001Fof tomorrow\u001F\u001F"));
    }

    @Test
    void theWordBeforeASpaceOrAFieldIsTheUser() {
        assertThat(envelope(0, "").user()).isEmpty();
        assertThat(envelope(0, " x").user()).isEmpty();
        assertThat(envelope(0, "\u001Fr").user()).isEmpty();
        assertThat(envelope(0, "no name! x").user()).isEqualTo("no");
    }

    @Test
    void aFieldCanBeSetWhereverItIs() {
        assertThat(envelope(5, "kim a").withField(0, "r").frame()).isEqualTo(frame(5, "kim a\u001Fr"));
        assertThat(envelope(5, "kim a\u001F1\u001F2\u001F3").withField(1, "x").frame())
                .isEqualTo(frame(5, "kim a\u001F1\u001Fx\u001F3"));
        assertThat(envelope(5, "kim a\u001F1").withField(3, "x").frame())
                .isEqualTo(frame(5, "kim a\u001F1\u001F\u001F\u001Fx"));
        assertThat(envelope(5, "kim").withField(0, "").frame()).isEqualTo(frame(5, "kim\u001F"));
    }

    @Test
    void theRelayOverwritesTheAddressThatAnOwnerClaimsToBeSeenAt() throws Exception {
        Frame claimed =
                frame(5, "lee a 10.0.0.1 7000\u001Fr1\u001Ft\u001F\u001F\u001F\u001F\u001F\u001F198.51.100.9\u001Fnew");
        FileEnvelope set = FileEnvelope.of(claimed).withField(FileMessage.DownloadAccept.SEEN_FIELD, "203.0.113.5");
        FileMessage.DownloadAccept accept =
                (FileMessage.DownloadAccept) MessageReader.file(set.frame()).orElseThrow();
        assertThat(accept.seen().orElseThrow().getHostAddress()).isEqualTo("203.0.113.5");
        assertThat(new String(set.octets(), UTF_8)).endsWith("203.0.113.5\u001Fnew\0");
    }

    @Test
    void swappingChangesTheNameAlone() {
        Seeds.run(2000, random -> {
            RandomMessages messages = new RandomMessages(random);
            FileEnvelope sent = messages.envelope();
            UserName sender = messages.user();
            Frame delivered = reread(sent.with(sender));
            assertThat(FileEnvelope.of(delivered))
                    .isEqualTo(new FileEnvelope(sent.commandOctet(), sender.display(), sent.rest()));
            assertThat(FileEnvelope.of(delivered).with(sender)).isEqualTo(sent.with(sender));
        });
    }

    @Test
    void aMessageThroughTheRelayNamesItsSender() {
        Seeds.run(2000, random -> {
            RandomMessages messages = new RandomMessages(random);
            FileMessage sent = messages.file();
            Frame delivered = reread(FileEnvelope.of(sent).with(LEE));
            FileMessage received = MessageReader.file(delivered).orElseThrow();
            assertThat(received.user()).isEqualTo(LEE);
            assertThat(received.requestId()).isEqualTo(sent.requestId());
            assertThat(FileEnvelope.of(received).with(sent.user())).isEqualTo(FileEnvelope.of(sent));
        });
    }

    @Test
    void anEnvelopeThatWouldReadBackAsAnotherIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FileEnvelope(0, "a b", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new FileEnvelope(0, "a\u001F", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new FileEnvelope(0, "a\0", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new FileEnvelope(0, "a", "b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new FileEnvelope(0, "a", " b\0"));
        assertThatIllegalArgumentException().isThrownBy(() -> envelope(0, "a").withField(0, "\u001F"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileEnvelope.of(new Frame(0, Frame.NO_COMMAND, new byte[0])));
    }

    @Test
    void aTokenOnItsWayIsNotShown() {
        FileMessage accept = new FileMessage.DownloadAccept(
                LEE,
                "a",
                Endpoint.of("127.0.0.1:80"),
                Optional.of(new RequestId("r1")),
                Optional.of(new TransferToken("secret")),
                "",
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        assertThat(FileEnvelope.of(accept).toString()).contains("r1").doesNotContain("secret");
        assertThat(new ClientMessage.File(FileEnvelope.of(accept)).toString()).doesNotContain("secret");
        assertThat(accept.toString()).doesNotContain("secret");
    }

    private static Frame reread(FileEnvelope envelope) throws Exception {
        byte[] octets = envelope.octets();
        return new FrameDecoder(octets.length).next(ByteBuffer.wrap(octets));
    }

    private static FileEnvelope envelope(int command, String body) {
        return FileEnvelope.of(frame(command, body));
    }

    private static Frame frame(int command, String body) {
        return new Frame(FrameType.FILE.octet(), command, body.getBytes(UTF_8));
    }
}
