package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.original.Cut;
import io.naru.common.original.OriginalClient;
import io.naru.common.original.OriginalFrame;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that know nothing of Naru, over real sockets: the original's main run, with frames cut and joined. */
class OriginalClientRelayTest {
    private static final String ESSAY =
            "epoll tells a program which of its sockets are ready.\n".repeat(80) + "한글도 됩니다.\n";

    @TempDir
    private Path folder;

    private RelayServer relay;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("test.txt"), ESSAY);
        Files.writeString(folder.resolve("two words 100%.txt"), "spaces");
        Files.write(folder.resolve("empty"), new byte[0]);
        relay = RelayServer.start(RelayConfig.temporary());
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of("whole frames", Cut.NONE, 4096),
                Arguments.of("one octet a write, one a read", Cut.every(1), 1),
                Arguments.of("two octets a write", Cut.every(2), 3),
                Arguments.of("three octets a write", Cut.every(3), 2),
                Arguments.of("seven octets a write", Cut.every(7), 5),
                Arguments.of("random pieces", Cut.atRandom(1), 4),
                Arguments.of("other random pieces", Cut.atRandom(2), 4096));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void theMainRunOfTheOriginalWorks(String way, Cut cut, int readOctets) throws IOException {
        try (OriginalClient kim = OriginalClient.connect(relay.address(), cut, readOctets);
                OriginalClient lee = OriginalClient.connect(relay.address(), cut, readOctets)) {
            lee.share(folder);
            lee.login("lee", "pass word");
            lee.awaitTextWith("lee");
            kim.login("김하늘", "secret");
            kim.awaitTextWith("김하늘");

            kim.type("hello, lee");
            lee.awaitText("김하늘: hello, lee");
            lee.type("안녕 👋");
            kim.awaitText("lee: 안녕 👋");

            kim.type("/file ls nobody");
            assertThat(kim.awaitTextWith("nobody")).contains("No user named nobody");

            kim.type("/file ls lee");
            assertThat(kim.awaitList("lee")).containsExactly("empty", "test.txt", "two words 100%.txt");

            assertThat(download(kim, "test.txt")).isEqualTo(ESSAY);
            assertThat(download(kim, "two words 100%.txt")).isEqualTo("spaces");
            assertThat(download(kim, "empty")).isEmpty();
            kim.type("/file dn lee not there.txt");
            assertThatThrownBy(() -> kim.awaitDownload("lee", "not there.txt"))
                    .isInstanceOf(FileNotFoundException.class)
                    .hasMessageContaining("File not found");

            // Before it leaves: what lee asks meanwhile to find that out may still be passed on.
            assertThat(kim.leftOver()).isEmpty();
            kim.type("/bye");
            awaitAbsence("김하늘", lee);
            assertThat(lee.leftOver()).isEmpty();
        }
    }

    @Test
    void aWholeSessionInOneWriteIsHandledInItsOrder() throws IOException {
        try (OriginalClient lee = OriginalClient.connect(relay.address());
                OriginalClient kim = OriginalClient.connect(relay.address())) {
            lee.login("lee", "secret");
            lee.awaitTextWith("lee");
            kim.hold();
            kim.login("kim", "secret");
            for (int i = 0; i < 50; i++) {
                kim.type("line " + i);
            }
            kim.type("long, and longer than any frame before a login: " + "x".repeat(5_000));
            kim.type("/file ls nobody");
            kim.type("/bye");

            for (int i = 0; i < 50; i++) {
                lee.awaitText("kim: line " + i);
            }
            lee.awaitTextWith("kim: long, and longer");
            assertThat(lee.leftOver()).isEmpty();
        }
    }

    @Test
    void manyFramesInRandomPiecesAllArriveInTheirOrder() throws IOException {
        try (OriginalClient kim = OriginalClient.connect(relay.address(), Cut.atRandom(7), 3);
                OriginalClient lee = OriginalClient.connect(relay.address(), Cut.NONE, 2)) {
            kim.login("kim", "secret");
            lee.login("lee", "secret");
            kim.awaitTextWith("kim");
            lee.awaitTextWith("lee");
            Random random = new Random(11);
            for (int i = 0; i < 60; i++) {
                if (random.nextInt(8) == 0) {
                    kim.hold();
                }
                kim.type(i + " " + "한".repeat(random.nextInt(60)));
                if (random.nextInt(3) == 0) {
                    kim.release();
                }
            }
            kim.release();
            for (int i = 0; i < 60; i++) {
                assertThat(lee.awaitTextWith("kim: ")).startsWith("kim: " + i + " ");
            }
        }
    }

    @Test
    void aWrongPasswordIsRefusedWithWordsAndTheConnectionEnds() throws IOException {
        try (OriginalClient first = OriginalClient.connect(relay.address())) {
            first.login("kim", "secret");
            first.awaitTextWith("kim");
            first.type("/bye");
        }
        try (OriginalClient second = OriginalClient.connect(relay.address())) {
            second.login("kim", "other");
            second.awaitText("* Wrong user name or password.");
            assertThat(second.awaitEnd()).isEqualTo("CLOSE");
        }
    }

    @Test
    void aBaseClientHearsNothingOfWhoComesAndGoes() throws IOException {
        try (OriginalClient lee = OriginalClient.connect(relay.address())) {
            lee.login("lee", "secret");
            lee.awaitTextWith("lee");
            try (OriginalClient kim = OriginalClient.connect(relay.address())) {
                kim.login("kim", "secret");
                kim.awaitTextWith("kim");
                kim.type("hi");
                lee.awaitText("kim: hi");
                kim.type("/bye");
            }
            awaitAbsence("kim", lee);
            assertThat(lee.leftOver()).isEmpty();
        }
    }

    @Test
    void aUserNameOfAnyCaseIsFound() throws IOException {
        try (OriginalClient lee = OriginalClient.connect(relay.address());
                OriginalClient kim = OriginalClient.connect(relay.address())) {
            lee.share(folder);
            lee.login("Lee", "secret");
            lee.awaitTextWith("Lee");
            kim.login("kim", "secret");
            kim.awaitTextWith("kim");
            kim.type("/file ls LEE");
            assertThat(kim.awaitList("Lee")).contains("test.txt");
        }
    }

    @Test
    void theRelaySaysCloseWhenItStops() throws IOException {
        try (OriginalClient lee = OriginalClient.connect(relay.address())) {
            lee.login("lee", "secret");
            lee.awaitTextWith("lee");
            relay.close();
            assertThat(lee.awaitEnd()).isEqualTo("CLOSE");
            assertThat(lee.leftOver()).extracting(OriginalFrame::text).allMatch(text -> text.startsWith("* "));
        }
    }

    /**
     * Asks until the relay knows that somebody has left: two connections aren't read in any order. The question behind
     * it is answered after it, so that nothing waits for an answer that doesn't come.
     */
    private static void awaitAbsence(String user, OriginalClient asker) throws IOException {
        String answer = "";
        while (!answer.contains(user)) {
            asker.type("/file ls " + user);
            asker.type("/file ls nobody-at-all");
            answer = asker.awaitTextWith("No user named");
        }
        asker.awaitTextWith("nobody-at-all");
    }

    private static String download(OriginalClient kim, String file) throws IOException {
        kim.type("/file dn lee " + file);
        return new String(kim.awaitDownload("lee", file), StandardCharsets.UTF_8);
    }
}
