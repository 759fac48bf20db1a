package io.naru.client.ways;

import io.naru.client.agent.FileSender;
import io.naru.client.agent.RequestIds;
import io.naru.client.data.PeerLine;
import io.naru.client.event.EngineEvent;
import io.naru.client.testkit.Stepped;
import io.naru.client.transfer.DialRule;
import io.naru.client.transfer.LineReceiver;
import io.naru.client.transfer.PeerLines;
import io.naru.common.identity.Identity;
import io.naru.common.message.Endpoint;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.TransferToken;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Alice, who wants files, and bob, who has some, each with ways of their own over loopback, TLS and all, and a relay
 * between them that a test can make lie. Time passes when a test says so.
 *
 * <p>Threading: the test's thread.
 */
final class TwoSides implements Closeable {
    static final UserName ALICE = UserName.of("alice");
    static final UserName BOB = UserName.of("bob");
    static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final Stepped stepped = new Stepped();
    private final Pass pass = new Pass();
    final Side alice;
    final Side bob;
    /** What becomes of messages at the relay; null drops one. */
    volatile UnaryOperator<FileMessage> tampering = message -> message;
    /** Whether the relay passes data on. */
    volatile boolean isSplicing = true;

    TwoSides() throws IOException {
        alice = new Side(ALICE, BOB);
        bob = new Side(BOB, ALICE);
        pass.start();
    }

    /** One user's program. */
    final class Side implements FileSender, LineReceiver, PeerKeys, PeerLines.Listener {
        final UserName me;
        final UserName other;
        final Identity identity = Identity.create(new SecureRandom(), Instant.parse("2026-11-23T09:00:00Z"));
        final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        final BlockingQueue<PeerLine> lines = new LinkedBlockingQueue<>();
        final BlockingQueue<EngineEvent.NetReported> reports = new LinkedBlockingQueue<>();
        final Ways ways;
        volatile Optional<Fingerprint> knownKey = Optional.empty();
        volatile boolean isOtherHereWithKey = true;
        volatile Admission admission =
                new Admission.Welcome(OptionalLong.of(12), OptionalLong.of(1000), Optional.empty());

        private Side(UserName me, UserName other) {
            this.me = me;
            this.other = other;
            this.ways = new Ways(
                    new WaysSetup(
                            stepped.agent(),
                            this,
                            new RequestIds(me + "-"),
                            event -> reports.add((EngineEvent.NetReported) event),
                            this,
                            () -> Optional.of(identity),
                            0),
                    this,
                    new TlsSecuring(() -> Optional.of(identity)),
                    DialRule.ofThisMachine());
            stepped.run(() -> ways.onUp(HERE, HERE, pass.port()));
        }

        PeerLines.Attempt open(String path) {
            PeerLines.Attempt[] attempt = new PeerLines.Attempt[1];
            stepped.run(() -> attempt[0] = ways.open(other, path, this));
            return attempt[0];
        }

        /** What was heard of an attempt; time passes meanwhile. */
        <T> T await(Class<T> kind) {
            return kind.cast(TwoSides.this.await(heard));
        }

