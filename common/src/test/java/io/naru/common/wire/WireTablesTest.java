package io.naru.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers and words that mustn't ever change, since other programs know them. */
class WireTablesTest {
    @Test
    void typesHaveTheirOctets() {
        assertThat(Arrays.stream(FrameType.values()).map(type -> type + "=" + type.octet()))
                .containsExactly(
                        "CHAT=0",
                        "CREDENTIALS=1",
                        "FILE=2",
                        "CLOSE=3",
                        "HELLO=4",
                        "WELCOME=5",
                        "PRESENCE=6",
                        "ERROR=7",
                        "PING=8",
                        "PONG=9",
                        "JOIN=10",
                        "LEAVE=11",
                        "ROOMS=12",
                        "TOPIC=13",
                        "HISTORY=14",
                        "MODERATE=15",
                        "SPLICE=16",
                        "KEYS=17",
                        "BANS=18",
                        "READ=19",
                        "INVITE=20",
                        "FETCH=32",
                        "STOP=33",
                        "MANIFEST=34",
                        "PIECE=35",
                        "CHECK=36",
                        "DONE=37",
                        "FAULT=38",
                        "READY=39",
                        "HAVE=40");
    }

    @Test
    void everyOctetIsATypeOrNone() {
        for (int octet = 0; octet < 256; octet++) {
            int wanted = octet;
            assertThat(FrameType.of(octet))
                    .isEqualTo(Arrays.stream(FrameType.values())
                            .filter(type -> type.octet() == wanted)
                            .findFirst());
        }
    }

    @Test
    void theFirstOctetOfTlsIsNeverAType() {
        assertThat(FrameType.of(0x16)).isEmpty();
    }

    @Test
    void fileCommandsHaveTheirOctets() {
        assertThat(Arrays.stream(FileCommand.values()).map(command -> command + "=" + command.octet()))
                .containsExactly(
                        "LIST_REQUEST=0",
                        "LIST_START=1",
                        "LIST_BODY=2",
                        "LIST_END=3",
                        "DOWNLOAD_REQUEST=4",
                        "DOWNLOAD_ACCEPT=5",
                        "DOWNLOAD_REFUSE=6",
                        "SPLICE_REQUEST=7",
                        "FIND_REQUEST=8",
                        "FIND_HIT=9",
                        "FIND_END=10",
                        "CANCEL=11",
                        "OFFER=12",
                        "OFFER_REPLY=13");
        assertThat(FileCommand.of(13)).contains(FileCommand.OFFER_REPLY);
        assertThat(FileCommand.of(14)).isEmpty();
        assertThat(FileCommand.of(255)).isEmpty();
        assertThat(FileCommand.of(Frame.NO_COMMAND)).isEmpty();
    }

    @Test
    void errorCodesHaveTheirWords() {
        List<String> words =
                Arrays.stream(ErrorCode.values()).map(ErrorCode::token).toList();
        assertThat(words)
                .containsExactly(
                        "malformed",
                        "too-large",
                        "not-allowed",
                        "login-refused",
                        "registration-refused",
                        "login-timeout",
                        "idle-timeout",
                        "relay-full",
                        "too-many-connections",
                        "busy",
                        "unknown-user",
                        "unknown-room",
                        "not-found",
                        "changed",
                        "unreadable",
                        "slow-reader",
                        "replaced",
                        "stopping",
                        "key-unknown",
                        "invite-refused",
                        "tls-required",
                        "banned",
                        "kicked",
                        "muted",
                        "not-permitted",
                        "too-fast",
                        "not-stored",
                        "limit-reached",
                        "internal");
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(ErrorCode.of(code.token())).contains(code);
        }
        assertThat(ErrorCode.of("")).isEmpty();
        assertThat(ErrorCode.of("of-tomorrow")).isEmpty();
    }

    @Test
    void onlyFileFramesHaveACommand() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Frame(2, Frame.NO_COMMAND, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Frame(0, 0, new byte[0]));
    }

    @Test
    void framesAreEqualByTheirOctets() {
        Frame frame = new Frame(2, 1, new byte[] {1, 2});
        assertThat(frame)
                .isEqualTo(new Frame(2, 1, new byte[] {1, 2}))
                .hasSameHashCodeAs(new Frame(2, 1, new byte[] {1, 2}))
                .isNotEqualTo(new Frame(2, 2, new byte[] {1, 2}))
                .isNotEqualTo(new Frame(2, 1, new byte[] {1, 3}));
        assertThat(new Frame(0, Frame.NO_COMMAND, new byte[0]))
                .isNotEqualTo(new Frame(3, Frame.NO_COMMAND, new byte[0]));
    }

    @Test
    void fieldsThatWereNotSentAreEmpty() {
        Fields fields = Fields.of(new Frame(0, Frame.NO_COMMAND, "a\u001F\u001Fc\u001F".getBytes(UTF_8)));
        assertThat(fields).isEqualTo(new Fields("a", List.of("", "c", "")));
        assertThat(fields.get(1)).isEqualTo("c");
        assertThat(fields.has(0)).isFalse();
        assertThat(fields.has(1)).isTrue();
        assertThat(fields.get(3)).isEmpty();
        assertThat(fields.has(3)).isFalse();
    }

    @Test
    void onTheBaseLevelTheSeparatorIsText() {
        Frame frame = new Frame(0, Frame.NO_COMMAND, "a\u001Fb".getBytes(UTF_8));
        assertThat(Fields.ofBase(frame)).isEqualTo(new Fields("a\u001Fb", List.of()));
    }

    @Test
    void limitsKeepTheirRanges() {
        assertThat(new Limits(2048, 512, 1024).frameOctets()).isEqualTo(2048);
        assertThat(new Limits(16 << 20, 16 << 20, (16 << 20) - 1024).chatTextOctets())
                .isEqualTo(16776192);
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(2047, 512, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits((16 << 20) + 1, 512, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(2048, 511, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(2048, 2049, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(2048, 512, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(2048, 512, 1025));
    }
}
