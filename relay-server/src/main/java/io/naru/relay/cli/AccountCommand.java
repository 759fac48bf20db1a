package io.naru.relay.cli;

import io.naru.common.message.Password;
import io.naru.common.message.UserName;
import io.naru.relay.crypto.PasswordCost;
import io.naru.relay.crypto.PasswordFunction;
import io.naru.relay.store.Accounts;
import io.naru.relay.store.DataFolder;
import io.naru.relay.store.Store;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code naru-relay account}: who may log in. Its commands open the database themselves, also while a relay serves it.
 *
 * <p>Threading: the main thread.
 */
@Command(name = "account", description = "Add, list and remove accounts, also while the relay runs.")
final class AccountCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private AccountCommand() {}

    static CommandLine commandLine(Environment environment) {
        CommandLine account = new CommandLine(new AccountCommand());
        account.addSubcommand(new AddAccount(environment));
        account.addSubcommand(new ListAccounts(environment));
        account.addSubcommand(new RemoveAccount(environment));
        account.addSubcommand(new ChangeRole(environment));
        account.addSubcommand(new ChangePassword(environment));
        return account;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with accounts");
    }

    /** The folder that every command works on. */
    static final class DataOption {
        @Option(names = "--data", paramLabel = "FOLDER", required = true, description = "The relay's data folder.")
        private Path data;

        /** Opens what a relay or an earlier command made. */
        Store open() throws IOException {
            return Store.open(DataFolder.openExisting(data));
        }

        /** The same, made now if it isn't there. */
        Store openOrCreate() throws IOException {
            return Store.open(DataFolder.open(data));
        }
    }

    /** How commands come to the hash of a new password. */
    static final class NewPassword {
        @Option(
                names = "--password-cost",
                paramLabel = "COST",
                defaultValue = "normal",
                description = "Work in a new password hash: low (for tests alone), normal or high.")
        private PasswordCost cost;

        /** Reads the password, and returns its hash only. */
        String hash(PasswordReader reader, UserName name) throws IOException {
            Password password = reader.read(name.display());
            try {
                return PasswordFunction.argon2id(cost).hash(password);
            } finally {
                password.wipe();
            }
        }
    }

    /** Says that no account of that name exists. */
    static CommandException unknown(UserName name) {
        return new CommandException("There is no account " + name + "; \"account list\" shows all");
    }

    /** Passes when a change was made, and says why not otherwise. */
    static void check(UserName name, Accounts.Change change) throws CommandException {
        if (change == Accounts.Change.UNKNOWN) {
            throw unknown(name);
        }
        if (change == Accounts.Change.LAST_OWNER) {
            throw new CommandException(name + " is the relay's only owner, and nothing was changed; make somebody else"
                    + " owner first (\"account role NAME owner\")");
        }
    }

    /** Waits for what the store answers. */
    static <T> T await(Consumer<Consumer<Outcome<T>>> request) throws IOException {
        CompletableFuture<Outcome<T>> answer = new CompletableFuture<>();
        request.accept(answer::complete);
        return answer.join().orThrow();
    }
}
