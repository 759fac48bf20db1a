package io.naru.client.ways;

import io.naru.client.agent.Agent;
import io.naru.client.agent.RequestIds;
import io.naru.client.data.Way;
import io.naru.client.transfer.PeerLines;
import io.naru.common.message.Endpoint;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.RequestId;
import io.naru.common.message.TransferToken;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The requester's side: asks owners, judges their answers, and races the ways. An answer is taken only while the very
 * request is open: by its id, or, from a base client which knows no ids, by user and path. So each request leads to one
 * connection at most.
 *
 * <p>Threading: the agent's, but for {@link #onReverse}.
 */
final class Asks {
    /** How long an owner may take to answer; a base one may have others to serve first. */
    static final Duration ANSWER = Duration.ofSeconds(120);

    private static final int TOKENS_MAX = 256;

    private final Ground ground;
    private final RequestIds ids;
    private final Presence presence;
    private final TokenTable<Ask> awaited;
    private final Map<RequestId, Ask> asks = new LinkedHashMap<>();
    /** How many wait for the owner's answer; read by any thread. */
    private volatile int unanswered;

    /** What of this program others need to be told. */
    interface Presence {
        /** The own key's. Empty if there is none to be had. */
        Optional<Fingerprint> key();

        /** Where this program listens; empty if it can't. */
        List<Endpoint> candidates();
    }

    Asks(Ground ground, RequestIds ids, Presence presence) {
        this.ground = ground;
        this.ids = ids;
        this.presence = presence;
        this.awaited = new TokenTable<>(ground.agent.clock(), TOKENS_MAX);
    }

    /** One request. */
    final class Ask implements PeerLines.Attempt, Race.Course, Race.Finish {
        private final UserName owner;
        private final String path;
        private final PeerLines.Listener listener;
        /** Told how each way does, if that is what is asked for. */
        private final Optional<Consumer<List<String>>> report;

        private RequestId id;
        private Agent.Timer timer;
        private Fingerprint ownerKey;
        private TransferToken token;
        private Search search;
        private boolean isOver;

        private Ask(UserName owner, String path, PeerLines.Listener listener, Optional<Consumer<List<String>>> report) {
            this.owner = owner;
            this.path = path;
            this.listener = listener;
            this.report = report;
        }

        private void begin() {
            if (isOver) {
                return;
            }
            Optional<String> obstacle = ground.keys.obstacle(owner);
            Optional<Fingerprint> own = presence.key();
            if (ground.link().isEmpty()) {
                end(to -> to.onFailed("There is no connection to the relay."));
            } else if (obstacle.isPresent()) {
                end(to -> to.onRefused("not-permitted", obstacle.get()));
            } else if (own.isEmpty()) {
                end(to -> to.onFailed("This install's own key can't be read, so nothing can be encrypted."));
            } else {
                ask(own.get());
            }
        }

        private void ask(Fingerprint own) {
            id = ids.next('d');
            try {
                FileMessage request = new FileMessage.DownloadRequest(
                        owner, path, Optional.of(id), own.toString(), presence.candidates(), Optional.empty());
                if (!ground.sender.offer(request)) {
                    end(to -> to.onFailed("There is too much on the way to the relay. Try again in a moment."));
                    return;
                }
                asks.put(id, this);
                countUnanswered();
                timer = ground.agent.schedule(
                        ANSWER,
                        () -> end(to -> to.onFailed(
                                owner + "'s client didn't answer within " + ANSWER.toSeconds() + " seconds.")));
            } catch (InvalidValueException e) {
                end(to -> to.onFailed(e.getMessage()));
            }
        }

        private boolean isUnanswered() {
            return search == null;
        }

        // The owner's answer

