package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferLimits;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What downloads leave in the folder, whatever the owner sends and calls it. */
class DownloadedFilesTest extends DownloadStage {
    @Test
    void tooFewOctetsFailAndAreKeptUnderTheHiddenName() throws Exception {
        ask("dir/x.txt", OptionalLong.of(10));
        accept(answer(asked(), OptionalLong.of(10)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("short".getBytes(StandardCharsets.US_ASCII));
        }
        TransferView failed = await(TransferState.FAILED);
        assertThat(failed.sentence()).isEqualTo("bob broke off after 5 B of 10 B. What came is in .x.txt.naru-part.");
        assertThat(files()).containsExactly(".x.txt.naru-part");
        assertThat(folder.resolve(".x.txt.naru-part")).hasContent("short");
    }

    @Test
    void theRateLimitHoldsForBaseOwnersToo() throws Exception {
        stepped.run(() -> transfers.limit(TransferLimits.DEFAULT.withRates(1_000, 0)));
        ask("x", OptionalLong.of(3_000));
        accept(answer(asked(), OptionalLong.of(3_000)));
        try (Socket downloader = awaitDownloader()) {
            downloader.getOutputStream().write(new byte[3_000]);
        }
        heard.await(
                EngineEvent.TransferChanged.class, changed -> changed.transfer().state() == TransferState.RUNNING);
        for (int i = 0; i < 1_000; i++) {
            stepped.advance(Duration.ofMillis(1));
        }
        assertThat(heard.all(EngineEvent.TransferChanged.class))
                .allMatch(changed -> changed.transfer().doneOctets() <= 2_000
                        && changed.transfer().state() != TransferState.DONE);

        stepped.run(() -> transfers.limit(TransferLimits.DEFAULT));

        await(TransferState.DONE);
        assertThat(folder.resolve("x")).hasBinaryContent(new byte[3_000]);
    }

    @Test
    void tooManyOctetsFailAndAreNeverPublished() throws Exception {
        ask("x", OptionalLong.of(10));
        accept(answer(asked(), OptionalLong.of(10)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write(new byte[11]);
            assertThat(await(TransferState.FAILED).sentence()).startsWith("bob sent more than the 10 B announced.");
        }
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void aFileThatFitsNowhereIsNotBegun() throws Exception {
        ask("x", OptionalLong.of(1L << 52));
        accept(answer(asked(), OptionalLong.of(1L << 52)));
        try (Socket socket = awaitDownloader()) {
            assertThat(await(TransferState.FAILED).sentence()).startsWith("There is no room for it");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "a/..",
                "a/.hidden",
                ".bashrc",
                "a\\b",
                "C:x",
                "nul",
                "x.",
                "x ",
                "~",
                "a/",
                "\u202Egpj.exe",
                "\u0007"
            })
    void namesThatCannotBeOursAreRefusedWithoutAsking(String path) {
        ask(path, OptionalLong.empty());
        TransferView refused = await(TransferState.FAILED);
        assertThat(refused.sentence()).startsWith("It can't be saved under its name. ");
        assertThat(lines.count()).isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void onlyTheLastPartOfAPathIsTheNameHere() throws Exception {
        ask("../../../x", OptionalLong.of(1));
        accept(answer(asked(), OptionalLong.of(1)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write('x');
        }
        assertThat(await(TransferState.DONE).target()).contains(folder.resolve("x"));
    }

    @Test
    void aPartFileThatIsNotOursIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve(".x.naru-part"), "somebody's");
        ask("x", OptionalLong.of(3));
        accept(answer(asked(), OptionalLong.of(3)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("abc".getBytes(StandardCharsets.US_ASCII));
        }
        await(TransferState.DONE);
        assertThat(files()).containsExactlyInAnyOrder("x", ".x.naru-part");
        assertThat(folder.resolve(".x.naru-part")).hasContent("somebody's");
    }

    @Test
    void aRetryUsesItsOwnPartFileAgain() throws Exception {
        long id = ask("x", OptionalLong.of(3));
        accept(answer(asked(), OptionalLong.of(3)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("zz".getBytes(StandardCharsets.US_ASCII));
        }
        await(TransferState.FAILED);
        stepped.run(() -> transfers.retry(id));
        accept(answer(asked(), OptionalLong.of(3)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("abc".getBytes(StandardCharsets.US_ASCII));
        }
        await(TransferState.DONE);
        assertThat(files()).containsExactly("x");
        assertThat(folder.resolve("x")).hasContent("abc");
    }

    @Test
    void aRetryThatReachesNobodyKeepsThePartFileForTheNext() throws Exception {
        long id = ask("x", OptionalLong.of(3));
        accept(answer(asked(), OptionalLong.of(3)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("zz".getBytes(StandardCharsets.US_ASCII));
        }
        await(TransferState.FAILED);
        owner.close();
        stepped.run(() -> transfers.retry(id));
        accept(answer(asked(), OptionalLong.of(3)));
        assertThat(await(TransferState.FAILED).sentence()).startsWith("Can't reach bob's computer");

        owner = new ServerSocket(0, 50, LOOPBACK);
        stepped.run(() -> transfers.retry(id));
        accept(answer(asked(), OptionalLong.of(3)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("abc".getBytes(StandardCharsets.US_ASCII));
        }
        await(TransferState.DONE);
        assertThat(files()).containsExactly("x");
    }

    @Test
    void aLinkInTheWayIsNotFollowed() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "mine");
        Files.createSymbolicLink(folder.resolve("x"), elsewhere);
        Files.createSymbolicLink(folder.resolve(".x.naru-part"), elsewhere);
        ask("x", OptionalLong.of(3));
        accept(answer(asked(), OptionalLong.of(3)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("abc".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(await(TransferState.DONE).target()).contains(folder.resolve("x (1)"));
        assertThat(elsewhere).hasContent("mine");
    }

    @Test
    void aFolderThatIsNoneIsToldInWords() throws Exception {
        Path notAFolder = Files.createFile(folder.resolve("file"));
        DownloadOrder order = DownloadOrder.file(BOB, "x", OptionalLong.of(1), notAFolder);
        long id = transfers.idFor(order);
        stepped.run(() -> transfers.download(id, order));
        accept(answer(asked(), OptionalLong.of(1)));
        try (Socket socket = awaitDownloader()) {
            String sentence = await(TransferState.FAILED).sentence();
            assertThat(sentence)
                    .isEqualTo("Nothing can be saved in " + notAFolder
                            + ": something else has that name. Make it a folder, or choose another one.");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whatCameBeforeCancellingStays() throws Exception {
        long id = ask("x", OptionalLong.of(10));
        accept(answer(asked(), OptionalLong.of(10)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("short".getBytes(StandardCharsets.US_ASCII));
            await(TransferState.RUNNING);
            stepped.run(() -> transfers.cancel(id));
            assertThat(await(TransferState.CANCELLED).sentence()).isEqualTo("Cancelled.");
        }
        assertThat(folder.resolve(".x.naru-part")).hasContent("short");
    }
}
