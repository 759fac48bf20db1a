package io.naru.relay.exposition;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.naru.common.log.LogEvent;
import io.naru.relay.metrics.Figures;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * {@code GET /metrics} on an address of its own. Each request asks the loop for its figures; when that doesn't answer in
 * time, neither do they, and the status is 503.
 *
 * <p>Two requests at a time are answered, a few wait, and what is past those never is: whoever collects figures comes
 * every few seconds.
 *
 * <p>Threading: any thread; answers on threads {@code relay-metrics-N}.
 */
public final class MetricsEndpoint implements AutoCloseable {
    private static final String PATH = "/metrics";
    private static final int BACKLOG = 16;
    private static final int THREADS = 2;
    /** For the server of the JDK: seconds in which a request must have come, and its answer have gone. */
    private static final String REQUEST_SECONDS = "sun.net.httpserver.maxReqTime";

    private static final String RESPONSE_SECONDS = "sun.net.httpserver.maxRspTime";
    private static final String LIMIT_SECONDS = "10";
    private static final Logger LOGGER = System.getLogger(MetricsEndpoint.class.getName());

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Supplier<? extends Future<Figures>> figures;
    private final Duration timeout;

    private MetricsEndpoint(
            HttpServer server,
            ThreadPoolExecutor threads,
            Supplier<? extends Future<Figures>> figures,
            Duration timeout) {
        this.server = server;
        this.threads = threads;
        this.figures = figures;
        this.timeout = timeout;
    }

    /**
     * Starts answering.
     *
     * @param figures asks the loop
     * @param timeout how long it may take to answer
     * @throws IOException if the address can't be listened on; a sentence
     */
    public static MetricsEndpoint start(
            InetSocketAddress address, Supplier<? extends Future<Figures>> figures, Duration timeout)
            throws IOException {
        limitRequests();
        HttpServer server;
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (BindException e) {
            throw new IOException(
                    "Metrics can't be served on " + address.getHostString() + " port " + address.getPort() + " ("
                            + e.getMessage() + "); choose another address",
                    e);
        }
        AtomicInteger made = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(BACKLOG),
                task -> {
                    Thread thread = new Thread(task, "relay-metrics-" + made.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
        MetricsEndpoint endpoint = new MetricsEndpoint(server, threads, figures, timeout);
        server.setExecutor(threads);
        server.createContext("/", endpoint::onRequest);
        server.start();
        return endpoint;
    }

    /** Else a request that never ends would hold one of the few threads for ever. */
    private static void limitRequests() {
        for (String limit : new String[] {REQUEST_SECONDS, RESPONSE_SECONDS}) {
            if (System.getProperty(limit) == null) {
                System.setProperty(limit, LIMIT_SECONDS);
            }
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void onRequest(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                answer(exchange, 404, "Figures are at " + PATH + ".\n");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                answer(exchange, 405, "Only GET is answered.\n");
            } else {
                tell(exchange);
            }
        }
    }

    private void tell(HttpExchange exchange) throws IOException {
        byte[] text;
        try {
            text = FiguresText.of(figures.get().get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            LogEvent.of("metrics-late").with("millis", timeout.toMillis()).log(LOGGER, Level.WARNING);
            answer(exchange, 503, "The relay's loop hasn't answered for " + timeout.toMillis() + " ms.\n");
            return;
        } catch (ExecutionException e) {
            LogEvent.of("metrics-failed").because(e).log(LOGGER, Level.ERROR);
            answer(exchange, 500, "The figures could not be had; the log says more.\n");
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer(exchange, 503, "The relay stops.\n");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", FiguresText.CONTENT_TYPE);
        answer(exchange, 200, text);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        answer(exchange, status, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] octets) throws IOException {
        exchange.sendResponseHeaders(status, octets.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(octets);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
