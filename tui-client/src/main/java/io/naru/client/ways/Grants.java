package io.naru.client.ways;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.data.Way;
import io.naru.client.transfer.LineReceiver;
import io.naru.common.message.Endpoint;
import io.naru.common.message.FileMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.RequestId;
import io.naru.common.message.TransferToken;
import io.naru.common.message.UserName;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * The owner's side: whoever may have a file gets a token and is told where this program listens. Who hasn't come after a
 * moment is connected to in turn, at the addresses that the same rule allows which holds for requesters; and what the
 * relay passes on is met there. Whichever comes first with the token gets the line.
 *
 * <p>Threading: the agent's, but for {@link #onToken} and {@link #welcome}.
 */
final class Grants {
    /** How long a requester may come by itself before this side connects back. */
    static final Duration BACK_AFTER = Duration.ofMillis(100);
    /** The path of requests that want to know which ways there are, not a file. */
    static final String PROBE_PATH = ".net";

    /** How long the receiver may think about a request. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private static final int OPEN_MAX = 64;
    private static final int OPEN_OF_USER_MAX = 12;

    private final Ground ground;
    private final Asks.Presence presence;
    private final LineReceiver receiver;
    private final TokenTable<Grant> given;
    private final Set<Grant> open = new LinkedHashSet<>();
    /** Whom somebody here connects back to just now: one at a time, since the address is what a relay says. */
    private final Set<InetAddress> backDialled = new HashSet<>();

    Grants(Ground ground, Asks.Presence presence, LineReceiver receiver) {
        this.ground = ground;
        this.presence = presence;
        this.receiver = receiver;
        this.given = new TokenTable<>(ground.agent.clock(), OPEN_MAX);
    }

    /** A request that was answered, or will be, with yes. */
    final class Grant {
        private final FileMessage.DownloadRequest request;
        private final Fingerprint key;
        private final Deque<Endpoint> toDial = new ArrayDeque<>();
        private final Set<Closeable> underWay = new LinkedHashSet<>();
        private TransferToken token;
        private boolean isSpliced;
        private boolean isBackDue;
        private boolean isBack;

        private Grant(FileMessage.DownloadRequest request, Fingerprint key) {
            this.request = request;
            this.key = key;
        }

        private UserName user() {
            return request.user();
        }

        private boolean isProbe() {
            return request.path().equals(PROBE_PATH);
        }

        private boolean isOpen() {
            return open.contains(this) && given.isOpen(this);
        }

        private void answer(LineReceiver.Admission admission) {
            if (!open.contains(this)) {
                return;
            }
            if (admission instanceof LineReceiver.Admission.Refused no) {
                close();
                refuse(request, no.code(), no.sentence());
            } else if (admission instanceof LineReceiver.Admission.Welcome yes) {
                welcome(yes);
            }
        }

        private void welcome(LineReceiver.Admission.Welcome facts) {
            List<Endpoint> own = presence.candidates();
            Optional<Fingerprint> ownKey = presence.key();
            Optional<TransferToken> issued = given.issue(user(), key, this);
            if (own.isEmpty() || ownKey.isEmpty() || issued.isEmpty()) {
                close();
                refuse(request, "busy", "This user's computer can't take connections just now. Try again later.");
                return;
            }
            token = issued.get();
            boolean isSent = ground.sender.offer(new FileMessage.DownloadAccept(
                    user(),
                    request.path(),
                    own.get(0),
                    request.requestId(),
                    issued,
                    ownKey.get().toString(),
                    facts.octets(),
                    facts.modifiedMillis(),
                    facts.root(),
                    own.subList(1, own.size()),
                    Optional.empty()));
            if (!isSent) {
                close();
                EngineLog.mishap(() -> user() + " couldn't be told where a file waits");
                return;
            }
            toDial.addAll(ground.allowedBack(request.candidates(), request.seen()));
            ground.agent.schedule(isProbe() ? Duration.ZERO : BACK_AFTER, () -> {
                isBackDue = true;
                dialNext();
            });
            ground.agent.schedule(TokenTable.LIFE, this::close);
        }

        /** Connects back to the next address that nobody here connects to; who is through with one calls again. */
        private void dialNext() {
            Optional<Endpoint> next = isOpen() && isBackDue && !isBack
                    ? toDial.stream()
                            .filter(each -> !backDialled.contains(each.address()))
                            .findFirst()
                    : Optional.empty();
            next.ifPresent(to -> {
                toDial.remove(to);
                backDialled.add(to.address());
                dial(
                        Way.REVERSE,
                        Optional.of(to.address()),
                        outcome -> Dial.direct(ground.agent, ground.dialers, ground.securing, to, key, outcome));
                if (!toDial.isEmpty()) {
                    ground.agent.schedule(Race.APART, this::dialNext);
                }
            });
        }

        private void splice(TransferToken splice, Endpoint relay) {
            if (!isSpliced && isOpen()) {
                isSpliced = true;
                dial(
                        Way.RELAY,
                        Optional.empty(),
                        outcome -> Dial.throughRelay(
                                ground.agent,
                                ground.provers,
                                ground.securing,
                                relay,
                                splice,
                                Optional.empty(),
                                outcome));
            }
        }

