package io.naru.client.link;

import io.naru.common.message.LoginMode;
import io.naru.common.message.Password;
import io.naru.common.message.UserName;
import java.util.Objects;
import java.util.Optional;

/**
 * Where to log in, as whom, and with what. Over TLS the key of this install is tried first, the password only if the
 * relay doesn't know it.
 *
 * @param relay where
 * @param user who
 * @param password kept in memory for reconnecting and wiped when the user leaves; the link owns it from here. Without
 *     one the user is asked when the relay wants it
 * @param mode to log in, or to register first, which needs a password
 * @param invite the code of an invite, or empty
 * @param protection of the connection
 */
public record Login(
        RelayAddress relay,
        UserName user,
        Optional<Password> password,
        LoginMode mode,
        String invite,
        Protection protection) {
    public Login {
        Objects.requireNonNull(relay);
        Objects.requireNonNull(user);
        Objects.requireNonNull(password);
        Objects.requireNonNull(mode);
        Objects.requireNonNull(invite);
        Objects.requireNonNull(protection);
        if (mode == LoginMode.KEY || mode == LoginMode.REGISTER && password.isEmpty()) {
            throw new IllegalArgumentException("the key is tried by itself, and registering needs a password");
        }
    }

    /** To log in to an account that is there, or that an open relay makes. */
    public static Login of(RelayAddress relay, UserName user, Password password) {
        return of(relay, user, Optional.of(password), Protection.TLS);
    }

    /** To log in to an account that is there, or that an open relay makes. */
    public static Login of(RelayAddress relay, UserName user, Optional<Password> password, Protection protection) {
        return new Login(relay, user, password, LoginMode.LOGIN, "", protection);
    }

    /** The same, protected otherwise. */
    public Login with(Protection other) {
        return new Login(relay, user, password, mode, invite, other);
    }

    /** The same, with another password or none. */
    Login with(Optional<Password> other) {
        return new Login(relay, user, other, mode, invite, protection);
    }

    /** The same for the time after the account was made. */
    Login registered() {
        return new Login(relay, user, password, LoginMode.LOGIN, "", protection);
    }

    /** Overwrites the password. */
    void wipe() {
        password.ifPresent(Password::wipe);
    }
}
