package io.naru.relay.metrics;

import java.util.Locale;

/** What became of a login; every one that was tried is counted under one of these. */
public enum LoginOutcome {
    /** Came in by the password. */
    PASSWORD(true),
    /** Came in by a bound key. */
    KEY(true),
    /** Came in with an account that was made by it. */
    REGISTERED(true),
    /** Wrong password, unknown user, name taken, registration or invite refused. */
    REFUSED(false),
    /** The key isn't bound to the account; the client may go on with a password. */
    KEY_UNKNOWN(false),
    /** The user, the key or the address is banned. */
    BANNED(false),
    /** Too many failed logins from the address, or too many by key on one connection. */
    TOO_FAST(false),
    /** The table of users was full. */
    RELAY_FULL(false),
    /** Too many logins waited, or the store failed. */
    UNAVAILABLE(false);

    private final boolean isIn;

    LoginOutcome(boolean isIn) {
        this.isIn = isIn;
    }

    /** Whether the user came in. */
    public boolean isIn() {
        return isIn;
    }

    /** As figures and logs name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
