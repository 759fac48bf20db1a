package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.data.MemoryOwner;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferFault;
import io.naru.client.event.TransferLimits;
import io.naru.client.event.TransferState;
import io.naru.common.hash.Chunks;
import io.naru.common.message.UserName;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The queue: who goes when, who waits, who steps back. */
class DownloadsTest extends DownloadStage {
    private static final UserName EVE = UserName.of("eve");

    private void askEve(String path) {
        DownloadOrder order = DownloadOrder.file(EVE, path, OptionalLong.empty(), folder);
        long id = transfers.idFor(order);
        stepped.run(() -> transfers.download(id, order));
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
    void whatIsInTheQueueIsNotQueuedAgainUntilItHasEnded() throws Exception {
        long first = ask("x", OptionalLong.of(1));
        assertThat(ask("x", OptionalLong.of(1))).isEqualTo(first);
        ScriptedLines.Asked asked = asked();
        assertThat(lines.count()).isZero();
        assertThat(ask("other/x", OptionalLong.of(1))).isNotEqualTo(first);
        asked();
        stepped.run(() -> transfers.pause(first));
        await(TransferState.PAUSED);
        assertThat(ask("x", OptionalLong.of(1))).isEqualTo(first);
        ScriptedLines.Asked again = asked();
        assertThat(again.path()).isEqualTo("x");

        refuse(again, "not-found", "Gone.");
        await(TransferState.FAILED);
        assertThat(ask("x", OptionalLong.of(1))).isGreaterThan(first);
        assertThat(asked).isNotSameAs(again);
    }

    @Test
    void whatIsGoneFromWhereItCameToIsToldWithoutATargetUntilItIsThereAgain() throws Exception {
        ask("x", OptionalLong.of(3));
        accept(answer(asked(), OptionalLong.of(3)));
        try (Socket socket = awaitDownloader()) {
            socket.getOutputStream().write(new byte[3]);
        }
        Path here = await(TransferState.DONE).target().orElseThrow();
        Path elsewhere = folder.resolve("elsewhere");

        Files.move(here, elsewhere);
        stepped.run(transfers::lookAgain);
        assertThat(await(TransferState.DONE).target()).isEmpty();

        Files.move(elsewhere, here);
        stepped.run(transfers::lookAgain);
        assertThat(await(TransferState.DONE).target()).contains(here);
    }

    @Test
    void whoIsBackBeforeTheAnswerThatTheyAreGoneIsAskedAgain() throws Exception {
        ask("x", OptionalLong.of(1));
        ScriptedLines.Asked asked = asked();
        stepped.run(() -> {
            transfers.onGone(BOB);
            transfers.onSeen(BOB);
        });
        refuse(asked, "offline", "bob has left.");
        assertThat(asked().path()).isEqualTo("x");
    }

    @Test
    void whoComesBackEndsThePauses() throws Exception {
        ask("x", OptionalLong.of(1));
        ScriptedLines.Asked asked = asked();
        stepped.run(() -> asked.listener().onFailed("There is no way."));
        await(TransferState.RESTING);
        stepped.run(() -> {
            transfers.onGone(BOB);
            transfers.onSeen(BOB);
        });
        assertThat(asked().path()).isEqualTo("x");
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
    void whatComesDamagedFromItsOnlyOwnerFailsInsteadOfBeingAskedForEver() throws Exception {
        MemoryOwner bob = new MemoryOwner(folder.resolve("bob"));
        int octets = 40 * Chunks.LEAST_OCTETS;
        byte[] content = new byte[octets];
        Arrays.fill(content, (byte) 7);
        bob.write("x", content);
        bob.hash("x");
        bob.spoil("x", new byte[octets]);
        ask("x", OptionalLong.of(octets));
        ScriptedLines.Asked asked = asked();
        stepped.run(() -> asked.listener().onLine(bob.line()));
        assertThat(await(TransferState.FAILED).sentence()).contains("damaged, time and again");
        assertThat(lines.count()).isZero();
    }

    @Test
    void aFolderThatHasNoEndFailsAtOnce() {
        lister = (user, path, cursor, listener) -> listener.onEntries(List.of(), false, cursor + "x", true);
        DownloadOrder order = DownloadOrder.folder(BOB, "music", folder);
        long id = transfers.idFor(order);
        stepped.run(() -> transfers.download(id, order));
        assertThat(awaitOf("music", TransferState.FAILED).sentence()).contains("sends nothing");
    }

    @Test
    void whyItFailedIsToldInKinds() throws Exception {
        ask("x", OptionalLong.of(1));
        refuse(asked(), "not-permitted", "No.");
        assertThat(awaitOf("x", TransferState.FAILED).fault()).contains(TransferFault.REFUSED);
        ask("y", OptionalLong.of(1));
        refuse(asked(), "not-found", "Gone.");
        assertThat(awaitOf("y", TransferState.FAILED).fault()).contains(TransferFault.ABSENT);
        long again = ask("z", OptionalLong.of(1));
        refuse(asked(), "strange", "Hm.");
        assertThat(awaitOf("z", TransferState.FAILED).fault()).contains(TransferFault.OTHER);
        stepped.run(() -> transfers.retry(again));
        assertThat(awaitOf("z", TransferState.QUEUED).fault()).isEmpty();
    }
}
