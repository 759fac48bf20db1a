package io.naru.client.cli;

import io.naru.client.app.Engine;
import io.naru.client.app.EngineSettings;
import io.naru.client.app.ScreenClient;
import io.naru.client.event.EngineEvent;
import io.naru.client.plain.PlainChat;
import java.io.IOException;
import java.util.function.Function;

/**
 * The one place where the program's parts are put together.
 *
 * <p>Threading: the main thread.
 */
final class Clients {
    private Clients() {}

    /** What makes engines. */
    static Function<EngineEvent.Sink, Engine> engines() throws IOException {
        EngineSettings settings = EngineSettings.standard(new Version().getVersion()[0]);
        return sink -> Engine.start(settings, sink);
    }

    /** The full-screen client. */
    static ScreenClient screen(Environment environment, ScreenClient.Start start) throws IOException {
        return new ScreenClient(start, environment.terminal(), environment.clock(), environment.out(), engines());
    }

    /** The plain one. */
    static PlainChat plain(Environment environment, ScreenClient.Start start) throws IOException {
        return new PlainChat(start, environment.clock(), environment.in(), environment.out(), engines());
    }
}
