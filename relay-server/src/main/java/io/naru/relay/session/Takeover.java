package io.naru.relay.session;

import io.naru.common.message.RelayMessage;
import io.naru.common.wire.Level;
import io.naru.relay.net.Timer;
import java.util.function.Consumer;

/**
 * Whether the older session of a user still answers when a newer one has logged in. It is asked by PING; whatever is
 * heard from it within the time is an answer. A base client can't be asked: it counts as answering until TCP's
 * keep-alive finds it gone.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Takeover {
    private static final String TOKEN = "takeover";

    private final Session older;
    private final Environment environment;
    private Consumer<Boolean> asker;
    private Timer deadline;

    Takeover(Session older, Environment environment) {
        this.older = older;
        this.environment = environment;
    }

    /**
     * Finds out.
     *
     * @param answer told whether the older session answers: at once, or within the timeout
     */
    void ask(Consumer<Boolean> answer) {
        if (older.level() == Level.BASE || asker != null) {
            answer.accept(true);
            return;
        }
        asker = answer;
        older.tell(new RelayMessage.Ping(TOKEN));
        long deadlineNanos = environment.loop().nowNanos()
                + environment.limits().takeoverTimeout().toNanos();
        deadline = older.connection().schedule(deadlineNanos, () -> settle(false));
    }

    void onHeard() {
        if (asker != null) {
            settle(true);
        }
    }

    void onGone() {
        if (asker != null) {
            settle(false);
        }
    }

    private void settle(boolean isAnswered) {
        Consumer<Boolean> told = asker;
        asker = null;
        deadline.cancel();
        told.accept(isAnswered);
    }
}
