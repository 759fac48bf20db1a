package io.naru.relay.session;

import io.naru.common.message.ClientMessage.Credentials;
import io.naru.common.message.Fingerprint;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Level;
import io.naru.relay.metrics.DropReason;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A login with a password, on its way. Whatever comes of it, the password is wiped.
 *
 * @param credentials what the client says
 * @param key what it has proven to have
 * @param level what it speaks
 * @param answer told the verdict
 */
record Attempt(Credentials credentials, Optional<Fingerprint> key, Level level, Consumer<Verdict> answer) {
    void refuse(Verdict.Refused refusal) {
        credentials.password().wipe();
        answer.accept(refusal);
    }

    /** Nobody could look. */
    void fail(ErrorCode code, String sentence) {
        refuse(new Verdict.Refused(code, sentence, DropReason.LOGIN_UNAVAILABLE));
    }
}
