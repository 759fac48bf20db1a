package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.FileMessage;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Frame;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FILE frames between clients of both levels. */
final class FilesTest {
    private static final int FILE = 2;

    private SteppedRelay relay;
    private ScriptedPeer alice;
    private ScriptedPeer bob;
    private ScriptedPeer carol;

    @BeforeEach
    void start() throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary());
        alice = relay.extended("alice");
        bob = relay.base("bob");
        carol = relay.base("carol");
        alice.barrier();
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    @Test
    void aListGoesFromBaseClientToBaseClientWithTheNamesSwapped() throws IOException {
        bob.send("\2\0carol\0");
        assertThat(carol.expectText(FILE, 0)).isEqualTo("bob");

        carol.send("\2\1bob\0\2\2bob test.txt\0\2\2bob a file with spaces\0\2\3bob\0");

        assertThat(bob.expectText(FILE, 1)).isEqualTo("carol");
        assertThat(bob.expectText(FILE, 2)).isEqualTo("carol test.txt");
        assertThat(bob.expectText(FILE, 2)).isEqualTo("carol a file with spaces");
        assertThat(bob.expectText(FILE, 3)).isEqualTo("carol");
    }

    @Test
    void fieldsGoToExtendedClientsAndAreCutForBaseOnes() throws IOException {
        ScriptedPeer dave = relay.extended("dave");

        alice.send("\2\0dave\u001Frequest-1\u001Fdocs\u001Fcursor\u001Fnewer\0");
        alice.send("\2\0bob\u001Frequest-2\u001Fdocs\0");

        assertThat(dave.expectText(FILE, 0)).isEqualTo("alice\u001Frequest-1\u001Fdocs\u001Fcursor\u001Fnewer");
        assertThat(bob.expectText(FILE, 0)).isEqualTo("alice");
    }

    @Test
    void namesAreFoundWithoutCaseAndPassedOnAsTheAccountHasThem() throws IOException {
        bob.send("\2\0CAROL\0");

        assertThat(carol.expectText(FILE, 0)).isEqualTo("bob");
    }

    @Test
    void theOwnersAddressIsAddedToAnAcceptanceWhateverTheOwnerWrote() throws IOException {
        bob.send("\2\5alice test.txt 10.0.0.9 4000\0");
        bob.send("\2\5carol test.txt 10.0.0.9 4000\0");

        FileMessage.DownloadAccept accept = (FileMessage.DownloadAccept)
                alice.expect(RelayMessage.File.class).message();
        assertThat(accept.endpoint()).hasToString("10.0.0.9:4000");
        assertThat(accept.seen().orElseThrow().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(carol.expectText(FILE, 5)).isEqualTo("bob test.txt 10.0.0.9 4000");

        ScriptedPeer liar = relay.extended("liar");
        alice.barrier();
        liar.send("\2\5alice test.txt 10.0.0.9 4000\u001F\u001F\u001F\u001F\u001F\u001F\u001F\u001F192.0.2.7\0");
        accept = (FileMessage.DownloadAccept)
                alice.expect(RelayMessage.File.class).message();
        assertThat(accept.seen().orElseThrow().getHostAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void aRefusalIsAFrameForExtendedClientsAndWordsForBaseOnes() throws IOException {
        bob.send("\2\6alice no such file\0");
        bob.send("\2\6carol no such file\0");

        RelayMessage.File refusal = alice.expect(RelayMessage.File.class);
        assertThat(refusal.message()).isInstanceOf(FileMessage.DownloadRefuse.class);
        assertThat(carol.expectText(0)).isEqualTo("* File not found: no such file");
    }

    @Test
    void askingSomebodyWhoIsNotThereIsAnswered() throws IOException {
        alice.send("\2\0nobody\u001Frequest-9\0");
        alice.send("\2\4nobody test.txt\u001Frequest-10\0");
        bob.send("\2\0nobody\0");
        bob.send("\2\0no*body\0");
        bob.send("\2\0\0");

        for (int i = 9; i <= 10; i++) {
            RelayMessage.Error error = alice.expect(RelayMessage.Error.class);
            assertThat(error.code()).isEqualTo(ErrorCode.UNKNOWN_USER);
            assertThat(error.id()).isEqualTo("request-" + i);
        }
        assertThat(bob.expectText(0)).isEqualTo("* No user named nobody is online.");
        assertThat(bob.expectText(0)).isEqualTo("* No user named no*body is online.");
        assertThat(bob.expectText(0)).isEqualTo("* Say which user: a file command needs a name.");
    }

    @Test
    void answersToSomebodyWhoHasLeftAreDroppedWithoutAWord() throws IOException {
        carol.send("\3\0");
        carol.expectEnd();

        bob.send("\2\1carol\0\2\2carol test.txt\0\2\3carol\0\2\6carol test.txt\0");

        assertThat(bob.baseBarrier()).isEmpty();
        assertThat(relay.drops(DropReason.ANSWER_TO_NOBODY)).isEqualTo(4);
    }

    @Test
    void unknownFileCommandsNeverReachBaseClients() throws IOException {
        ScriptedPeer dave = relay.extended("dave");
        alice.send("\2\115bob\u001Frequest\0\2\115dave\u001Frequest\0\2\0bob\0");

        assertThat(bob.expectText(FILE, 0)).isEqualTo("alice");
        Frame frame = dave.next();
        assertThat(frame.commandOctet()).isEqualTo(0115);
    }

    @Test
    void aFrameThatItsReceiverCouldNotReadIsRefused() throws IOException {
        alice.send("\2\4bob\u001Frequest\0\2\5bob test.txt here 99999\u001Frequest\0");

        List<RelayMessage> refusals = alice.barrier();
        assertThat(refusals)
                .extracting(message -> ((RelayMessage.Error) message).code())
                .containsExactly(ErrorCode.MALFORMED, ErrorCode.MALFORMED);
        assertThat(bob.baseBarrier()).isEmpty();
    }

    @Test
    void aBaseClientCannotForgeFields() throws IOException {
        bob.send("\2\2alice a\u001Frequest-1\u001F10\0");

        FileMessage.ListEntry entry =
                (FileMessage.ListEntry) alice.expect(RelayMessage.File.class).message();
        assertThat(entry.requestId()).isEmpty();
        assertThat(entry.name()).isEqualTo("a\u001Frequest-1\u001F10");
    }

    @Test
    void aSeparatorRightBehindTheNameIsRefusedToABaseClient() throws IOException {
        bob.send("\2\4alice\u001Frequest-1\0");

        assertThat(bob.expectText(0)).isEqualTo("* A user name holds no control character.");
        assertThat(alice.barrier()).isEmpty();
    }

    @Test
    void oneMayAskOneself() throws IOException {
        bob.send("\2\0bob\0");

        assertThat(bob.expectText(FILE, 0)).isEqualTo("bob");
    }
}
