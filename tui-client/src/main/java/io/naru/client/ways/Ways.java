package io.naru.client.ways;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.data.PeerLine;
import io.naru.client.event.EngineEvent;
import io.naru.client.transfer.DialRule;
import io.naru.client.transfer.LineReceiver;
import io.naru.client.transfer.PeerLines;
import io.naru.common.identity.Identity;
import io.naru.common.message.Endpoint;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The ways between this program and other users' clients, in both directions: asks and answers through the relay, one
 * listening socket, and what is known of why a way works or doesn't.
 *
 * <p>Threading: the agent's.
 */
public final class Ways implements PeerLines {
    private final Ground ground;
    private final Asks asks;
    private final Grants grants;
    private final Reception reception;
    private final Supplier<Optional<Identity>> identity;
    private final int wantedPort;
    private Door door;
    private Optional<String> noDoorBecause = Optional.empty();

    /**
     * No lines yet.
     *
     * @param receiver decides about requests, and takes the lines of requesters
     */
    public Ways(WaysSetup setup, LineReceiver receiver) {
        this(setup, receiver, new TlsSecuring(setup.identity()), DialRule.ofThisMachine());
    }

    Ways(WaysSetup setup, LineReceiver receiver, Securing securing, DialRule rule) {
        this.ground = new Ground(setup.agent(), setup.sender(), setup.sink(), setup.keys(), securing, rule);
        this.identity = setup.identity();
        this.wantedPort = setup.dataPort();
        Asks.Presence presence = new Here();
        this.asks = new Asks(ground, setup.ids(), presence);
        this.grants = new Grants(ground, presence, receiver);
        this.reception = new Reception(ground, grants, asks);
    }

    private final class Here implements Asks.Presence {
        @Override
        public Optional<Fingerprint> key() {
            return identity.get().map(Identity::fingerprint);
        }

        @Override
        public List<Endpoint> candidates() {
            Optional<Door> opened = openDoor();
            return ground.link().isEmpty() || opened.isEmpty()
                    ? List.of()
                    : Candidates.own(ground.link().get().local(), opened.get().port());
        }
    }

    /** The link stands: at this machine's address, with the relay at that one. */
    public void onUp(InetAddress local, InetAddress relay, int relayPort) {
        ground.setLink(Optional.of(new Ground.Link(local, new Endpoint(relay, relayPort))));
        if (door != null && door.isLoopbackOnly() != local.isLoopbackAddress()) {
            closeDoor();
        }
    }

    /** The link is gone; lines that stand go on. */
    public void onDown() {
        asks.onDown();
        grants.onDown();
        ground.setLink(Optional.empty());
    }

    /** Somebody has left. */
    public void onGone(UserName user) {
        asks.onGone(user);
    }

    /** Lets nobody in any more. */
    public void close() {
        closeDoor();
    }

    @Override
    public Attempt open(UserName owner, String path, Listener listener) {
        return asks.open(owner, path, listener);
    }

    /** Somebody asks for a file; false if by a client that can't encrypt. */
    public boolean onRequest(FileMessage.DownloadRequest request) {
        return grants.onRequest(request);
    }

    /** An owner says where a file waits; false if nobody asked here. */
    public boolean onAccept(FileMessage.DownloadAccept accept) {
        return asks.onAccept(accept);
    }

    /** An owner refuses; false if nobody asked here. */
    public boolean onRefuse(FileMessage.DownloadRefuse refusal) {
        return asks.onRefuse(refusal);
    }

    /** The relay refuses a request; false if it was none of these. */
    public boolean onRefused(String id, ErrorCode code, String text) {
        return asks.onRefused(id, code == ErrorCode.UNKNOWN_USER ? "offline" : code.token(), text);
    }

    /** The relay passes data on for somebody. */
    public void onSplice(FileExchange.SpliceRequest splice) {
        if (splice.requestId().isPresent() && splice.token().isPresent()) {
            boolean isAsked = asks.onSplice(
                    splice.user(), splice.requestId().get(), splice.token().get());
            if (!isAsked) {
                grants.onSplice(
                        splice.user(), splice.requestId().get(), splice.token().get());
            }
        }
    }

    /** Says which ways there are, in general or to a user. Told by {@code NetReported}. */
    public void net(Optional<UserName> user) {
        if (user.isEmpty()) {
            report(user, own());
            return;
        }
        UserName owner = user.get();
        asks.probe(owner, new NotTested(owner), lines -> report(user, lines));
    }

    private void report(Optional<UserName> about, List<String> lines) {
        ground.sink.post(new EngineEvent.NetReported(about, lines, false));
    }

    /** Why the ways to somebody can't be tested. */
    private final class NotTested implements Listener {
        private final UserName owner;

        private NotTested(UserName owner) {
            this.owner = owner;
        }

        @Override
        public void onLine(PeerLine line) {
            line.breakOff();
        }

        @Override
        public void onBaseOwner(Endpoint at, OptionalLong size) {
            tell(owner + " has a client of the simple kind: files come straight from it or not at all, unencrypted.");
        }

        @Override
        public void onRefused(String code, String sentence) {
            tell(
                    code.equals("not-found")
                            ? owner + " has a client that can't test ways."
                            : "The ways to " + owner + " can't be tested. " + sentence);
        }

        @Override
        public void onFailed(String sentence) {
            tell("The ways to " + owner + " can't be tested. " + sentence);
        }

        private void tell(String sentence) {
            report(Optional.of(owner), List.of(sentence));
        }
    }

    private List<String> own() {
        if (ground.link().isEmpty()) {
            return List.of("There is no connection to the relay, and nobody can be found without it.");
        }
        Ground.Link link = ground.link().get();
        List<String> lines = new ArrayList<>();
        lines.add("The relay is reached at " + link.relay() + " from " + Endpoint.host(link.local()) + ".");
        Optional<Door> opened = openDoor();
        if (opened.isEmpty()) {
            lines.add("No port could be opened here: " + noDoorBecause.orElse("the system refused")
                    + ". Files come and go only over connections that this program makes.");
            return lines;
        }
        Door at = opened.get();
        lines.addAll(new OwnSide(
                        Candidates.own(link.local(), at.port()),
                        at.port(),
                        at.isLoopbackOnly(),
                        wantedPort,
                        at.otherPortBecause(),
                        reception.welcomed())
                .lines());
        lines.add(
                "Where neither side reaches the other, the relay passes on what it can't read. /net USER tests all ways"
                        + " to somebody.");
        return lines;
    }

    private Optional<Door> openDoor() {
        if (door == null && ground.link().isPresent()) {
            try {
                door = Door.open(ground.link().get().local(), wantedPort, ground.agent.clock(), reception::receive);
                noDoorBecause = Optional.empty();
            } catch (IOException e) {
                noDoorBecause = Optional.of(Reason.of(e));
                EngineLog.mishap(() -> "no port could be opened for files: " + Reason.of(e));
            }
        }
        return Optional.ofNullable(door);
    }

    private void closeDoor() {
        if (door != null) {
            door.close();
            door = null;
        }
    }
}
