package io.naru.client.cli;

import io.naru.client.app.Engine;
import io.naru.client.app.EngineSettings;
import io.naru.client.app.ScreenClient;
import io.naru.client.event.EngineEvent;
import io.naru.client.plain.PlainChat;
import io.naru.client.terminal.NoTerminalException;
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

    /**
     * The full-screen client.
     *
     * @throws NoTerminalException if input or output is a file or a pipe; lines for the plain mode wait there, or
     *     somebody who wants them, and a screen on the terminal behind would miss both
     */
    static ScreenClient screen(Environment environment, ScreenClient.Start start) throws IOException {
        if (environment.prompt().isEmpty()) {
            throw new NoTerminalException("Standard input or output isn't a terminal, so there can be no full screen.");
        }
        return new ScreenClient(start, environment.terminal(), environment.clock(), environment.out(), engines());
    }

    /** The plain one. */
    static PlainChat plain(Environment environment, ScreenClient.Start start) throws IOException {
        return new PlainChat(start, environment.clock(), environment.in(), environment.out(), engines());
    }
}
