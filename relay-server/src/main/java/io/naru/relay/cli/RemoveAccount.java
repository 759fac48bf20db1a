package io.naru.relay.cli;

import io.naru.common.message.UserName;
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
@Command(
        name = "remove",
        description = "Remove an account. Who is logged in with it stays until leaving, and can't come back.")
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
            boolean wasThere = AccountCommand.await(answer -> store.accounts().remove(name, Runnable::run, answer));
            if (!wasThere) {
                throw AccountCommand.unknown(name);
            }
            environment.out().println("Removed " + name + ".");
            return 0;
        }
    }
}
