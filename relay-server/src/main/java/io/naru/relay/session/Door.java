package io.naru.relay.session;

import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.net.EventLoop;
import io.naru.relay.store.BanList;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * Who isn't let in, whatever they know: addresses and keys that are banned are told so at their first frame, before
 * anything is looked up or hashed for them; users when they have shown that they are who they say, so that nobody learns
 * from it which accounts there are.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Door {
    private final EventLoop loop;
    private final BanList bans;
    private Optional<String> drainSentence = Optional.empty();

    Door(EventLoop loop, BanList bans) {
        this.loop = Objects.requireNonNull(loop);
        this.bans = Objects.requireNonNull(bans);
    }

    /** Lets nobody in from now on. */
    void close(String sentence) {
        drainSentence = Optional.of(sentence);
    }

    /** Ends {@link #close}. */
    void open() {
        drainSentence = Optional.empty();
    }

    boolean isClosed() {
        return drainSentence.isPresent();
    }

    /** Whether an address is banned. */
    boolean isBanned(InetAddress address) {
        return bans.banOf(Optional.empty(), Optional.empty(), address, loop.nowMillis())
                .isPresent();
    }

    /** Why the first frame of a connection is its last, if so. */
    Optional<Verdict.Refused> refusalOfFirstFrame(Session session) {
        if (session.connection().lacksEncryption()) {
            return Optional.of(new Verdict.Refused(
                    ErrorCode.TLS_REQUIRED,
                    "This relay takes encrypted connections only; use a client that speaks TLS.",
                    DropReason.PLAIN_REFUSED));
        }
        return refusal(session, Optional.empty()).or(() -> leftOver(session));
    }

    /** The same for a connection that is to be one side of a way through the relay, which needs no encryption. */
    Optional<Verdict.Refused> refusalOfSplice(Session session) {
        return refusal(session, Optional.empty()).or(() -> leftOver(session));
    }

    /** Whose ban ended between its connection and its first frame has no place among the others. */
    private static Optional<Verdict.Refused> leftOver(Session session) {
        return session.wasTurnedAway()
                ? Optional.of(new Verdict.Refused(ErrorCode.BUSY, "Connect again.", DropReason.BANNED))
                : Optional.empty();
    }

    /**
     * Why somebody isn't let in, if so.
     *
     * @param user absent as long as it isn't proven
     */
    Optional<Verdict.Refused> refusal(Session session, Optional<UserName> user) {
        InetAddress address = session.connection().remote().getAddress();
        return bans.banOf(user, session.key(), address, loop.nowMillis())
                .map(ban -> new Verdict.Refused(ErrorCode.BANNED, BanWords.refusal(ban), DropReason.BANNED))
                .or(() -> drainSentence.map(
                        sentence -> new Verdict.Refused(ErrorCode.BUSY, sentence, DropReason.DRAINING)));
    }
}
