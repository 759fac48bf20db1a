package io.naru.client.state;

import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import java.util.Objects;

/**
 * A user, with the name as it may be drawn. Equal when the users are.
 *
 * @param user for comparing and asking; {@link UserName#canonical()} gives the colour
 * @param name for drawing
 */
public record Person(UserName user, SafeText name) {
    public Person {
        Objects.requireNonNull(user);
        Objects.requireNonNull(name);
    }

    /** The user with the name made safe. */
    public static Person of(UserName user) {
        return new Person(user, SafeText.line(user.display()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Person that && user.equals(that.user);
    }

    @Override
    public int hashCode() {
        return user.hashCode();
    }
}
