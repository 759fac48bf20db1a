package io.naru.relay.cli;

import io.naru.common.message.UserName;
import io.naru.relay.store.Account;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** A moment to the minute. */
    static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** It is noted once a day. */
    private static final DateTimeFormatter LAST_LOGIN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String ROW = "%-16s  %-10s  %-8s  %4s  %s";

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
            Map<UserName, Integer> keys =
                    AccountCommand.await(answer -> store.keys().counts(Runnable::run, answer));
            environment
                    .out()
                    .println(String.format(Locale.ROOT, ROW, "CREATED (UTC)", "LAST LOGIN", "ROLE", "KEYS", "NAME"));
            for (Account account : accounts) {
                environment.out().println(row(account, keys.getOrDefault(account.name(), 0)));
            }
            return 0;
        }
    }

    private static String row(Account account, int keys) {
        return String.format(
                Locale.ROOT,
                ROW,
                MINUTE.format(account.createdAt()),
                account.lastLoginAt().map(LAST_LOGIN::format).orElse("never"),
                RoleConverter.word(account.role()),
                keys,
                account.name().display());
    }
}
