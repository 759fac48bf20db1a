package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.TransferLimits;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.message.UserName;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The queue: who goes when, who waits, who steps back, and what comes back after a restart. */
class DownloadsTest extends DownloadStage {
    private static final UserName EVE = UserName.of("eve");

    private void refuse(ScriptedLines.Asked asked, String code, String sentence) {
        stepped.run(() -> asked.listener().onRefused(code, sentence));
    }

    private void askEve(String path) {
        long id = transfers.nextId();
        stepped.run(() -> transfers.download(id, DownloadOrder.file(EVE, path, OptionalLong.empty(), folder)));
    }

    @Test
    void whatIsNotThereFailsWithTheOwnersWords() throws Exception {
        ask("x", OptionalLong.of(1));
        refuse(asked(), "not-found", "There is no such file.");
        assertThat(await(TransferState.FAILED).sentence()).isEqualTo("There is no such file.");
    }

    @Test
    void aBusyOwnerIsLeftAloneForAWhileAndOthersGoOn() throws Exception {
        ask("x", OptionalLong.of(1));
        refuse(asked(), "busy", "All slots are taken.");
        assertThat(await(TransferState.RESTING).sentence()).isEqualTo("All slots are taken.");
        askEve("y");
        assertThat(asked().owner()).isEqualTo(EVE);

        stepped.advance(Downloads.PAUSE_FIRST);
        assertThat(asked().path()).isEqualTo("x");
    }

    @Test
    void pausesGrowAndAfterManyFailuresItEnds() throws Exception {
        ask("x", OptionalLong.of(1));
        for (int i = 1; i < Downloads.FAILURES_MAX; i++) {
            ScriptedLines.Asked asked = asked();
            stepped.run(() -> asked.listener().onFailed("There is no way."));
            await(TransferState.RESTING);
            stepped.advance(Downloads.PAUSE_LONGEST);
        }
        ScriptedLines.Asked last = asked();
        stepped.run(() -> last.listener().onFailed("There is no way."));
        assertThat(await(TransferState.FAILED).sentence()).isEqualTo("There is no way.");
    }

    @Test
    void anAbsentOwnerIsWaitedForAndAskedWhenBack() throws Exception {
        ask("x", OptionalLong.of(1));
        refuse(asked(), "offline", "bob isn't online.");
        assertThat(await(TransferState.WAITING).sentence()).isEqualTo("bob isn't online.");
        stepped.run(() -> transfers.onSeen(BOB));
        assertThat(asked().path()).isEqualTo("x");
    }

    @Test
    void whoeverLeavesBeforeTheirTurnIsWaitedFor() throws Exception {
        for (int i = 0; i < 3; i++) {
            ask("x" + i, OptionalLong.of(5L << 20));
        }
        asked();
        asked();
        assertThat(lines.count()).isZero();
        stepped.run(() -> transfers.onGone(BOB));
        assertThat(await(TransferState.WAITING).path()).isEqualTo("x2");
    }

    @Test
    void oneUserNeverTakesAllSlots() throws Exception {
        for (int i = 0; i < 5; i++) {
            ask("x" + i, OptionalLong.of(5L << 20));
        }
        askEve("y");
        assertThat(List.of(asked().path(), asked().path(), asked().path())).containsExactly("x0", "x1", "y");
        assertThat(lines.count()).isZero();
    }

    @Test
    void smallFilesHaveSlotsOfTheirOwn() throws Exception {
        for (int i = 0; i < 3; i++) {
            ask("x" + i, OptionalLong.of(5L << 20));
        }
        ask("small", OptionalLong.of(10));
        assertThat(List.of(asked().path(), asked().path(), asked().path())).containsExactly("x0", "x1", "small");
    }

    @Test
    void whatIsRaisedGoesFirst() throws Exception {
        stepped.run(() -> transfers.limit(TransferLimits.DEFAULT.withDownloads(1, 1)));
        ask("x0", OptionalLong.of(5L << 20));
        ask("x1", OptionalLong.of(5L << 20));
        long last = ask("x2", OptionalLong.of(5L << 20));
        ScriptedLines.Asked first = asked();
        stepped.run(() -> transfers.top(last));
        refuse(first, "not-found", "Gone.");
        assertThat(asked().path()).isEqualTo("x2");
    }

