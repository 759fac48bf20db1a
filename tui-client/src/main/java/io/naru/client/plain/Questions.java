package io.naru.client.plain;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.Password;
import io.naru.common.message.UserName;
import java.io.IOException;

/** Asks the user something that a connection can't do without; blocks until there is an answer. */
public interface Questions {
    /** Whether a relay that is seen for the first time is the right one. */
    boolean isTrusted(String relay, Fingerprint fingerprint);

    /**
     * The password.
     *
     * @throws IOException if none was given; the message is a sentence
     */
    Password password(UserName user, String relay) throws IOException;
}
