package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.Registration;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.store.Account;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.DataFolder;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a relay says at its start that nobody can log in to. */
final class FirstAccountTest {
    /** Held, since the logging of the JDK forgets the settings of loggers that nobody holds. */
    private static final Logger LOG = Logger.getLogger(RelayServer.class.getName());

    @TempDir
    private Path folder;

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    /** The store answers in its order, and is closed after that, so all that it leads to is done. */
    private void startAndStop(Registration registration) throws IOException {
        RelayServer.start(
                        RelayConfig.temporary().withData(folder.resolve("data")).withRegistration(registration))
                .close();
    }

    @Test
    void aRelayWithoutAccountsThatNobodyCanRegisterAtSaysHowToAddTheFirst() throws IOException {
        startAndStop(Registration.CLOSED);

        assertThat(logged)
                .containsExactly(
                        "event=no-accounts then=\"nobody can log in; add the first one with: naru-relay account add "
                                + "--data " + folder.resolve("data") + " NAME\"");
    }

    @Test
    void aRelayThatAnybodyCanRegisterAtSaysNothing() throws IOException {
        startAndStop(Registration.OPEN);

        assertThat(logged).isEmpty();
    }

    @Test
    void aRelayWithAnAccountSaysNothing() throws IOException {
        CompletableFuture<Object> added = new CompletableFuture<>();
        try (Store store = Store.open(DataFolder.open(folder.resolve("data")))) {
            store.accounts()
                    .create(
                            new Account(UserName.of("alice"), Role.OWNER, "$argon2id$", Instant.EPOCH),
                            AuditEntry.ofCommandLine(Instant.EPOCH, AuditEntry.Action.ACCOUNT_ADD, "alice", ""),
                            Runnable::run,
                            added::complete);
            added.join();
        }
        startAndStop(Registration.CLOSED);

        assertThat(logged).isEmpty();
    }
}
