package io.naru.client.cli;

import io.naru.client.link.RelayAddress;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.UserName;

/**
 * A relay, and who one is there: {@code [USER@]HOST[:PORT]}.
 *
 * @param user who
 * @param relay where
 */
record LoginTarget(UserName user, RelayAddress relay) {
    /**
     * The target that somebody wrote.
     *
     * @param systemUser the name to take when none is written
     * @throws InvalidValueException if the name or the address is none; a sentence
     */
    static LoginTarget of(String text, String systemUser) {
        int at = text.lastIndexOf('@');
        RelayAddress relay = RelayAddress.of(text.substring(at + 1));
        return new LoginTarget(at < 0 ? systemName(systemUser) : UserName.of(text.substring(0, at)), relay);
    }

    private static UserName systemName(String systemUser) {
        try {
            return UserName.of(systemUser);
        } catch (InvalidValueException e) {
            throw new InvalidValueException(
                    "Your account on this machine has a name that can't be used there; say which one: USER@HOST.");
        }
    }
}
