package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.Reason;
import io.naru.client.agent.Workers;
import io.naru.client.data.FetchSession;
import io.naru.client.data.FileFacts;
import io.naru.client.data.OwnerRefusal;
import io.naru.client.data.PeerLine;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeekEvent;
import io.naru.common.message.Endpoint;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks at the beginnings of others' files, one at a time: a new look ends the one before. Nothing is written to disk.
 *
 * <p>Threading: the agent's; lines are read on a thread of their own.
 */
public final class Peeking {
    /** How long a look may take once there is a line. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Agent agent;
    private final PeerLines lines;
    private final PeerGate gate;
    private final EngineEvent.Sink sink;
    private final Workers threads = new Workers("naru-peek", 2);
    private Optional<Look> open = Optional.empty();

    /** Nothing is looked at yet. */
    public Peeking(Agent agent, PeerLines lines, PeerGate gate, EngineEvent.Sink sink) {
        this.agent = agent;
        this.lines = lines;
        this.gate = gate;
        this.sink = sink;
    }

    /** Looks at a file; told by {@code PeekReceived} or {@code PeekFailed}, also when another look ends it. */
    public void look(UserName owner, String path) {
        Optional<Look> before = open;
        close();
        before.ifPresent(look -> sink.post(
                new PeekEvent.PeekFailed(look.owner, look.path, "Another file was looked at before it came.")));
        Optional<String> obstacle = gate.obstacle(owner);
        if (obstacle.isPresent()) {
            sink.post(new PeekEvent.PeekFailed(owner, path, obstacle.get()));
            return;
        }
        Look look = new Look(owner, path);
        open = Optional.of(look);
        look.attempt = Optional.of(lines.open(owner, path, look));
    }

    /** Ends the look that is open, without a word. */
    public void close() {
        open.ifPresent(Look::giveUp);
        open = Optional.empty();
    }

    private final class Look implements PeerLines.Listener {
        private final UserName owner;
        private final String path;
        private Optional<PeerLines.Attempt> attempt = Optional.empty();
        private Optional<PeerLine> line = Optional.empty();
        private Optional<Agent.Timer> timer = Optional.empty();

        private Look(UserName owner, String path) {
            this.owner = owner;
            this.path = path;
        }

        private void giveUp() {
            timer.ifPresent(Agent.Timer::cancel);
            attempt.ifPresent(PeerLines.Attempt::close);
            line.ifPresent(PeerLine::breakOff);
        }

        @Override
        public void onLine(PeerLine stands) {
            attempt = Optional.empty();
            line = Optional.of(stands);
            timer = Optional.of(agent.schedule(PATIENCE, () -> {
                stands.breakOff();
                end(new PeekEvent.PeekFailed(owner, path, owner + " sends nothing. Try again later."));
            }));
            threads.execute(() -> {
                PeekEvent outcome = read(stands);
                agent.execute(() -> end(outcome));
            });
        }

        private PeekEvent read(PeerLine stands) {
            try (FetchSession session = new FetchSession(stands, threads, agent.clock())) {
                FileFacts facts = session.facts(path);
                long octets = facts.version().octets();
                ByteBuffer into = ByteBuffer.allocate((int) Math.min(octets, PeekEvent.OCTETS_MAX));
                session.peek(facts, into);
                byte[] seen = Arrays.copyOf(into.array(), into.position());
                return new PeekEvent.PeekReceived(owner, path, seen, OptionalLong.of(octets));
            } catch (OwnerRefusal e) {
                return new PeekEvent.PeekFailed(owner, path, e.getMessage());
            } catch (IOException e) {
                stands.breakOff();
                return new PeekEvent.PeekFailed(owner, path, "The line to " + owner + " broke: " + Reason.of(e) + ".");
            }
        }

        @Override
        public void onBaseOwner(Endpoint at, OptionalLong size) {
            end(new PeekEvent.PeekFailed(
                    owner, path, owner + "'s client sends whole files only. Download it to look at it."));
        }

        @Override
        public void onRefused(String code, String sentence) {
            end(new PeekEvent.PeekFailed(owner, path, sentence));
        }

        @Override
        public void onFailed(String sentence) {
            end(new PeekEvent.PeekFailed(owner, path, sentence));
        }

        /** Once; what comes of a look that was given up is nobody's any more. */
        private void end(PeekEvent outcome) {
            if (open.filter(this::equals).isPresent()) {
                open = Optional.empty();
                timer.ifPresent(Agent.Timer::cancel);
                sink.post(outcome);
            }
        }
    }
}
