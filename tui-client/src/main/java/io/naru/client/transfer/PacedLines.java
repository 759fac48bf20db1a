package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.Pace;
import io.naru.common.message.UserName;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks owners for lines no faster than a relay bears. A relay reads everything from an account more slowly that asks for
 * more than 50 files a second, so that its chat would stall, and sends it away in the end; thousands of small files in the
 * queue would come to that within seconds. A request may be followed by one for a way through the relay, which counts as
 * much.
 *
 * <p>Threading: the agent's.
 */
final class PacedLines implements PeerLines {
    /** Of what a relay takes at once, 1,000, less than half. */
    static final int AT_ONCE = 400;

    static final int PER_SECOND = 20;

    private final Agent agent;
    private final PeerLines lines;
    private final Pace pace;

    PacedLines(Agent agent, PeerLines lines) {
        this.agent = agent;
        this.lines = lines;
        this.pace = new Pace(agent, AT_ONCE, PER_SECOND);
    }

    @Override
    public Attempt open(UserName owner, String path, Listener listener) {
        Turn turn = new Turn(owner, path, listener);
        turn.await();
        return turn;
    }

    /** One request, before it is made and after. */
    private final class Turn implements Attempt {
        private final UserName owner;
        private final String path;
        private final Listener listener;
        private Optional<Agent.Timer> timer = Optional.empty();
        private Optional<Attempt> begun = Optional.empty();

        private Turn(UserName owner, String path, Listener listener) {
            this.owner = owner;
            this.path = path;
            this.listener = listener;
        }

        private void await() {
            Duration pause = pace.next();
            if (pause.isZero()) {
                begin();
            } else {
                timer = Optional.of(agent.schedule(pause, this::begin));
            }
        }

        private void begin() {
            begun = Optional.of(lines.open(owner, path, listener));
        }

        @Override
        public void close() {
            timer.ifPresent(Agent.Timer::cancel);
            begun.ifPresent(Attempt::close);
        }
    }
}
