package io.naru.relay.cli;

import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.store.Account;
import io.naru.relay.store.Accounts.Creation;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code naru-relay account add NAME}.
 *
 * <p>Threading: the main thread.
 */
@Command(
        name = "add",
        description = "Add an account. Its password is asked for, or read from standard input as one line.")
final class AddAccount implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private AccountCommand.DataOption data;

    @Mixin
    private AccountCommand.NewPassword newPassword;

    @Parameters(paramLabel = "NAME", description = "1 to 32 letters and digits of one script, and -_. inside.")
    private UserName name;

    AddAccount(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        try (Store store = data.openOrCreate()) {
            // Before the password is asked for, which would be typed in vain.
            Optional<Account> existing =
                    AccountCommand.await(answer -> store.accounts().find(name, Runnable::run, answer));
            if (existing.isPresent()) {
                throw nameTaken(existing.get().name());
            }
            String hash = newPassword.hash(environment.passwords(), name);
            Account account =
                    new Account(name, Role.MEMBER, hash, environment.clock().instant());
            Creation outcome = AccountCommand.await(answer -> store.accounts().create(account, Runnable::run, answer));
            if (outcome == Creation.NAME_TAKEN) {
                throw nameTaken(name);
            }
            environment.out().println("Added " + name + ".");
            return 0;
        }
    }

    private static CommandException nameTaken(UserName existing) {
        return new CommandException("There is an account " + existing
                + " already; choose another name, or use \"account password\" for a new password");
    }
}
