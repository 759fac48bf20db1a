package io.naru.client.ways;

import io.naru.client.agent.Agent;
import io.naru.client.agent.Reason;
import io.naru.client.data.Way;
import io.naru.client.transfer.DialRule;
import io.naru.common.message.Endpoint;
import io.naru.common.message.UserName;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tries all ways to an owner, and says of each in a sentence whether it works, and if not, why and what to open. Shows
 * no token.
 *
 * <p>Threading: the agent's.
 */
final class Probe implements Search {
    /** How long a way may take to be one. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Agent agent;
    private final UserName owner;
    private final List<Endpoint> targets;
    private final List<String> leftOut;
    private final List<Endpoint> own;
    private final Race.Course course;
    private final Consumer<List<String>> report;
    private final long startNanos;
    private final List<Agent.Timer> timers = new ArrayList<>();
    private final Set<Closeable> underWay = new LinkedHashSet<>();
    private final List<String> straightFailures = new ArrayList<>();
    private String straight;
    private String back;
    private String relayed;
    private String relayFailure = "it didn't answer";
    private boolean isOver;

    /**
     * A test that hasn't begun.
     *
     * @param targets where the owner may be connected to
     * @param leftOut the addresses that it named besides, each with why it isn't tried
     * @param own where this program listens
     */
    Probe(
            Agent agent,
            UserName owner,
            List<Endpoint> targets,
            List<String> leftOut,
            List<Endpoint> own,
            Race.Course course,
            Consumer<List<String>> report) {
        this.agent = agent;
        this.owner = owner;
        this.targets = targets;
        this.leftOut = leftOut;
        this.own = own;
        this.course = course;
        this.report = report;
        this.startNanos = agent.clock().nanos();
    }

    @Override
    public void start() {
        timers.add(agent.schedule(PATIENCE, this::tell));
        targets.forEach(to -> begin(
                outcome -> course.dial(to, outcome),
                () -> straight = straight == null ? "works: " + to + " answered" + within() : straight,
                failure -> straightFailures.add(to + failed(failure))));
        if (!course.askForSplice()) {
            onNoSplice("it can't be asked just now");
        }
    }

    @Override
    public void onReverse(Securing.Secured line) {
        line.breakOff();
        back = "works: it came" + within();
        tellIfAll();
    }

    @Override
    public void onSplice(Function<Dial.Outcome, Closeable> dial) {
        if (!isOver) {
            begin(dial, () -> relayed = "works: it stood" + within(), failure -> relayFailure = Reason.of(failure));
        }
    }

    @Override
    public void onNoSplice(String reason) {
        relayFailure = reason;
    }

    @Override
    public void close() {
        isOver = true;
        timers.forEach(Agent.Timer::cancel);
        underWay.forEach(Quiet::close);
        underWay.clear();
    }

    private void begin(Function<Dial.Outcome, Closeable> dial, Runnable works, Consumer<IOException> failed) {
        Closeable[] begun = new Closeable[1];
        begun[0] = dial.apply(new Dial.Outcome() {
            @Override
            public void onReady(Securing.Secured line) {
                underWay.remove(begun[0]);
                line.breakOff();
                works.run();
                tellIfAll();
            }

            @Override
            public void onFailed(IOException failure) {
                underWay.remove(begun[0]);
                failed.accept(failure);
            }
        });
        underWay.add(begun[0]);
    }

    private void tellIfAll() {
        if (!isOver && straight != null && back != null && relayed != null) {
            tell();
        }
    }

    private void tell() {
        if (isOver) {
            return;
        }
        close();
        report.accept(List.of(
                verdict(),
                "Straight to " + owner + " " + (straight == null ? noStraight() : straight) + ".",
                "Back from " + owner + " " + (back == null ? noBack() : back) + ".",
                "Through the relay " + (relayed == null ? noRelay() : relayed) + "."));
    }

    private String verdict() {
        String files = "Files from " + owner + " ";
        if (straight != null) {
            return files + "come " + Way.DIRECT.words() + ", encrypted.";
        }
        if (back != null) {
            return files + "come over a connection that " + owner + " makes, encrypted.";
        }
        return files
                + (relayed == null
                        ? "can't come: there is no way between you."
                        : "come " + Way.RELAY.words() + ", which can't read them.");
    }

    private String noStraight() {
        List<String> why = new ArrayList<>(straightFailures);
        targets.stream()
                .filter(to -> straightFailures.stream().noneMatch(failure -> failure.startsWith(to + " ")))
                .forEach(to -> why.add(to + failed(new SocketTimeoutException())));
        why.addAll(leftOut);
        String port = targets.isEmpty() ? "its port" : "port " + targets.get(0).port();
        return "doesn't work: " + (why.isEmpty() ? "no address was named" : String.join("; ", why)) + ". There, open "
                + port + " (TCP) in the firewall, have the router pass it on, or set data-port to a port that is open";
    }

    private String noBack() {
        if (own.isEmpty()) {
            return "doesn't work: this program couldn't open a port";
        }
        int port = own.get(0).port();
        if (DialRule.isForServices(port)) {
            return "doesn't work: " + OwnSide.forServices(port);
        }
        return "doesn't work: nobody could reach port " + port + " here within " + PATIENCE.toSeconds()
                + " seconds. Here, open it (TCP) in the firewall, have the router pass it on, or set data-port to a port"
                + " that is open";
    }

    private String noRelay() {
        return "doesn't work: " + relayFailure + ". Whoever runs the relay can allow it";
    }

    private static String failed(IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return " doesn't answer, as behind a firewall or router that lets nothing in";
        }
        String reason = Reason.of(failure);
        return reason.equals("connection refused")
                ? " refuses: nothing listens there, or a firewall turns it away"
                : " fails (" + reason + ")";
    }

    private String within() {
        double millis = (agent.clock().nanos() - startNanos) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        return String.format(Locale.ROOT, millis < 10 ? " within %.1f ms" : " within %.0f ms", millis);
    }
}
