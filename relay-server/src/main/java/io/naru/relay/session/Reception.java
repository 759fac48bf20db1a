package io.naru.relay.session;

import io.naru.common.message.Facts;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.Level;
import io.naru.relay.store.Account;
import java.util.Optional;
import java.util.OptionalLong;

/** The first words to who has logged in. */
final class Reception {
    private Reception() {}

    /** What a client of that level is told; to be made before the user is in the room. */
    static RelayMessage welcome(Environment environment, Verdict.Accepted accepted, Level level, long nowMillis) {
        Account account = accepted.account();
        if (level == Level.EXTENDED) {
            Facts facts = accepted.standing()
                    .in(Facts.NONE
                            .with("time", nowMillis)
                            .with("ping", environment.limits().pingAfter().toSeconds())
                            .with("timeout", environment.limits().idleTimeout().toSeconds()));
            return new RelayMessage.Welcome(account.name(), account.role(), facts);
        }
        int others = environment.hub().size();
        String company = switch (others) {
            case 0 -> "Nobody else is here yet.";
            case 1 -> "1 other user is here.";
            default -> others + " other users are here.";
        };
        String text = "Welcome to " + environment.relayName() + ", " + account.name() + ". " + company;
        return new RelayMessage.Notice(text, Optional.empty(), OptionalLong.empty());
    }
}
