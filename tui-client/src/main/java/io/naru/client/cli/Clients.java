package io.naru.client.cli;

import io.naru.client.app.Demo;
import io.naru.client.app.Engine;
import io.naru.client.app.EngineSettings;
import io.naru.client.app.ScreenClient;
import io.naru.client.event.EngineEvent;
import io.naru.client.plain.PlainChat;
import io.naru.client.plain.Questions;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one place where the program's parts are put together.
 *
 * <p>Threading: the main thread.
 */
final class Clients {
    private Clients() {}

    /** What makes engines, each with the keys of a folder. */
    static Demo.Engines engines(Environment environment) throws IOException {
        String software = new Version().getVersion()[0];
        return data -> {
            EngineSettings settings = EngineSettings.standard(software, data).with(environment.breakdown());
            return sink -> Engine.start(settings, sink);
        };
    }

    /**
     * What makes the engines of this user.
     *
     * @param dataPort where they listen for others, 0 for a port that the system chooses
     */
    static Function<EngineEvent.Sink, Engine> engines(Environment environment, int dataPort) throws IOException {
        EngineSettings settings = EngineSettings.standard(
                        new Version().getVersion()[0], environment.folders().data())
                .with(environment.breakdown())
                .withDataPort(dataPort);
        return sink -> Engine.start(settings, sink);
    }

    /** What makes the engines of this user's errands, which leave no trace in what the screen goes on from. */
    static Function<EngineEvent.Sink, Engine> errandEngines(Environment environment) throws IOException {
        EngineSettings settings = errandSettings(environment);
        return sink -> Engine.start(settings, sink);
    }

    /** How engines of errands are made. */
    static EngineSettings errandSettings(Environment environment) throws IOException {
        return EngineSettings.standard(
                        new Version().getVersion()[0], environment.folders().data())
                .with(environment.breakdown())
                .forErrands();
    }

    /** Asks on the terminal, where there is one. */
    static Optional<Questions> questions(Environment environment) {
        return environment.prompt().map(TerminalQuestions::new);
    }

    /** The full-screen client with other engines. */
    static ScreenClient screen(
            Environment environment, ScreenClient.Start start, Function<EngineEvent.Sink, Engine> engines) {
        return new ScreenClient(start, environment.terminal(), environment.clock(), environment.out(), engines);
    }

    /** The full-screen client of this user. */
    static ScreenClient screen(Environment environment, ScreenClient.Start start) throws IOException {
        return screen(
                environment, start, engines(environment, start.preferences().dataPort()));
    }

    /** The plain one. */
    static PlainChat plain(Environment environment, ScreenClient.Start start) throws IOException {
        return new PlainChat(
                start,
                environment.clock(),
                environment.in(),
                environment.out(),
                questions(environment),
                engines(environment, start.preferences().dataPort()));
    }
}
