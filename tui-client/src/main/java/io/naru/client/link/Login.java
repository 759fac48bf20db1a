package io.naru.client.link;

import io.naru.common.message.LoginMode;
import io.naru.common.message.Password;
import io.naru.common.message.UserName;
import java.util.Objects;

/**
 * Where to log in, as whom, and with what.
 *
 * @param relay where
 * @param user who
 * @param password kept in memory for reconnecting and wiped when the user leaves; the link owns it from here
 * @param mode to log in, or to register first
 * @param invite the code of an invite, or empty
 */
public record Login(RelayAddress relay, UserName user, Password password, LoginMode mode, String invite) {
    public Login {
        Objects.requireNonNull(relay);
        Objects.requireNonNull(user);
        Objects.requireNonNull(password);
        Objects.requireNonNull(mode);
        Objects.requireNonNull(invite);
    }

    /** To log in to an account that is there, or that an open relay makes. */
    public static Login of(RelayAddress relay, UserName user, Password password) {
        return new Login(relay, user, password, LoginMode.LOGIN, "");
    }
}
