package io.naru.relay.cli;

import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.store.Account;
import io.naru.relay.store.Accounts.Creation;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code naru-relay account add NAME}.
 *
 * <p>Threading: the main thread.
 */
@Command(
        name = "add",
        description = "Add an account. Its password is asked for, or read from standard input as one line. As long as"
                + " nobody is the relay's owner, the account that is added becomes it.")
final class AddAccount implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private AccountCommand.DataOption data;

    @Mixin
    private AccountCommand.NewPassword newPassword;

    @Parameters(paramLabel = "NAME", description = "1 to 32 letters and digits of one script, and -_. inside.")
    private UserName name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            converter = RoleConverter.class,
            description = "member, operator or owner.")
    private Role role;

    AddAccount(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        try (Store store = data.openOrCreate()) {
            // Before the password is asked for, which would be typed in vain.
            List<Account> accounts =
                    AccountCommand.await(answer -> store.accounts().list(Runnable::run, answer));
            for (Account existing : accounts) {
                if (existing.name().equals(name)) {
                    throw nameTaken(existing.name());
                }
            }
            boolean hasOwner = accounts.stream().anyMatch(account -> account.role() == Role.OWNER);
            Role given = Objects.requireNonNullElse(role, hasOwner ? Role.MEMBER : Role.OWNER);
            String hash = newPassword.hash(environment.passwords(), name);
            Instant now = environment.clock().instant();
            Account account = new Account(name, given, hash, now);
            AuditEntry entry = AuditEntry.ofCommandLine(
                    now, AuditEntry.Action.ACCOUNT_ADD, name.display(), RoleConverter.word(given));
            Creation outcome =
                    AccountCommand.await(answer -> store.accounts().create(account, entry, Runnable::run, answer));
            if (outcome == Creation.NAME_TAKEN) {
                throw nameTaken(name);
            }
            environment.out().println(added(given, role == null));
            return 0;
        }
    }

    private String added(Role given, boolean isByDefault) {
        return switch (given) {
            case OWNER ->
                "Added " + name + " as the relay's owner"
                        + (isByDefault ? ", since nobody was; --role member adds plain accounts." : ".");
            case OPERATOR -> "Added " + name + " as an operator.";
            case MEMBER -> "Added " + name + ".";
        };
    }

    private static CommandException nameTaken(UserName existing) {
        return new CommandException("There is an account " + existing
                + " already; choose another name, or use \"account password\" for a new password");
    }
}
