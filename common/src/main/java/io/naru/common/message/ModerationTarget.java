package io.naru.common.message;

import java.util.Objects;

/**
 * Whom something is done to. Its text is that of the wire, of files, and what people type: a name, or {@code key:} and
 * a fingerprint, or {@code addr:} and a net. No name holds a colon.
 */
public sealed interface ModerationTarget {
    /** Calls the handler's method for this target. */
    <R> R accept(Handler<R> handler);

    /**
     * One method for each kind of target.
     *
     * @param <R> what comes of it
     */
    interface Handler<R> {
        R onUser(User user);

        R onKey(Key key);

        R onNet(Net net);
    }

    /** An account. */
    record User(UserName name) implements ModerationTarget {
        public User {
            Objects.requireNonNull(name);
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.onUser(this);
        }

        @Override
        public String toString() {
            return name.display();
        }
    }

    /** Whoever has this key, under whatever name. */
    record Key(Fingerprint fingerprint) implements ModerationTarget {
        public Key {
            Objects.requireNonNull(fingerprint);
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.onKey(this);
        }

        @Override
        public String toString() {
            return KEY + fingerprint;
        }
    }

    /** Whoever comes from there. */
    record Net(AddressNet net) implements ModerationTarget {
        public Net {
            Objects.requireNonNull(net);
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.onNet(this);
        }

        @Override
        public String toString() {
            return ADDRESS + net;
        }
    }

    /** What a key's fingerprint stands behind. */
    String KEY = "key:";

    /** What a net stands behind. */
    String ADDRESS = "addr:";

    /**
     * A target from its text.
     *
     * @throws InvalidValueException if it is none; a sentence for people
     */
    static ModerationTarget parse(String text) {
        if (text.startsWith(KEY)) {
            return new Key(Fingerprint.parse(text.substring(KEY.length())));
        }
        if (text.startsWith(ADDRESS)) {
            return new Net(AddressNet.parse(text.substring(ADDRESS.length())));
        }
        return new User(UserName.of(text));
    }
}
