package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.client.agent.Breakdown;
import io.naru.client.event.EngineEvent;
import io.naru.client.testkit.Heard;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine whose own thread has ended by an error: nobody may wait for it. */
@Timeout(60)
class BrokenEngineTest {
    @TempDir
    private Path folder;

    private final Heard heard = new Heard();
    private final Breakdown breakdown = new Breakdown();

    /** Tells what it has to tell, and has its stack overflow while it tells of ways. */
    private Engine engine() {
        return Engine.start(EngineSettings.standard("test", folder).with(breakdown), event -> {
            heard.post(event);
            if (event instanceof EngineEvent.NetReported) {
                throw new StackOverflowError("on purpose");
            }
        });
    }

    @Test
    void itSaysSoAndNobodyWaitsForItsEnd() throws Exception {
        Engine engine = engine();
        engine.net(Optional.empty());
        assertThat(heard.await(EngineEvent.EngineBroken.class).sentence()).contains("fault of its own");
        assertThatThrownBy(() -> engine.close(true).get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage(Breakdown.SENTENCE);
    }
}
