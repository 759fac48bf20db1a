package io.naru.relay.cli;

import io.naru.common.message.UserName;
import io.naru.relay.store.Account;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code naru-relay account password NAME}.
 *
 * <p>Threading: the main thread.
 */
@Command(
        name = "password",
        description = "Give an account a new password, asked for or read from standard input as one line.")
final class ChangePassword implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private AccountCommand.DataOption data;

    @Mixin
    private AccountCommand.NewPassword newPassword;

    @Parameters(paramLabel = "NAME", description = "The account's name.")
    private UserName name;

    ChangePassword(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        try (Store store = data.open()) {
            // Before the password is asked for, which would be typed in vain.
            Optional<Account> existing =
                    AccountCommand.await(answer -> store.accounts().find(name, Runnable::run, answer));
            if (existing.isEmpty()) {
                throw AccountCommand.unknown(name);
            }
            String hash = newPassword.hash(environment.passwords(), name);
            AuditEntry entry = AuditEntry.ofCommandLine(
                    environment.clock().instant(),
                    AuditEntry.Action.PASSWORD,
                    existing.get().name().display(),
                    "");
            boolean isChanged = AccountCommand.await(
                    answer -> store.accounts().setPassword(name, hash, entry, Runnable::run, answer));
            if (!isChanged) {
                throw AccountCommand.unknown(name);
            }
            environment.out().println("The password of " + existing.get().name() + " is changed.");
            return 0;
        }
    }
}
