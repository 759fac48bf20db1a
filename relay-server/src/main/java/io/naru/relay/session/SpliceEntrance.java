package io.naru.relay.session;

import io.naru.common.message.InvalidValueException;
import io.naru.common.message.TransferToken;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Fields;
import io.naru.common.wire.Frame;
import io.naru.common.wire.ProtocolException;
import io.naru.relay.metrics.DropReason;
import java.util.Optional;

/**
 * A connection that begins with a token instead of a login: one side of a way through the relay. What a login of that
 * address wouldn't be let in for keeps it out too; only that it isn't encrypted doesn't, since what passes is.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class SpliceEntrance {
    private final Session session;
    private final Environment environment;

    SpliceEntrance(Session session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    /** Why it isn't let in, if so; or else the connection isn't the session's any more. */
    Optional<Verdict.Refused> enter(Frame first) {
        Optional<Verdict.Refused> refusal = environment.door().refusalOfSplice(session);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (session.connection().isEncrypted()) {
            return refused(
                    ErrorCode.NOT_ALLOWED,
                    "A way through the relay begins without TLS; its two ends encrypt what passes.");
        }
        try {
            environment.splices().enter(new TransferToken(Fields.of(first).base()), session.connection());
            return Optional.empty();
        } catch (InvalidValueException e) {
            return refused(ErrorCode.MALFORMED, e.getMessage());
        } catch (ProtocolException e) {
            return refused(e.code(), e.getMessage());
        }
    }

    private static Optional<Verdict.Refused> refused(ErrorCode code, String sentence) {
        return Optional.of(new Verdict.Refused(code, sentence, DropReason.SPLICE_REFUSED));
    }
}
