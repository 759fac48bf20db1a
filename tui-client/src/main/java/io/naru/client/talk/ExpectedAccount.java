package io.naru.client.talk;

import io.naru.common.message.UserName;
import java.util.Objects;

/**
 * The account that a login is under way to: what the user wrote, as long as neither the relay's key is known nor whether the
 * relay knows the user.
 *
 * @param relay {@code host:port} as the user wrote it
 * @param isPlain whether the link isn't encrypted; what was said for an encrypted one never goes over one that isn't
 * @param user who wants to log in
 */
public record ExpectedAccount(String relay, boolean isPlain, UserName user) {
    public ExpectedAccount {
        Objects.requireNonNull(relay);
        Objects.requireNonNull(user);
    }

    /** The name of the folder of what is said before the login, below that of all. */
    String folderName() {
        return (isPlain ? "expected-plain-" : "expected-tls-") + TalkAccount.fileName(relay) + "/"
                + TalkAccount.fileName(user.canonical());
    }

    /** Whether it may be that account. */
    boolean isMaybe(TalkAccount account) {
        return account.relay().equals(relay) && account.user().equals(user);
    }
}
