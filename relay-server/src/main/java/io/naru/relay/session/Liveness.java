package io.naru.relay.session;

import io.naru.common.message.RelayMessage;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.net.Timer;

/**
 * Whether a client is still there: an absolute deadline until it has logged in; after that, on the extended level, a
 * PING when it has been silent for a while, and the end when it stays so. One timer at a time, set to the next thing
 * that may become due; hearing something moves no timer.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Liveness {
    private static final String TOKEN = "alive";

    private final Session session;
    private final Environment environment;
    private Timer timer;
    private long heardAtNanos;
    private boolean isAsked;

    Liveness(Session session, Environment environment) {
        this.session = session;
        this.environment = environment;
        this.heardAtNanos = environment.loop().nowNanos();
    }

    void onConnected() {
        schedule(environment.limits().loginDeadline().toNanos(), this::onLoginDeadline);
    }

    void onHeard() {
        heardAtNanos = environment.loop().nowNanos();
        isAsked = false;
    }

    /** Since when nothing was heard. */
    long idleNanos() {
        return environment.loop().nowNanos() - heardAtNanos;
    }

    /** The login is done; base clients can't be asked, TCP's keep-alive watches them. */
    void onGranted(boolean canBeAsked) {
        timer.cancel();
        if (canBeAsked) {
            schedule(environment.limits().pingAfter().toNanos(), this::onSilence);
        }
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void onLoginDeadline() {
        long seconds = environment.limits().loginDeadline().toSeconds();
        session.refuse(
                ErrorCode.LOGIN_TIMEOUT,
                "No login within " + seconds + " seconds; connect again.",
                DropReason.LOGIN_TIMEOUT);
    }

    private void onSilence() {
        long silentNanos = environment.loop().nowNanos() - heardAtNanos;
        long pingAfter = environment.limits().pingAfter().toNanos();
        long timeout = environment.limits().idleTimeout().toNanos();
        if (silentNanos >= timeout) {
            session.end(
                    ErrorCode.IDLE_TIMEOUT,
                    "Nothing was heard from this client for too long.",
                    DropReason.IDLE_TIMEOUT);
        } else if (silentNanos >= pingAfter && !isAsked) {
            isAsked = true;
            session.tell(new RelayMessage.Ping(TOKEN));
            schedule(Math.min(pingAfter, timeout - silentNanos), this::onSilence);
        } else {
            schedule((isAsked ? timeout : pingAfter) - silentNanos, this::onSilence);
        }
    }

    private void schedule(long inNanos, Runnable task) {
        timer = session.connection().schedule(environment.loop().nowNanos() + inNanos, task);
    }
}
