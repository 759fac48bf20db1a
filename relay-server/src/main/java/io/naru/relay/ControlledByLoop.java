package io.naru.relay;

import io.naru.relay.control.ControlAnswer;
import io.naru.relay.control.RelayControl;
import io.naru.relay.control.Restart;
import io.naru.relay.ctl.ControlledRelay;
import io.naru.relay.ctl.RelayFacts;
import io.naru.relay.metrics.Figures;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A relay as the control socket sees it.
 *
 * <p>Threading: confined to the loop.
 */
final class ControlledByLoop implements ControlledRelay {
    private final Relay relay;
    private final String name;
    private final Consumer<Consumer<ControlAnswer>> reload;

    ControlledByLoop(Relay relay, String name, Consumer<Consumer<ControlAnswer>> reload) {
        this.relay = relay;
        this.name = name;
        this.reload = reload;
    }

    @Override
    public RelayControl control() {
        return relay.control();
    }

    @Override
    public RelayFacts facts() {
        String version = Optional.ofNullable(Relay.class.getPackage().getImplementationVersion())
                .orElse("unpacked");
        return new RelayFacts(
                version,
                name,
                relay.identity().fingerprint().toString(),
                relay.addresses().stream().map(RelayServer::shown).toList());
    }

    @Override
    public Figures figures() {
        return relay.figures();
    }

    @Override
    public void reload(Consumer<ControlAnswer> answer) {
        reload.accept(answer);
    }

    @Override
    public void stop(Restart restart) {
        relay.onStop(restart);
    }
}
