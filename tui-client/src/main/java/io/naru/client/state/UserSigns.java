package io.naru.client.state;

import io.naru.client.event.PeerTrust;
import io.naru.common.message.Role;
import java.util.List;
import java.util.Objects;

/**
 * The signs that stand before a name in the list of users, each one column wide, and what they mean.
 *
 * <p>Threading: immutable.
 */
public final class UserSigns {
    /** A sign and its meaning, for the help. */
    public record Sign(String sign, String meaning) {
        public Sign {
            Objects.requireNonNull(sign);
            Objects.requireNonNull(meaning);
        }
    }

    private static final List<Sign> ALL = List.of(
            new Sign("●", "here"),
            new Sign("○", "away"),
            new Sign("?", "here or away when the link was lost"),
            new Sign(of(PeerTrust.NEW), "this user's key is new; it is remembered from here on"),
            new Sign(of(PeerTrust.KNOWN), "the key is the one it was before"),
            new Sign(of(PeerTrust.VERIFIED), "you have compared numbers with this user: /verify"),
            new Sign(of(PeerTrust.CHANGED), "the key is another one than before: it may be somebody else"),
            new Sign("(none)", "this user's client has no key"),
            new Sign(of(Role.OPERATOR), "an operator of the relay"),
            new Sign(of(Role.OWNER), "an owner of the relay"));

    private UserSigns() {}

    /** All of them, in the order in which the help shows them. */
    public static List<Sign> all() {
        return ALL;
    }

    /** What is known of a key; a blank where there is none. */
    public static String of(PeerTrust trust) {
        return switch (trust) {
            case NONE -> " ";
            case NEW -> "+";
            case KNOWN -> "✓";
            case VERIFIED -> "◆";
            case CHANGED -> "!";
        };
    }

    /** What somebody may do; a blank for members. */
    public static String of(Role role) {
        return switch (role) {
            case MEMBER -> " ";
            case OPERATOR -> "@";
            case OWNER -> "*";
        };
    }
}