        private void onAccept(FileMessage.DownloadAccept accept) {
            if (accept.requestId().isEmpty()) {
                onBaseAccept(accept);
                return;
            }
            Optional<Fingerprint> key = Wire.fingerprint(accept.fingerprint());
            if (accept.token().isEmpty() || key.isEmpty()) {
                end(to -> to.onFailed(owner + "'s client is of an older kind, and can't encrypt: it said neither which"
                        + " key it has nor by which token it knows this request."));
                return;
            }
            Optional<String> obstacle = ground.keys.obstacle(owner, key.get());
            if (obstacle.isPresent()) {
                ground.alarm(owner, obstacle.get());
                end(to -> to.onRefused("not-permitted", obstacle.get()));
                return;
            }
            ownerKey = key.get();
            token = accept.token().get();
            run(accept);
        }

        private void run(FileMessage.DownloadAccept accept) {
            List<Endpoint> told = new ArrayList<>();
            told.add(accept.endpoint());
            told.addAll(accept.candidates());
            timer.cancel();
            search = report.isPresent() ? probe(told, accept.seen(), report.get()) : race(told, accept.seen());
            countUnanswered();
            awaited.expect(token, owner, ownerKey, this);
            search.start();
        }

        private Search race(List<Endpoint> told, Optional<InetAddress> seen) {
            return new Race(
                    ground.agent,
                    ground.allowed(told, seen),
                    ground.memory.standingBack(owner),
                    this,
                    way -> ground.memory.died(owner, way),
                    this);
        }

        private Search probe(List<Endpoint> told, Optional<InetAddress> seen, Consumer<List<String>> whenDone) {
            return new Probe(
                    ground.agent,
                    owner,
                    ground.allowed(told, seen),
                    ground.leftOut(told, seen),
                    presence.candidates(),
                    this,
                    lines -> {
                        close();
                        whenDone.accept(lines);
                    });
        }

        private void onBaseAccept(FileMessage.DownloadAccept accept) {
            Optional<String> refusal = ground.link().isEmpty()
                    ? Optional.of("there is no connection to the relay")
                    : ground.rule.refusal(
                            accept.endpoint().address(),
                            accept.seen(),
                            ground.link().get().relay().address());
            if (ground.keys.hasKey(owner)) {
                String sentence = "The answer in the name of " + owner + " came without encryption, although " + owner
                        + " is here with a key: somebody else may have given it. Nothing was fetched.";
                ground.alarm(owner, sentence);
                end(to -> to.onRefused("not-permitted", sentence));
            } else if (refusal.isPresent()) {
                end(to -> to.onFailed(owner + " can't be connected to: " + refusal.get() + "."));
            } else {
                end(to -> to.onBaseOwner(accept.endpoint(), accept.size()));
            }
        }

        private void onRefuse(FileMessage.DownloadRefuse refusal) {
            String text = SafeText.line(refusal.text()).value();
            String code = refusal.code().isEmpty() ? "not-found" : refusal.code();
            end(to -> to.onRefused(code, text.isEmpty() ? owner + " doesn't share that file, or not any more." : text));
        }

        private void onReverse(Securing.Secured line) {
            if (isOver) {
                line.breakOff();
            } else {
                search.onReverse(line);
            }
        }

        // What the race sets going

        @Override
        public Closeable dial(Endpoint to, Dial.Outcome outcome) {
            return Dial.direct(ground.agent, ground.dialers, ground.securing, to, ownerKey, outcome);
        }

        @Override
        public boolean askForSplice() {
            return ground.sender.offer(new FileExchange.SpliceRequest(owner, Optional.of(id), Optional.empty()));
        }

        @Override
        public void prove(Securing.Secured line, Runnable proven, Consumer<IOException> failed) {
            TransferToken shown = token;
            ground.work(
                    line,
                    Dial.TIMEOUT,
                    () -> {
                        line.showToken(shown);
                        line.awaitReady();
                    },
                    proven,
                    failed);
        }

        @Override
        public void onWon(Way way, Securing.Secured line) {
            end(to -> to.onLine(ground.line(owner, way, line)));
        }

        @Override
        public void onLost(String reasons) {
            end(to -> to.onFailed(
                    "No way leads to " + owner + "'s computer: " + reasons + ". /net " + owner + " says more."));
        }

        // Its end

