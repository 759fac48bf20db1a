package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferState;
import io.naru.common.message.EntryKind;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Somebody who says to have a known content, and then sends without showing that. */
class RawStrangerTest extends DownloadStage {
    private static final UserName MALLORY = UserName.of("mallory");
    private static final RootHash ROOT = new RootHash("ab".repeat(32));

    @Test
    void nothingIsFetchedRawOfWhatSeveralAreSaidToHave() throws Exception {
        DownloadOrder order = new DownloadOrder(
                EntryKind.FILE,
                List.of(new DownloadOrder.Source(BOB, "x"), new DownloadOrder.Source(MALLORY, "y")),
                OptionalLong.of(10),
                Optional.of(ROOT),
                folder,
                false);
        long id = transfers.idFor(order);
        stepped.run(() -> transfers.download(id, order));
        ScriptedLines.Asked bob = asked();
        ScriptedLines.Asked mallory = asked();
        assertThat(mallory.owner()).isEqualTo(MALLORY);

        accept(answer(mallory, OptionalLong.of(10)));

        assertNobodyConnects();
        stepped.run(
                () -> assertThat(transfers.isBusy()).as("bob is still asked").isTrue());
        stepped.run(() -> bob.listener().onRefused("not-found", "There is no such file."));
        assertThat(await(TransferState.FAILED).sentence()).isEqualTo("There is no such file.");
        assertThat(files()).isEmpty();
    }
}
