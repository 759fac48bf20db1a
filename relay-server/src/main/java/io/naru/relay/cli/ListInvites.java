package io.naru.relay.cli;

import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import io.naru.relay.store.KeptInvite;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code naru-relay invite list}. The codes aren't shown: nobody has them but who got the links.
 *
 * <p>Threading: the main thread.
 */
@Command(name = "list", description = "List the invites, those that ended within the last 30 days too.")
final class ListInvites implements Callable<Integer> {

    private static final String ROW = "%4s  %-7s  %-13s  %-16s  %s";

    private final Environment environment;

    @Mixin
    private AccountCommand.DataOption data;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean isJson;

    ListInvites(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        List<KeptInvite> invites;
        try (Store store = data.open()) {
            invites = AccountCommand.await(answer -> store.invites().list(Runnable::run, answer));
        }
        Instant now = environment.clock().instant();
        if (isJson) {
            invites.forEach(invite -> environment.out().println(json(invite, now)));
        } else if (invites.isEmpty()) {
            environment.out().println("No invites.");
        } else {
            environment
                    .out()
                    .println(String.format(Locale.ROOT, ROW, "ID", "STATE", "USES LEFT", "EXPIRES (UTC)", "NOTE"));
            invites.forEach(invite -> environment.out().println(row(invite, now)));
        }
        return 0;
    }

    private static String row(KeptInvite invite, Instant now) {
        return String.format(
                        Locale.ROOT,
                        ROW,
                        invite.id(),
                        state(invite, now),
                        invite.usesLeft() + " of " + invite.invite().uses(),
                        ListAccounts.MINUTE.format(invite.invite().expiresAt()),
                        SafeText.line(invite.invite().note()).value())
                .stripTrailing();
    }

    private static String state(KeptInvite invite, Instant now) {
        return switch (invite.state(now)) {
            case USABLE -> "open";
            case EXPIRED -> "expired";
            case USED_UP -> "used up";
            case UNKNOWN -> throw new IllegalStateException("invite " + invite.id() + " is known");
        };
    }

    private static JsonObject json(KeptInvite invite, Instant now) {
        return new JsonObject()
                .with("id", invite.id())
                .with("state", state(invite, now))
                .with("uses", invite.invite().uses())
                .with("uses_left", invite.usesLeft())
                .with("created", invite.invite().createdAt())
                .with("created_by", invite.invite().createdBy().map(UserName::display))
                .with("expires", invite.invite().expiresAt())
                .with("note", invite.invite().note());
    }
}
