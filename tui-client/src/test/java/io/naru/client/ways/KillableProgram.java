package io.naru.client.ways;

import io.naru.client.agent.Agent;
import io.naru.client.agent.Breakdown;
import io.naru.client.agent.RequestIds;
import io.naru.client.data.Way;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.link.LinkListener;
import io.naru.client.link.LinkSetup;
import io.naru.client.link.LinkTimes;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.client.link.RelayLink;
import io.naru.client.link.TcpDialer;
import io.naru.client.testkit.Heard;
import io.naru.client.transfer.DialRule;
import io.naru.client.transfer.OtherOwners;
import io.naru.client.transfer.PeerGate;
import io.naru.client.transfer.PeerLines;
import io.naru.client.transfer.TcpConnector;
import io.naru.client.transfer.TransferBounds;
import io.naru.client.transfer.TransferSetup;
import io.naru.client.transfer.Transfers;
import io.naru.client.transfer.UploadSource;
import io.naru.common.identity.Identity;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.Password;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomNews;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * One user's link, ways and queue, with real sockets and real time, that can be ended as {@code kill -9} ends a program:
 * nobody is told, nothing is written down.
 *
 * <p>Threading: the test's thread.
 */
final class KillableProgram {
    private static final LinkTimes QUICK = new LinkTimes(
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(45),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(1),
            Duration.ofSeconds(2));

    /** Who it is and where; the same after it was killed. */
    record Household(UserName me, Identity identity, Cable cable, Path queue, UploadSource share) {}

    final Heard log = new Heard();
    /** Who else has what; nobody unless a test says so. */
    volatile OtherOwners others = (content, listener) -> Optional.empty();

    private final Household home;
    private final Agent agent = new Agent(Clock.system());
    private final RelayLink link;
    private final Ways ways;
    private final Transfers transfers;
    private final Firewall firewall;

    private KillableProgram(Household home, Way outwards, Way open, UnaryOperator<PeerLines> lines, long seed) {
        this.home = home;
        this.firewall = new Firewall(
                new TlsSecuring(() -> Optional.of(home.identity())),
                outwards,
                open,
                home.cable().port());
        this.link = new RelayLink(new LinkSetup(
                agent, new TcpDialer(Duration.ofSeconds(20)), QUICK, new Random(seed), "test", log, new Ears()));
        RequestIds ids = RequestIds.ofNewProgram(new Random(seed));
        PeerLines counted = lines.apply((owner, path, listener) -> ways().open(owner, path, listener));
        this.transfers = new Transfers(new TransferSetup(
                agent,
                link,
                ids,
                log,
                counted,
                new TcpConnector(),
                (owner, folder, cursor, listener) -> listener.onFailed("There are no folders."),
                (content, listener) -> others.seek(content, listener),
                home.share(),
                PeerGate.OPEN,
                user -> false,
                (root, octets) -> List.of(),
                TransferBounds.DEFAULT,
                new Random(seed),
                () -> {}));
        this.ways = new Ways(
                new WaysSetup(agent, link, ids, log, new NoKeys(), () -> Optional.of(home.identity()), 0),
                transfers.receiver(),
                firewall,
                DialRule.ofThisMachine());
    }

    private Ways ways() {
        return ways;
    }

    /**
     * Starts it, and waits for its link.
     *
     * @param outwards what a connection is that it makes to the other program
     * @param open the way that its firewall lets through
     * @param lines what is put around the lines that it asks for
     */
    static KillableProgram start(Household home, Way outwards, Way open, UnaryOperator<PeerLines> lines, long seed) {
        KillableProgram program = new KillableProgram(home, outwards, open, lines, seed);
        program.agent.start("killable-" + home.me(), new Breakdown());
        program.agent.execute(() -> program.link.connect(Login.of(
                new RelayAddress("127.0.0.1", home.cable().port()),
                home.me(),
                Optional.of(Password.of("secret of " + home.me())),
                Protection.PLAIN)));
        program.awaitUp();
        return program;
    }

    void awaitUp() {
        log.await(EngineEvent.LinkUp.class);
    }

    long download(DownloadOrder order) {
        long id = transfers.idFor(order);
        agent.execute(() -> transfers.download(id, order));
        return id;
    }

    /** Leaves a download alone, and waits until it is. */
    void pause(long id, String path) {
        agent.execute(() -> transfers.pause(id));
        awaitDownload(path, TransferState.PAUSED);
    }

    /** Goes on with one that was paused. */
    void resume(long id) {
        agent.execute(() -> transfers.resume(id));
    }

    /** Tries one that failed again. */
    void retry(long id) {
        agent.execute(() -> transfers.retry(id));
    }

    TransferView awaitDownload(String path, TransferState state) {
        return log.await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().direction() == TransferView.Direction.DOWNLOAD
                                && changed.transfer().path().equals(path)
                                && changed.transfer().state() == state)
                .transfer();
    }

    /** From now on its firewall lets another way through, and what went through before has ended. */
    void open(Way next) {
        firewall.open(next);
    }

    /** Ends what others see of it at this moment. */
    void kill() throws IOException {
        firewall.kill();
        home.cable().cut();
        agent.execute(ways::close);
    }

    /** Waits until nothing of it is left, after it was killed. */
    void bury() {
        agent.execute(() -> {
            link.leave();
            transfers.stopAll();
        });
        boolean isAnyLeft = true;
        while (isAnyLeft) {
            CompletableFuture<Boolean> told = new CompletableFuture<>();
            agent.execute(() -> told.complete(transfers.isAnyUnderWay()));
            isAnyLeft = told.join();
        }
        CompletableFuture<Void> closed = new CompletableFuture<>();
        agent.execute(() -> transfers.close(() -> closed.complete(null)));
        closed.join();
        agent.stop();
    }

    private static final class NoKeys implements PeerKeys {
        @Override
        public Optional<String> obstacle(UserName user) {
            return Optional.empty();
        }

        @Override
        public Optional<String> obstacle(UserName user, Fingerprint key) {
            return Optional.empty();
        }

        @Override
        public boolean hasKey(UserName user) {
            return true;
        }
    }

    private final class Ears implements LinkListener {
        @Override
        public void onUp(Ends ends) {
            ways.onUp(ends.local(), ends.relay(), ends.relayPort());
            transfers.open(Optional.of(home.queue()));
            transfers.onUp(ends.local());
        }

        @Override
        public void onDown() {
            transfers.onDown();
            ways.onDown();
        }

        @Override
        public void onFile(FileMessage message) {
            if (message instanceof FileMessage.DownloadRequest request) {
                ways.onRequest(request);
            } else if (message instanceof FileMessage.DownloadAccept accept) {
                ways.onAccept(accept);
            } else if (message instanceof FileMessage.DownloadRefuse refusal) {
                ways.onRefuse(refusal);
            } else if (message instanceof FileExchange.SpliceRequest splice) {
                ways.onSplice(splice);
            }
        }

        @Override
        public void onChat(RelayMessage.Chat chat) {}

        @Override
        public void onRoom(RoomNews news) {}

        @Override
        public void onSnapshotEnd() {}

        @Override
        public void onRefused(String id, ErrorCode code, String text) {
            ways.onRefused(id, code, text);
        }

        @Override
        public PeerTrust onPresence(UserName user, PresenceState state, Optional<Fingerprint> key) {
            if (state == PresenceState.OFFLINE) {
                transfers.onGone(user);
                ways.onGone(user);
            } else {
                transfers.onSeen(user);
            }
            return PeerTrust.NONE;
        }
    }
}
