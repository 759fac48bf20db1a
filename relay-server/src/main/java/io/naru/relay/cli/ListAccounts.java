package io.naru.relay.cli;

import io.naru.relay.store.Account;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code naru-relay account list}. Names stand last, since nobody knows how wide a terminal draws them.
 *
 * <p>Threading: the main thread.
 */
@Command(name = "list", description = "List the accounts.")
final class ListAccounts implements Callable<Integer> {

    private static final DateTimeFormatter CREATED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ROW = "%-16s  %-8s  %s";

    private final Environment environment;

    @Mixin
    private AccountCommand.DataOption data;

    ListAccounts(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        try (Store store = data.open()) {
            List<Account> accounts =
                    AccountCommand.await(answer -> store.accounts().list(Runnable::run, answer));
            if (accounts.isEmpty()) {
                environment.out().println("No accounts yet.");
                return 0;
            }
            environment.out().println(row("CREATED (UTC)", "ROLE", "NAME"));
            for (Account account : accounts) {
                String role = account.role().name().toLowerCase(Locale.ROOT);
                environment
                        .out()
                        .println(row(
                                CREATED.format(account.createdAt()),
                                role,
                                account.name().display()));
            }
            return 0;
        }
    }

    private static String row(String created, String role, String name) {
        return String.format(Locale.ROOT, ROW, created, role, name);
    }
}
