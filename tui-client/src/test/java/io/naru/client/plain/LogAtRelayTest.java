package io.naru.client.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.app.Engine;
import io.naru.client.app.EngineSettings;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.common.message.Password;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import io.naru.relay.metrics.TrafficClass;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.session.TrafficLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code naru say} and {@code naru log} over a real link to a relay that doesn't let itself be asked fast. */
@Timeout(60)
class LogAtRelayTest {
    private static final int SAID = 450;

    @TempDir
    private Path folder;

    private RoomErrands errands(RelayServer relay) {
        EngineSettings settings =
                EngineSettings.standard("test", folder.resolve("kim")).forErrands();
        RelayAddress address = new RelayAddress("127.0.0.1", relay.address().getPort());
        Login login = Login.of(address, UserName.of("kim"), Optional.of(Password.of("secret")), Protection.PLAIN);
        Errand errand = new Errand(sink -> Engine.start(settings, sink), Optional.empty());
        return new RoomErrands(errand, login, RoomName.LOBBY, Duration.ofSeconds(30));
    }

    @Test
    void whatWasSaidIsPrintedInItsOrderHoweverSlowlyTheRelayAnswers() throws IOException {
        TrafficLimits slow = TrafficLimits.DEFAULT
                .with(TrafficClass.CHAT, Optional.empty())
                .with(TrafficClass.HISTORY, Optional.of(new TrafficLimits.Rate(10, 2)));
        List<String> complaints = new ArrayList<>();
        StringWriter out = new StringWriter();
        try (RelayServer relay =
                RelayServer.start(RelayConfig.temporary().withSessions(SessionLimits.DEFAULT.withTraffic(slow)))) {
            String lines =
                    IntStream.rangeClosed(1, SAID).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
            byte[] input = lines.getBytes(StandardCharsets.UTF_8);

            assertThat(errands(relay).sayLines(new ByteArrayInputStream(input), complaints::add))
                    .isTrue();
            errands(relay).log(Optional.empty(), OptionalLong.empty(), LogFormat.json(new PrintWriter(out, true)));
        }

        assertThat(complaints).isEmpty();
        String[] printed = out.toString().split("\n");
        assertThat(printed).hasSize(SAID);
        for (int i = 0; i < SAID; i++) {
            assertThat(printed[i]).contains("\"line " + (i + 1) + "\"");
        }
    }
}
