package io.naru.client.testkit;

import io.naru.client.app.Engine;
import io.naru.client.app.EngineSettings;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.common.message.Password;
import io.naru.common.message.UserName;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An engine with its log, under a user's name.
 *
 * @param user who
 * @param engine the engine
 * @param log what it told
 */
public record Person(UserName user, Engine engine, Heard log) {
    /** Where there is nothing, and nothing will be as long as connections are plain. */
    private static final Path NO_KEYS = Path.of("target", "no-keys");

    /** A user with the program's own settings, of whose chat nothing is kept. */
    public static Person of(String name) {
        return of(name, EngineSettings.standard("test", NO_KEYS).forErrands());
    }

    /** A user with other settings. */
    public static Person of(String name, EngineSettings settings) {
        Heard log = new Heard();
        return new Person(UserName.of(name), Engine.start(settings, log), log);
    }

    /** Logs in, with a password made of the name. */
    public Person connect(InetSocketAddress relay) {
        engine.connect(login(relay, "secret of " + user));
        log.await(EngineEvent.LinkUp.class);
        return this;
    }

    /** What the user would log in with. */
    public Login login(InetSocketAddress relay, String password) {
        RelayAddress address = new RelayAddress(relay.getAddress().getHostAddress(), relay.getPort());
        return Login.of(address, user, Optional.of(Password.of(password)), Protection.PLAIN);
    }

    /** Waits for a transfer to get there. */
    public TransferView awaitTransfer(TransferView.Direction direction, TransferState state) {
        return log.await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().direction() == direction
                                && changed.transfer().state() == state)
                .transfer();
    }

    /** Leaves at once. */
    public void close() {
        engine.close(false).join();
    }
}