    @Test
    void whatIsPausedGivesItsSlotAndGoesOnWhenTold() throws Exception {
        stepped.run(() -> transfers.limit(TransferLimits.DEFAULT.withDownloads(1, 1)));
        long first = ask("x0", OptionalLong.of(5L << 20));
        ask("x1", OptionalLong.of(5L << 20));
        asked();
        stepped.run(() -> transfers.pause(first));
        await(TransferState.PAUSED);
        refuse(asked(), "not-found", "Gone.");
        assertThat(lines.count()).isZero();
        stepped.run(() -> transfers.resume(first));
        assertThat(asked().path()).isEqualTo("x0");
    }

    @Test
    void baseClientsElsewhereAreNotConnectedToUnlessTheUserSaysSo() throws Exception {
        stepped.run(() -> transfers.limit(TransferLimits.DEFAULT.with(TransferLimits.BasePeers.NEVER)));
        ask("x", OptionalLong.of(1));
        accept(answer(asked(), OptionalLong.of(1)));
        assertThat(await(TransferState.FAILED).sentence()).startsWith("bob's client encrypts nothing");
        assertNobodyConnects();
    }

    @Test
    void theQueueComesBackAfterTheProgramWasKilled() throws Exception {
        Path queue = folder.resolve("queue");
        transfers = begin(Optional.of(queue));
        ask("x", OptionalLong.of(3));
        asked();
        long paused = ask("y", OptionalLong.of(3));
        stepped.run(() -> transfers.pause(paused));
        long done = ask("z", OptionalLong.of(1));
        ScriptedLines.Asked z = asked();
        while (!z.path().equals("z")) {
            z = asked();
        }
        accept(answer(z, OptionalLong.of(1)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write("z".getBytes(StandardCharsets.US_ASCII));
        }
        await(TransferState.DONE);
        assertThat(done).isPositive();
        awaitWritten(queue.resolve("queue"), "DONE");
        byte[] killed = Files.readAllBytes(queue.resolve("queue"));

        Path other = Files.createDirectories(folder.resolve("other"));
        // A line that was being written when the power went.
        Files.write(other.resolve("queue"), concat(killed, "0000".getBytes(StandardCharsets.US_ASCII)));
        heard.all();
        transfers = begin(Optional.of(other));
        assertThat(awaitOf("y", TransferState.PAUSED).peer()).isEqualTo(BOB);
        assertThat(awaitOf("z", TransferState.DONE).target()).contains(folder.resolve("z"));
        assertThat(asked().path()).isEqualTo("x");
        assertThat(other.toFile().list()).noneMatch(name -> name.contains("unreadable"));
    }

    @Test
    void oneProgramHasTheQueueAndHandsItOverWhenAsked() throws Exception {
        Path queue = folder.resolve("queue");
        transfers = begin(Optional.of(queue));
        ask("x", OptionalLong.of(3));
        asked();
        awaitWritten(queue.resolve("queue"), "\tx");
        Transfers second = begin(Optional.of(queue));
        assertThat(heard.await(QueueEvent.QueueSaid.class).sentence()).contains("Another Naru of yours");

        stepped.run(second::takeQueue);
        QueueEvent.QueueSaid said = null;
        for (int i = 0; i < 500 && said == null; i++) {
            stepped.advance(Journal.LOOK);
            Thread.onSpinWait();
            said = heard.all(QueueEvent.QueueSaid.class).stream()
                    .filter(each -> each.sentence().contains("has the queue of downloads now"))
                    .findFirst()
                    .orElse(null);
        }
        assertThat(said).isNotNull();
        stepped.run(second::stopAll);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private void awaitWritten(Path file, String what) throws Exception {
        for (int i = 0; i < 100_000; i++) {
            if (Files.exists(file) && Files.readString(file).contains(what)) {
                return;
            }
            stepped.run(() -> {});
        }
        throw new AssertionError("not written: " + what);
    }

    private TransferView awaitOf(String path, TransferState state) {
        return heard.await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().path().equals(path)
                                && changed.transfer().state() == state
                                && changed.transfer().id() > 0)
                .transfer();
    }
}