        private void dial(Way way, Optional<InetAddress> back, Function<Dial.Outcome, Closeable> dial) {
            Closeable[] begun = new Closeable[1];
            Closeable attempt = dial.apply(new Dial.Outcome() {
                @Override
                public void onReady(Securing.Secured line) {
                    underWay.remove(begun[0]);
                    back.ifPresent(Grants.this::onBackDialled);
                    if (way == Way.REVERSE && isBack) {
                        line.breakOff();
                    } else {
                        isBack |= way == Way.REVERSE;
                        meet(way, line);
                    }
                }

                @Override
                public void onFailed(IOException failure) {
                    underWay.remove(begun[0]);
                    EngineLog.mishap(() -> "no way " + way.words() + " to " + user() + ": " + Reason.of(failure));
                    back.ifPresent(Grants.this::onBackDialled);
                }
            });
            begun[0] = () -> {
                attempt.close();
                back.ifPresent(Grants.this::onBackDialled);
            };
            underWay.add(begun[0]);
        }

        /** A line stands that this side made, or the relay; the requester shows its token on it. */
        private void meet(Way way, Securing.Secured line) {
            TransferToken own = token;
            ground.work(
                    line,
                    TokenTable.LIFE,
                    () -> {
                        if (way == Way.REVERSE) {
                            line.showToken(own);
                        }
                        TransferToken shown = line.awaitToken();
                        TokenTable.Shown<Grant> found = onToken(shown, line.peerKey());
                        if (found.entry().isPresent() && !found.isRightKey()) {
                            ground.alarmOtherKey(user(), "the other end, " + way.words() + ",");
                        }
                        if (!found.isRight()) {
                            throw new IOException("the token wasn't the right one");
                        }
                        Grants.this.welcome(found.entry().orElseThrow().purpose(), way, line);
                    },
                    () -> {},
                    failure ->
                            EngineLog.mishap(() -> "a line to " + user() + " came to nothing: " + Reason.of(failure)));
        }

        private void closeUnanswered() {
            if (token == null) {
                close();
            }
        }

        private void close() {
            if (open.remove(this)) {
                given.revoke(this);
                toDial.clear();
                List.copyOf(underWay).forEach(Quiet::close);
                underWay.clear();
            }
        }
    }

    /** Nobody connects to an address any more, so whoever waits for that may. */
    private void onBackDialled(InetAddress address) {
        backDialled.remove(address);
        ground.agent.execute(() -> List.copyOf(open).forEach(Grant::dialNext));
    }

    /** False if it is a base client's, of a user without a key here: the answer to it is another one. */
    boolean onRequest(FileMessage.DownloadRequest request) {
        if (request.requestId().isEmpty() || request.fingerprint().isEmpty()) {
            return isStripped(request);
        }
        Optional<Fingerprint> key = Wire.fingerprint(request.fingerprint());
        if (key.isEmpty()) {
            refuse(request, "not-permitted", "The fingerprint of your key can't be read.");
            return true;
        }
        boolean isBlocked = ground.keys.obstacle(request.user()).isPresent()
                || ground.keys.obstacle(request.user(), key.get()).isPresent();
        long ofUser =
                open.stream().filter(each -> each.user().equals(request.user())).count();
        if (isBlocked) {
            refuse(
                    request,
                    "not-permitted",
                    "Your key isn't the one that you are known by here. Ask for it to be compared or accepted.");
        } else if (open.size() >= OPEN_MAX || ofUser >= OPEN_OF_USER_MAX) {
            refuse(request, "busy", "Too many files are asked for at once. Try again later.");
        } else {
            grant(new Grant(request, key.get()));
        }
        return true;
    }

    /** Whether it isn't from who it says, since that user has a key here; refused then. */
    private boolean isStripped(FileMessage.DownloadRequest request) {
        if (!ground.keys.hasKey(request.user())) {
            return false;
        }
        ground.alarm(
                request.user(),
                "A file was asked for in the name of " + request.user() + " without encryption, although "
                        + request.user() + " is known here by a key: somebody else may have asked. Nothing was sent.");
        refuse(request, "not-permitted", "You are known here by a key; ask with it.");
        return true;
    }

    private void grant(Grant grant) {
        open.add(grant);
        ground.agent.schedule(ANSWER, grant::closeUnanswered);
        if (grant.isProbe()) {
            grant.answer(
                    new LineReceiver.Admission.Welcome(OptionalLong.empty(), OptionalLong.empty(), Optional.empty()));
        } else {
            receiver.onRequest(grant.user(), grant.request.path(), grant::answer);
        }
    }

    /** Somebody shows a token that may be one of these. Any thread. */
    TokenTable.Shown<Grant> onToken(TransferToken shown, Fingerprint key) {
        return given.take(shown, key);
    }

    /** The token was right: says so, and hands the line on. Any thread; blocks. */
    void welcome(Grant grant, Way way, Securing.Secured line) throws IOException {
        line.sayReady();
        ground.agent.execute(grant::close);
        WayLine made = ground.line(grant.user(), way, line);
        if (grant.isProbe()) {
            made.close();
        } else {
            receiver.onLine(made);
        }
    }

    /** The relay passes data on for a request that was answered here. */
    void onSplice(UserName user, RequestId id, TransferToken splice) {
        if (ground.link().isEmpty()) {
            return;
        }
        Endpoint relay = ground.link().get().relay();
        List<Grant> asked = open.stream()
                .filter(each ->
                        each.user().equals(user) && each.request.requestId().equals(Optional.of(id)))
                .toList();
        asked.forEach(each -> each.splice(splice, relay));
    }

    /** The link is gone: who hasn't been answered can't be. */
    void onDown() {
        new ArrayList<>(open).stream().filter(each -> each.token == null).forEach(Grant::close);
    }

    private void refuse(FileMessage.DownloadRequest request, String code, String sentence) {
        boolean isTold = ground.sender.offer(
                new FileMessage.DownloadRefuse(request.user(), request.path(), request.requestId(), code, sentence));
        if (!isTold) {
            EngineLog.mishap(() -> request.user() + " couldn't be told that a file isn't to be had");
        }
    }
}
