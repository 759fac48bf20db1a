package io.naru.relay.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.relay.metrics.AppendOutcome;
import io.naru.relay.metrics.Counters;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.Figures;
import io.naru.relay.metrics.HashingFigures;
import io.naru.relay.metrics.LoginOutcome;
import io.naru.relay.metrics.SessionCounts;
import io.naru.relay.metrics.SpliceFigures;
import io.naru.relay.metrics.TrafficClass;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MetricsEndpointTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final HttpClient client = HttpClient.newHttpClient();

    private static Figures figures() {
        Counters counters = new Counters();
        counters.onFrameIn();
        counters.onRead(123);
        counters.onDrop(DropReason.SLOW_READER);
        counters.onDrop(DropReason.TLS_FAILED);
        counters.onHandshake();
        counters.onLogin(LoginOutcome.KEY);
        counters.onThrottled(TrafficClass.CHAT);
        counters.onAppend(AppendOutcome.KEPT, 3_000_000);
        counters.onAppend(AppendOutcome.FAILED, 1);
        counters.onHistoryPage();
        counters.onTurn(0, 100_000);
        counters.onTurn(0, 40_000_000);
        return new Figures(
                5_000_000_000L,
                counters.snapshot(),
                counters.turns(),
                counters.rates(0, 10),
                counters.rates(0, 60),
                new SessionCounts(1, 2, 3, 4),
                3,
                5,
                2,
                counters.appendTimes(),
                77,
                66,
                new HashingFigures(9, 500_000_000, 1, 2),
                new SpliceFigures(1, 2, 3, 4_000));
    }

    private static MetricsEndpoint endpoint(Future<Figures> answer) throws IOException {
        return MetricsEndpoint.start(ANY, () -> answer, Duration.ofMillis(50));
    }

    private HttpResponse<String> get(MetricsEndpoint endpoint, String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void figuresAreTextThatPrometheusReads() throws Exception {
        try (MetricsEndpoint endpoint = endpoint(CompletableFuture.completedFuture(figures()))) {
            HttpResponse<String> response = get(endpoint, "GET", "/metrics");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(response.body().lines())
                    .contains(
                            "# TYPE naru_frames_in_total counter",
                            "naru_frames_in_total 1.0",
                            "naru_octets_in_total 123.0",
                            "naru_drops_total{reason=\"slow-reader\"} 1.0",
                            "naru_drops_total{reason=\"idle-timeout\"} 0.0",
                            "naru_handshakes_total{outcome=\"ok\"} 1.0",
                            "naru_handshakes_total{outcome=\"failed\"} 1.0",
                            "naru_logins_total{outcome=\"key\"} 1.0",
                            "naru_throttled_total{class=\"chat\"} 1.0",
                            "naru_throttled_total{class=\"octets\"} 0.0",
                            "naru_sessions{state=\"logging-in\"} 2.0",
                            "naru_users 3.0",
                            "naru_rooms 5.0",
                            "naru_unkept_messages 2.0",
                            "naru_appends_total{outcome=\"kept\"} 1.0",
                            "naru_appends_total{outcome=\"failed\"} 1.0",
                            "naru_append_seconds_count 1",
                            "naru_history_pages_total 1.0",
                            "naru_queued_octets 77.0",
                            "naru_hashing_queue 2.0",
                            "naru_hashing_seconds_count 9",
                            "naru_hashing_seconds_sum 0.5",
                            "# TYPE naru_turn_seconds histogram",
                            "naru_turn_seconds_bucket{le=\"6.5536E-5\"} 0",
                            "naru_turn_seconds_bucket{le=\"1.31072E-4\"} 1",
                            "naru_turn_seconds_bucket{le=\"+Inf\"} 2",
                            "naru_turn_seconds_count 2",
                            "naru_turn_seconds_sum 0.0401");
        }
    }

    @Test
    void loopThatDoesNotAnswerIsSaidWithStatus503() throws Exception {
        try (MetricsEndpoint endpoint = endpoint(new CompletableFuture<>())) {
            HttpResponse<String> response = get(endpoint, "GET", "/metrics");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).isEqualTo("The relay's loop hasn't answered for 50 ms.\n");
        }
    }

    @Test
    void faultIsNotToldToTheWorld() throws Exception {
        try (MetricsEndpoint endpoint = endpoint(CompletableFuture.failedFuture(new IllegalStateException("inner")))) {
            HttpResponse<String> response = get(endpoint, "GET", "/metrics");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).doesNotContain("inner", "Exception");
        }
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        try (MetricsEndpoint endpoint = endpoint(CompletableFuture.completedFuture(figures()))) {
            assertThat(get(endpoint, "GET", "/").statusCode()).isEqualTo(404);
            assertThat(get(endpoint, "GET", "/metrics/../etc").statusCode()).isEqualTo(404);
            assertThat(get(endpoint, "POST", "/metrics").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void addressInUseIsOneSentence() throws Exception {
        try (MetricsEndpoint endpoint = endpoint(new CompletableFuture<>())) {
            assertThatThrownBy(() -> MetricsEndpoint.start(
                                    endpoint.address(), CompletableFuture::new, Duration.ofMillis(50))
                            .close())
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Metrics can't be served on ")
                    .hasMessageEndingWith("choose another address");
        }
    }
}
