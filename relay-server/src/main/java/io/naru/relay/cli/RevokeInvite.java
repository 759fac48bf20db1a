package io.naru.relay.cli;

import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code naru-relay invite revoke ID}.
 *
 * <p>Threading: the main thread.
 */
@Command(name = "revoke", description = "Make an invite worthless. Accounts that were made with it stay.")
final class RevokeInvite implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private AccountCommand.DataOption data;

    @Parameters(paramLabel = "ID", description = "The number that \"invite list\" shows.")
    private long id;

    RevokeInvite(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        try (Store store = data.open()) {
            AuditEntry entry = AuditEntry.ofCommandLine(
                    environment.clock().instant(), AuditEntry.Action.INVITE_REVOKE, "#" + id, "");
            boolean wasThere = AccountCommand.await(answer -> store.invites().revoke(id, entry, Runnable::run, answer));
            if (!wasThere) {
                throw new CommandException("There is no invite " + id + "; \"invite list\" shows all");
            }
            environment.out().println("Revoked invite " + id + ".");
            return 0;
        }
    }
}
