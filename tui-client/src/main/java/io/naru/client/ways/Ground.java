package io.naru.client.ways;

import io.naru.client.agent.Agent;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.Workers;
import io.naru.client.data.Way;
import io.naru.client.event.EngineEvent;
import io.naru.client.transfer.DialRule;
import io.naru.common.message.Endpoint;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What both sides of a line stand on: the link, the threads, who may be dialled, and how tokens are shown.
 *
 * <p>Threading: the agent's, but for the final fields' own.
 */
final class Ground {
    private static final int DIALERS = 32;
    private static final int PROVERS = 64;

    /** Work on a line that blocks. */
    @FunctionalInterface
    interface Blocking {
        void run() throws IOException;
    }

    /**
     * Where the link stands.
     *
     * @param local this machine's address on it
     * @param relay where the relay is reached
     */
    record Link(InetAddress local, Endpoint relay) {}

    final Agent agent;
    final FileSender sender;
    final EngineEvent.Sink sink;
    final PeerKeys keys;
    final Securing securing;
    final DialRule rule;
    final WayMemory memory;
    final Workers dialers = new Workers("naru-data-dial", DIALERS);
    /** Apart from the dialers, so that addresses which don't answer don't hold up lines that stand. */
    final Workers provers = new Workers("naru-data-token", PROVERS);

    private Link link;

    Ground(Agent agent, FileSender sender, EngineEvent.Sink sink, PeerKeys keys, Securing securing, DialRule rule) {
        this.agent = agent;
        this.sender = sender;
        this.sink = sink;
        this.keys = keys;
        this.securing = securing;
        this.rule = rule;
        this.memory = new WayMemory(agent.clock());
    }

    /** The link, if there is one. */
    Optional<Link> link() {
        return Optional.ofNullable(link);
    }

    void setLink(Optional<Link> now) {
        link = now.orElse(null);
    }

    /** Which of the places that somebody names may be connected to. */
    List<Endpoint> allowed(List<Endpoint> told, Optional<InetAddress> seen) {
        return link().map(up -> Candidates.toTry(told, seen).stream()
                        .filter(each -> rule.refusal(
                                        each.address(), seen, up.relay().address())
                                .isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** Where somebody who asked for a file may be connected back to. */
    List<Endpoint> allowedBack(List<Endpoint> told, Optional<InetAddress> seen) {
        return link().map(up -> Candidates.toTry(told, seen).stream()
                        .filter(each -> rule.refusalBack(each, seen, up.relay().address())
                                .isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** The places among them that may not, each with why. */
    List<String> leftOut(List<Endpoint> told, Optional<InetAddress> seen) {
        return link().map(up -> told.stream()
                        .flatMap(each -> rule
                                .refusal(each.address(), seen, up.relay().address())
                                .map(why -> each + " isn't tried: " + why)
                                .stream())
                        .toList())
                .orElse(List.of());
    }

    /** A line that stands, which remembers when its way dies. Any thread. */
    WayLine line(UserName peer, Way way, Securing.Secured secured) {
        return new WayLine(peer, way, secured, agent.clock(), () -> agent.execute(() -> memory.died(peer, way)));
    }

    /** Does what blocks on a line on a thread of its own, and breaks the line off if it isn't done in time. */
    void work(Securing.Secured line, Duration timeout, Blocking work, Runnable done, Consumer<IOException> failed) {
        Agent.Timer timer = agent.schedule(timeout, line::breakOff);
        provers.execute(() -> {
            try {
                work.run();
                agent.execute(() -> {
                    timer.cancel();
                    done.run();
                });
            } catch (IOException e) {
                line.breakOff();
                agent.execute(() -> {
                    timer.cancel();
                    failed.accept(e);
                });
            }
        });
    }

    /** Says something that the user must not miss. Any thread. */
    void alarm(UserName about, String sentence) {
        sink.post(new EngineEvent.NetReported(Optional.of(about), List.of(sentence), true));
    }

    /** Somebody showed the token that was made for a user, with a key that isn't that user's. Any thread. */
    void alarmOtherKey(UserName user, String from) {
        alarm(
                user,
                "Somebody at " + from + " came with the one-time token that was made for " + user
                        + ", but without the key of " + user + ", and was sent away. Only " + user
                        + " and the relay had that token: if this happens again, don't trust the relay.");
    }
}
