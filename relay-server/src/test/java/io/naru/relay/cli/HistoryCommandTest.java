package io.naru.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.UserName;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.DataFolder;
import io.naru.relay.store.FolderLock;
import io.naru.relay.store.Membership;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryCommandTest extends CommandFixture {
    @BeforeEach
    void addAccount() {
        assertThat(account("secret\n", "add", "alice")).isZero();
    }

    private int newEpoch() {
        return run("", "history", "new-epoch", "--data", data().toString());
    }

    private String epoch() throws IOException {
        try (Store store = Store.open(DataFolder.openExisting(data()))) {
            List<Membership> rooms =
                    AccountCommand.await(answer -> store.rooms().of(UserName.of("alice"), Runnable::run, answer));
            return rooms.get(0).room().epoch();
        }
    }

    @Test
    void roomsGetNewEpochsAndTheAuditTellsIt() throws IOException {
        String epoch = epoch();

        succeeds(newEpoch(), "New epochs for rooms and conversations: 1.\n");

        assertThat(epoch()).isNotEqualTo(epoch);
        try (Store store = Store.open(DataFolder.openExisting(data()))) {
            List<AuditEntry> audit =
                    AccountCommand.await(answer -> store.audit().since(Instant.EPOCH, Runnable::run, answer));
            assertThat(audit.get(audit.size() - 1))
                    .isEqualTo(
                            AuditEntry.ofCommandLine(NOW, AuditEntry.Action.NEW_EPOCH, "", "the history was restored"));
        }
        run("", "audit", "--data", data().toString());
        assertThat(out.toString()).contains("new-epoch");
    }

    @Test
    void nothingChangesWhileARelayServesTheFolder() throws IOException {
        String epoch = epoch();
        FolderLock lock = DataFolder.openExisting(data()).lockForServing();
        try {
            assertThat(newEpoch()).isEqualTo(RelayProgram.FAILURE);
            assertThat(err.toString()).contains("stop it").hasLineCount(1);
        } finally {
            lock.close();
        }
        assertThat(epoch()).isEqualTo(epoch);
    }

    @Test
    void folderThatIsNoneIsOneSentence() {
        assertThat(run(
                        "",
                        "history",
                        "new-epoch",
                        "--data",
                        temp.resolve("nowhere").toString()))
                .isEqualTo(RelayProgram.FAILURE);
        assertThat(err.toString()).contains("check the name").hasLineCount(1);
        assertThat(run("", "history")).isEqualTo(RelayProgram.USAGE);
    }
}
