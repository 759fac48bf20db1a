package io.naru.common.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Frame;
import io.naru.common.wire.Level;
import io.naru.common.wire.ProtocolException;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    private static final UserName KIM = UserName.of("kim");

    @ParameterizedTest
    @EnumSource(Level.class)
    void helloHasFieldsOnEitherLevel(Level level) throws ProtocolException {
        assertThat(MessageReader.client(frame(4, "naru/1\u001Fsome client 2.0"), level))
                .contains(new ClientMessage.Hello(1, "some client 2.0"));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7, 16, 21, 0x16, 255})
    void typesThatClientsDoNotSendAreSkipped(int type) throws ProtocolException {
        assertThat(MessageReader.client(frame(type, "what\u001Fever"), Level.EXTENDED))
                .isEmpty();
        assertThat(MessageReader.client(frame(type, ""), Level.BASE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 21, 0x16, 255})
    void typesThatRelaysDoNotSendAreSkipped(int type) throws ProtocolException {
        assertThat(MessageReader.relay(frame(type, "what\u001Fever"))).isEmpty();
    }

    @Test
    void fileCommandsOfTomorrowAreSkippedByClients() throws ProtocolException {
        assertThat(MessageReader.relay(file(14, "kim\u001Fr"))).isEmpty();
        assertThat(MessageReader.file(file(255, ""))).isEmpty();
        assertThat(MessageReader.file(frame(0, "kim"))).isEmpty();
    }

    @Test
    void fileCommandsOfTomorrowReachTheRelayForPassingOn() throws ProtocolException {
        assertThat(MessageReader.client(file(14, "kim\u001Fr"), Level.EXTENDED))
                .contains(new ClientMessage.File(new FileEnvelope(14, "kim", "\u001Fr")));
    }

    @Test
    void aBrokenFileFrameIsRefusedWithItsRule() {
        Frame broken = file(5, "lee a not-an-address 80");
        assertThat(catchThrowableOfType(ProtocolException.class, () -> MessageReader.relay(broken)))
                .hasMessage("That isn't a numeric address.");
        assertThat(catchThrowableOfType(ProtocolException.class, () -> MessageReader.file(broken)))
                .hasMessage("That isn't a numeric address.");
    }

    @Test
    void controlsThatBaseClientsTypeByAccidentAreReplaced() throws ProtocolException {
        assertThat(MessageReader.client(frame(0, "a\u001B[A\u001Fb"), Level.BASE))
                .contains(new ClientMessage.Chat("a\uFFFD[A\uFFFDb", Optional.empty(), Optional.empty()));
    }

    @Test
    void controlsFromExtendedClientsAreRefused() {
        ProtocolException fault = catchThrowableOfType(
                ProtocolException.class, () -> MessageReader.client(frame(0, "a\u001B[A"), Level.EXTENDED));
        assertThat(fault.code()).isEqualTo(ErrorCode.MALFORMED);
        assertThat(fault).hasMessage("A chat text holds a control character.");
    }

    @Test
    void aPasswordBeginsBehindTheFirstSpaceAndMayHoldMore() throws ProtocolException {
        ClientMessage.Credentials credentials = (ClientMessage.Credentials)
                MessageReader.client(frame(1, "kim  a b "), Level.BASE).orElseThrow();
        assertThat(credentials.user()).isEqualTo(KIM);
        assertThat(credentials.password()).isEqualTo(Password.of(" a b "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kim", "kim ", " pw", "k!m pw", "kim p\tw"})
    void aLoginWithoutNameOrPasswordIsRefused(String body) {
        for (Level level : Level.values()) {
            assertThat(catchThrowableOfType(ProtocolException.class, () -> MessageReader.client(frame(1, body), level)))
                    .as(body)
                    .isNotNull();
        }
    }

    @Test
    void wordsOfTomorrowReadAsTheMostHarmlessOnes() throws ProtocolException {
        assertThat(MessageReader.relay(frame(5, "kim\u001Femperor")))
                .contains(new RelayMessage.Welcome(KIM, Role.MEMBER, Facts.NONE));
        assertThat(MessageReader.relay(frame(4, "naru/2\u001Frelay\u001Fby-lottery")))
                .contains(new RelayMessage.Hello(2, "relay", Registration.CLOSED, Facts.NONE));
        assertThat(MessageReader.relay(frame(7, "No.\u001Fnew-code\u001Fr")))
                .contains(new RelayMessage.Error("No.", ErrorCode.INTERNAL, "r"));
        assertThat(MessageReader.relay(frame(3, "\u001FBye.\u001Fnew-code")))
                .contains(new RelayMessage.Close("Bye.", Optional.empty()));
        assertThat(MessageReader.client(frame(6, "asleep"), Level.EXTENDED))
                .contains(new ClientMessage.Presence(PresenceState.ONLINE, 0, 0, ""));
    }

    @Test
    void fieldsOfTomorrowAreIgnored() throws ProtocolException {
        assertThat(MessageReader.relay(frame(8, "t\u001Fmore\u001Fand more"))).contains(new RelayMessage.Ping("t"));
        assertThat(MessageReader.client(frame(0, "hi\u001Fid\u001F#lobby\u001F\u001Fx\u001Fy"), Level.EXTENDED))
                .contains(new ClientMessage.Chat("hi", Optional.of(new MessageId("id")), Optional.of(RoomName.LOBBY)));
    }

    @Test
    void aSenderEndsAtTheFirstColonAndSpace() throws ProtocolException {
        assertThat(MessageReader.relay(frame(0, "kim: lee: hi")))
                .contains(new RelayMessage.Chat(
                        KIM,
                        "lee: hi",
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty()));
    }

    @Test
    void aStarAndASpaceBeginANotice() throws ProtocolException {
        assertThat(MessageReader.relay(frame(0, "* kim: hi")))
                .contains(new RelayMessage.Notice("kim: hi", Optional.empty(), OptionalLong.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|no sender|A chat message names its sender.",
                "0|k!: hi|A user name is made of letters and digits, with - _ . inside.",
                "4|hello|HELLO begins with naru/ and a version.",
                "4|naru/0|A protocol version is a number from 1 to 999.",
                "4|naru/1000|A protocol version is a number from 0 to 999.",
                "4|naru/x|A protocol version is a number of ASCII digits.",
                "5|1|A user name needs at least one letter.",
                "8|''|A ping's token has 1 to 64 characters.",
                "9|a b|A ping's token is printable ASCII without spaces.",
            })
    void brokenFramesOfARelayAreRefusedWithTheirRule(int type, String body, String sentence) {
        ProtocolException fault =
                catchThrowableOfType(ProtocolException.class, () -> MessageReader.relay(frame(type, body)));
        assertThat(fault.code()).isEqualTo(ErrorCode.MALFORMED);
        assertThat(fault).hasMessage(sentence);
    }

    @Test
    void onlyARelaySaysThatSomebodyIsOffline() {
        assertThat(catchThrowableOfType(
                        ProtocolException.class, () -> MessageReader.client(frame(6, "offline"), Level.EXTENDED)))
                .hasMessage("Only a relay says that somebody is offline.");
    }

    @Test
    void aFileNameWithSpacesIsReadFromBothEnds() throws ProtocolException {
        FileMessage.DownloadAccept accept = (FileMessage.DownloadAccept)
                MessageReader.file(file(5, "kim  a 10.0.0.1 80  10.0.0.2 7000")).orElseThrow();
        assertThat(accept.path()).isEqualTo(" a 10.0.0.1 80 ");
        assertThat(accept.endpoint()).isEqualTo(Endpoint.of("10.0.0.2:7000"));
        assertThat(accept.token()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kim",
                "kim a",
                "kim a 10.0.0.1",
                "kim 10.0.0.1 80",
                "kim  10.0.0.1 80",
                "kim a 10.0.0.1 ",
                "kim a host 80",
                "kim a 10.0.0.1 0",
                "   ",
                " a 10.0.0.1 80"
            })
    void anIncompleteDownloadAcceptIsRefused(String body) {
        assertThat(catchThrowableOfType(ProtocolException.class, () -> MessageReader.file(file(5, body))))
                .as(body)
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 6})
    void aFileFrameWithoutAFileNameIsRefused(int command) {
        for (String body : new String[] {"kim", "kim "}) {
            assertThat(catchThrowableOfType(ProtocolException.class, () -> MessageReader.file(file(command, body))))
                    .hasMessage("A file name is missing.");
        }
    }

    @Test
    void thereAreEightCandidatesAtMost() throws ProtocolException {
        String eight = "10.0.0.1:1 ".repeat(8);
        assertThat(MessageReader.file(file(4, "kim a\u001Fr\u001F\u001F" + eight)))
                .isPresent();
        assertThat(catchThrowableOfType(
                        ProtocolException.class,
                        () -> MessageReader.file(file(4, "kim a\u001Fr\u001F\u001F" + eight + "10.0.0.1:1"))))
                .hasMessage("There are at most 8 candidate addresses.");
    }

    @Test
    void aDataConnectionOpensWithATokenAlone() throws ProtocolException {
        assertThat(MessageReader.peer(frame(16, "t0ken\u001Flater")))
                .contains(new PeerMessage.Open(new TransferToken("t0ken")));
        assertThat(MessageReader.peer(frame(0, "t0ken"))).isEmpty();
        assertThat(catchThrowableOfType(ProtocolException.class, () -> MessageReader.peer(frame(16, ""))))
                .isNotNull();
    }

    private static Frame frame(int type, String body) {
        return new Frame(type, Frame.NO_COMMAND, body.getBytes(UTF_8));
    }

    private static Frame file(int command, String body) {
        return new Frame(2, command, body.getBytes(UTF_8));
    }
}
