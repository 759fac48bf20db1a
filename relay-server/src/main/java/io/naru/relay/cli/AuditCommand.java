package io.naru.relay.cli;

import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code naru-relay audit}: one line an entry, oldest first.
 *
 * <p>Threading: the main thread.
 */
@Command(name = "audit", description = "Show who did what to whom: roles, bans, invites, keys, accounts.")
final class AuditCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private AccountCommand.DataOption data;

    @Option(
            names = "--since",
            paramLabel = "SPAN",
            converter = SpanConverter.class,
            description = "How far to look back, for example 24h or 30d. Default: to the beginning.")
    private Duration since;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean isJson;

    AuditCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Instant from =
                since == null ? Instant.EPOCH : environment.clock().instant().minus(since);
        List<AuditEntry> entries;
        try (Store store = data.open()) {
            entries = AccountCommand.await(answer -> store.audit().since(from, Runnable::run, answer));
        }
        for (AuditEntry entry : entries) {
            environment.out().println(isJson ? json(entry) : line(entry));
        }
        return 0;
    }

    /** {@code 2026-03-01 12:34  kim (chat)  ban  lee: too loud}. */
    private static String line(AuditEntry entry) {
        String what = entry.target() + (entry.detail().isEmpty() ? "" : ": " + entry.detail());
        return String.join(
                        "  ",
                        ListAccounts.MINUTE.format(entry.at()),
                        who(entry),
                        word(entry.action()),
                        SafeText.line(what).value())
                .stripTrailing();
    }

    private static String who(AuditEntry entry) {
        return entry.by()
                .map(name -> name.display() + " (" + word(entry.via()) + ")")
                .orElse(word(entry.via()));
    }

    private static JsonObject json(AuditEntry entry) {
        return new JsonObject()
                .with("at", entry.at())
                .with("by", entry.by().map(UserName::display))
                .with("via", word(entry.via()))
                .with("action", word(entry.action()))
                .with("target", entry.target())
                .with("detail", entry.detail());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
