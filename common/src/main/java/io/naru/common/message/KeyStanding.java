package io.naru.common.message;

/**
 * What the key of a connection is to the account that is logged in over it: the fact {@code key} of a WELCOME. On the
 * wire its name in lower case.
 */
public enum KeyStanding {
    /** It opens the account. */
    BOUND,
    /** There is one, and it doesn't: it may be bound by KEYS {@code add}. */
    UNBOUND,
    /** The connection has proven no key. */
    NONE;

    private static final String FACT = "key";

    /** What a WELCOME says; {@link #NONE} where it says nothing. */
    public static KeyStanding of(Facts facts) {
        return WireWord.parse(KeyStanding.class, facts.word(FACT).orElse(""), NONE);
    }

    /** The facts with this among them. */
    public Facts in(Facts facts) {
        return facts.with(FACT, WireWord.of(this));
    }
}