        /** The same while no time passes: what comes is there without waiting for anything else. */
        <T> T awaitAtOnce(Class<T> kind) {
            try {
                return kind.cast(heard.poll(40, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
        }

        PeerLine awaitServed() {
            return TwoSides.this.await(lines);
        }

        EngineEvent.NetReported awaitReport() {
            return TwoSides.this.await(reports);
        }

        @Override
        public boolean offer(FileMessage message) {
            stepped.agent().execute(() -> pass(this, message));
            return true;
        }

        @Override
        public boolean put(FileMessage message) {
            return offer(message);
        }

        @Override
        public void onRequest(UserName who, String path, Consumer<Admission> answer) {
            answer.accept(admission);
        }

        @Override
        public Optional<String> obstacle(UserName user) {
            return Optional.empty();
        }

        @Override
        public Optional<String> obstacle(UserName user, Fingerprint key) {
            return knownKey.isEmpty() || knownKey.get().equals(key)
                    ? Optional.empty()
                    : Optional.of("The key of " + user + " is another one.");
        }

        @Override
        public boolean hasKey(UserName user) {
            return isOtherHereWithKey;
        }

        @Override
        public void onLine(PeerLine line) {
            // Alice hears of what she asked for, bob of whom he serves.
            if (me.equals(ALICE)) {
                heard.add(line);
            } else {
                lines.add(line);
            }
        }

        @Override
        public void onBaseOwner(Endpoint at, OptionalLong size) {
            heard.add(at);
        }

        @Override
        public void onRefused(String code, String sentence) {
            heard.add(new Refused(code, sentence));
        }

        @Override
        public void onFailed(String sentence) {
            heard.add(new Failed(sentence));
        }
    }

    record Refused(String code, String sentence) {}

    record Failed(String sentence) {}

    /** Waits, and lets time pass by twentieths of a second. */
    <T> T await(BlockingQueue<T> queue) {
        try {
            for (int i = 0; i < 2000; i++) {
                T next = queue.poll(20, TimeUnit.MILLISECONDS);
                if (next != null) {
                    return next;
                }
                stepped.advance(Duration.ofMillis(25));
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        throw new AssertionError("nothing came");
    }

    void advance(Duration span) {
        stepped.advance(span);
    }

    void run(Runnable task) {
        stepped.run(task);
    }

    /** What the relay does with a message: swaps the name, says where it came from, and passes it on. */
    private void pass(Side from, FileMessage message) {
        Side to = from == alice ? bob : alice;
        FileMessage passed = tampering.apply(swapped(from, message));
        if (passed instanceof FileMessage.DownloadRequest request) {
            to.ways.onRequest(request);
        } else if (passed instanceof FileMessage.DownloadAccept accept) {
            to.ways.onAccept(accept);
        } else if (passed instanceof FileMessage.DownloadRefuse refuse) {
            to.ways.onRefuse(refuse);
        } else if (passed instanceof FileExchange.SpliceRequest splice && isSplicing) {
            splice(from, to, splice);
        } else if (passed instanceof FileExchange.SpliceRequest splice) {
            from.ways.onRefused(
                    splice.requestId().orElseThrow().value(), ErrorCode.NOT_PERMITTED, "Data isn't passed on here.");
        }
    }

    private void splice(Side from, Side to, FileExchange.SpliceRequest splice) {
        TransferToken one =
                new TransferToken("one" + splice.requestId().orElseThrow().value());
        TransferToken two =
                new TransferToken("two" + splice.requestId().orElseThrow().value());
        pass.together(one, two);
        from.ways.onSplice(new FileExchange.SpliceRequest(to.me, splice.requestId(), Optional.of(one)));
        to.ways.onSplice(new FileExchange.SpliceRequest(from.me, splice.requestId(), Optional.of(two)));
    }

    static FileMessage swapped(Side from, FileMessage message) {
        Optional<InetAddress> seen = Optional.of(HERE);
        if (message instanceof FileMessage.DownloadRequest it) {
            return new FileMessage.DownloadRequest(
                    from.me, it.path(), it.requestId(), it.fingerprint(), it.candidates(), seen);
        }
        if (message instanceof FileMessage.DownloadAccept it) {
            return accept(it, from.me, it.endpoint(), it.fingerprint(), seen);
        }
        if (message instanceof FileMessage.DownloadRefuse it) {
            return new FileMessage.DownloadRefuse(from.me, it.path(), it.requestId(), it.code(), it.text());
        }
        return message;
    }

    /** The same with something else in it. */
    static FileMessage.DownloadAccept accept(
            FileMessage.DownloadAccept it,
            UserName user,
            Endpoint endpoint,
            String fingerprint,
            Optional<InetAddress> seen) {
        return new FileMessage.DownloadAccept(
                user,
                it.path(),
                endpoint,
                it.requestId(),
                it.token(),
                fingerprint,
                it.size(),
                it.modifiedMillis(),
                it.rootHash(),
                List.of(),
                seen);
    }

    @Override
    public void close() throws IOException {
        stepped.run(() -> {
            alice.ways.close();
            bob.ways.close();
        });
        pass.close();
        stepped.agent().stop();
    }

    /** The relay's port for data: lets two connections that show tokens that belong together have each other's octets. */
    private static final class Pass implements Closeable {
        private final ServerSocket server = new ServerSocket(0, 10, HERE);
        private final Map<String, BlockingQueue<Socket>> meetings = new ConcurrentHashMap<>();
        private final List<Socket> sockets = new ArrayList<>();

        private Pass() throws IOException {}

        int port() {
            return server.getLocalPort();
        }

        void together(TransferToken one, TransferToken other) {
            BlockingQueue<Socket> meeting = new LinkedBlockingQueue<>();
            meetings.put(one.value(), meeting);
            meetings.put(other.value(), meeting);
        }

        void start() {
            daemon(() -> {
                while (!server.isClosed()) {
                    Socket socket = server.accept();
                    sockets.add(socket);
                    daemon(() -> meet(socket));
                }
            });
        }

        private void meet(Socket socket) throws IOException {
            InputStream input = socket.getInputStream();
            String token = FirstFrame.read(into -> {
                        int octet = input.read();
                        if (octet >= 0) {
                            into.put((byte) octet);
                        }
                        return octet < 0 ? -1 : 1;
                    })
                    .value();
            BlockingQueue<Socket> meeting = meetings.remove(token);
            if (meeting == null) {
                socket.close();
                return;
            }
            Socket other;
            // Two that come at once mustn't both think that they are the first.
            synchronized (meeting) {
                other = meeting.poll();
                if (other == null) {
                    meeting.add(socket);
                    return;
                }
            }
            byte[] ok = FirstFrame.of(FirstFrame.OK).array();
            socket.getOutputStream().write(ok);
            other.getOutputStream().write(ok);
            daemon(() -> pump(socket, other));
            daemon(() -> pump(other, socket));
        }

        private static void pump(Socket from, Socket to) throws IOException {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        }

        /** Work that ends when its sockets are closed. */
        private interface Piece {
            void run() throws IOException;
        }

        private static void daemon(Piece piece) {
            Thread thread = new Thread(() -> {
                try {
                    piece.run();
                } catch (IOException e) {
                    // The test has closed it.
                    return;
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : List.copyOf(sockets)) {
                socket.close();
            }
        }
    }
}
