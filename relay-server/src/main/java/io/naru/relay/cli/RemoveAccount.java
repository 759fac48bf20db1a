package io.naru.relay.cli;

import io.naru.common.message.UserName;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code naru-relay account remove NAME}.
 *
 * <p>Threading: the main thread.
 */
@Command(name = "remove", description = "Remove an account, and the keys that log in to it.")
final class RemoveAccount implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private AccountCommand.DataOption data;

    @Parameters(paramLabel = "NAME", description = "The account's name.")
    private UserName name;

    RemoveAccount(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        try (Store store = data.open()) {
            AuditEntry entry = AuditEntry.ofCommandLine(
                    environment.clock().instant(), AuditEntry.Action.ACCOUNT_REMOVE, name.display(), "");
            AccountCommand.check(
                    name, AccountCommand.await(answer -> store.accounts().remove(name, entry, Runnable::run, answer)));
            environment.out().println("Removed " + name + ".");
            return 0;
        }
    }
}
