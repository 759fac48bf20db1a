package io.naru.client.bench;

import io.naru.client.app.Demo;
import io.naru.client.app.Engine;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * How long it takes from a user's order until a small file is there, through all that lies between: the requester's
 * queue, the relay, the owner's share, the way straight to the owner, TLS, and the file's new name. So it is more than
 * the time to the first octet. Each order makes a line of its own.
 *
 * <p>Threading: one thread.
 */
public final class OrderBench {
    private static final int ORDERS = 21;
    private static final String FILE = "test.txt";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final UserName REQUESTER = UserName.of("requester");

    private final Demo demo;
    private final Clock clock;
    private final PrintWriter out;
    private final BlockingQueue<EngineEvent> ofOwner = new LinkedBlockingQueue<>();
    private final BlockingQueue<EngineEvent> ofRequester = new LinkedBlockingQueue<>();

    /**
     * A benchmark.
     *
     * @param demo nobody else is in it
     */
    public OrderBench(Demo demo, Clock clock, PrintWriter out) {
        this.demo = demo;
        this.clock = clock;
        this.out = out;
    }

    /**
     * Runs it and prints two lines.
     *
     * @throws IOException if something didn't happen that should have; says what
     */
    public void run() throws IOException {
        Engine owner = demo.engines(Demo.SHARER).apply(ofOwner::add);
        Engine requester = demo.engines(REQUESTER).apply(ofRequester::add);
        try {
            owner.share(demo.share());
            owner.connect(demo.login(Demo.SHARER));
            await(
                    ofOwner,
                    "the share was read",
                    event -> event instanceof EngineEvent.ShareCounted counted && counted.files() > 0);
            requester.connect(demo.login(REQUESTER));
            await(
                    ofRequester,
                    "the owner was seen",
                    event -> event instanceof EngineEvent.UserSeen seen
                            && seen.user().equals(Demo.SHARER)
                            && seen.sharedFiles().orElse(0) > 0);
            double[] millis = new double[ORDERS];
            for (int i = 0; i < ORDERS; i++) {
                millis[i] = order(requester, "order-" + i);
            }
            print("The first order, whole file", millis[0]);
            double[] others = Arrays.copyOfRange(millis, 1, ORDERS);
            Arrays.sort(others);
            print("Further orders, the median", others[others.length / 2]);
        } finally {
            leave(requester);
            leave(owner);
        }
    }

    private double order(Engine requester, String folder) throws IOException {
        long start = clock.nanos();
        requester.download(Demo.SHARER, FILE, OptionalLong.empty(), demo.downloads(folder));
        await(
                ofRequester,
                "the file came",
                event -> event instanceof EngineEvent.TransferChanged changed && isDone(changed.transfer()));
        return (clock.nanos() - start) / 1e6;
    }

    private static boolean isDone(TransferView transfer) {
        return transfer.direction() == TransferView.Direction.DOWNLOAD && transfer.state() == TransferState.DONE;
    }

    private void print(String name, double millis) {
        out.printf(Locale.ROOT, "%-34s %9.1f ms%n", name, millis);
        out.flush();
    }

    private static void await(BlockingQueue<EngineEvent> events, String what, Predicate<EngineEvent> isIt)
            throws IOException {
        try {
            EngineEvent event;
            do {
                event = events.poll(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
                if (event == null) {
                    throw new IOException("It took more than " + PATIENCE.toSeconds() + " seconds until " + what + ".");
                }
            } while (!isIt.test(event));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Somebody ended the benchmark before " + what + ".", e);
        }
    }

    private static void leave(Engine engine) throws IOException {
        try {
            engine.close(false).get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("A user of the benchmark didn't leave.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
