package io.naru.relay.cli;

import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code naru-relay account role NAME ROLE}.
 *
 * <p>Threading: the main thread.
 */
@Command(
        name = "role",
        description = "Make an account a member, an operator (who may kick, ban and mute) or an owner (who may do"
                + " everything).")
final class ChangeRole implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private AccountCommand.DataOption data;

    @Parameters(index = "0", paramLabel = "NAME", description = "The account's name.")
    private UserName name;

    @Parameters(
            index = "1",
            paramLabel = "ROLE",
            converter = RoleConverter.class,
            description = "member, operator or owner.")
    private Role role;

    ChangeRole(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        try (Store store = data.open()) {
            AuditEntry entry = AuditEntry.ofCommandLine(
                    environment.clock().instant(), AuditEntry.Action.ROLE, name.display(), RoleConverter.word(role));
            AccountCommand.check(
                    name,
                    AccountCommand.await(answer -> store.accounts().setRole(name, role, entry, Runnable::run, answer)));
            environment.out().println(name + " is " + article() + RoleConverter.word(role) + " now.");
            return 0;
        }
    }

    private String article() {
        return role == Role.MEMBER ? "a " : "an ";
    }
}
