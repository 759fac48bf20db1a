package io.naru.client.app;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.link.Login;
import io.naru.client.link.RelayAddress;
import io.naru.common.message.Password;
import io.naru.common.message.UserName;
import java.net.InetSocketAddress;

/**
 * An engine with its log, under a user's name.
 *
 * @param user who
 * @param engine the engine
 * @param log what it told
 */
record Person(UserName user, Engine engine, EventLog log) {
    static Person of(String name) {
        return of(name, EngineSettings.standard("test"));
    }

    static Person of(String name, EngineSettings settings) {
        EventLog log = new EventLog();
        return new Person(UserName.of(name), Engine.start(settings, log), log);
    }

    Person connect(InetSocketAddress relay) {
        engine.connect(login(relay, "secret of " + user));
        log.await(EngineEvent.LinkUp.class);
        return this;
    }

    Login login(InetSocketAddress relay, String password) {
        RelayAddress address = new RelayAddress(relay.getAddress().getHostAddress(), relay.getPort());
        return Login.of(address, user, Password.of(password));
    }

    TransferView awaitTransfer(TransferView.Direction direction, TransferState state) {
        return log.await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().direction() == direction
                                && changed.transfer().state() == state)
                .transfer();
    }

    void close() {
        engine.close(false).join();
    }
}