        private void end(Consumer<PeerLines.Listener> told) {
            if (!isOver) {
                close();
                told.accept(listener);
            }
        }

        @Override
        public void close() {
            isOver = true;
            if (timer != null) {
                timer.cancel();
            }
            if (search != null) {
                search.close();
            }
            awaited.revoke(this);
            if (id != null) {
                asks.remove(id, this);
            }
            countUnanswered();
        }
    }

    PeerLines.Attempt open(UserName owner, String path, PeerLines.Listener listener) {
        Ask ask = new Ask(owner, path, listener, Optional.empty());
        ground.agent.execute(ask::begin);
        return ask;
    }

    /** Tries all ways to somebody; why that isn't possible is told to the listener. */
    void probe(UserName owner, PeerLines.Listener listener, Consumer<List<String>> report) {
        new Ask(owner, Grants.PROBE_PATH, listener, Optional.of(report)).begin();
    }

    /** Somebody knocked with a token that may be one of these; waits for it if it may be on its way. Any thread. */
    TokenTable.Shown<Ask> onToken(TransferToken shown, Fingerprint key) throws InterruptedException {
        return awaited.await(shown, key, () -> unanswered > 0);
    }

    /** An owner has connected back, with the right token and key. Any thread. */
    void onReverse(Ask ask, Securing.Secured line) {
        ground.agent.execute(() -> ask.onReverse(line));
    }

    /** False if it answers none of these. */
    boolean onAccept(FileMessage.DownloadAccept accept) {
        Optional<Ask> ask = find(accept, accept.path());
        ask.ifPresent(found -> found.onAccept(accept));
        return ask.isPresent();
    }

    /** False if it answers none of these. */
    boolean onRefuse(FileMessage.DownloadRefuse refusal) {
        Optional<Ask> ask = find(refusal, refusal.path());
        ask.ifPresent(found -> found.onRefuse(refusal));
        return ask.isPresent();
    }

    /** The relay refuses; false if it was none of these. */
    boolean onRefused(String id, String code, String text) {
        Optional<Ask> ask = asks.values().stream()
                .filter(each -> each.id.value().equals(id))
                .findFirst();
        String sentence = SafeText.line(text).value();
        ask.ifPresent(refused -> {
            if (refused.isUnanswered()) {
                refused.end(to -> to.onRefused(code, sentence));
            } else {
                refused.search.onNoSplice(Wire.clause(sentence));
            }
        });
        return ask.isPresent();
    }

    /** The relay passes data on for a request; false if it is none of these. */
    boolean onSplice(UserName owner, RequestId id, TransferToken splice) {
        Ask ask = asks.get(id);
        if (ask == null
                || !ask.owner.equals(owner)
                || ask.isUnanswered()
                || ground.link().isEmpty()) {
            return false;
        }
        Endpoint relay = ground.link().get().relay();
        ask.search.onSplice(outcome -> Dial.throughRelay(
                ground.agent, ground.provers, ground.securing, relay, splice, Optional.of(ask.ownerKey), outcome));
        return true;
    }

    void onDown() {
        for (Ask ask : List.copyOf(asks.values())) {
            if (ask.isUnanswered()) {
                ask.end(to -> to.onFailed("The connection to the relay is gone."));
            } else {
                ask.search.onNoSplice("the connection to it is gone");
            }
        }
    }

    void onGone(UserName user) {
        asks.values().stream()
                .filter(ask -> ask.owner.equals(user) && ask.isUnanswered())
                .toList()
                .forEach(ask -> ask.end(to -> to.onRefused("offline", user + " has left.")));
    }

    private Optional<Ask> find(FileMessage answer, String path) {
        return asks.values().stream()
                .filter(ask -> ask.isUnanswered() && ask.owner.equals(answer.user()) && ask.path.equals(path))
                .filter(ask ->
                        answer.requestId().isEmpty() || answer.requestId().get().equals(ask.id))
                .findFirst();
    }

    private void countUnanswered() {
        unanswered = (int) asks.values().stream().filter(Ask::isUnanswered).count();
    }
}
