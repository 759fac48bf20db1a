package io.naru.relay.ctl;

import io.naru.relay.control.ControlAnswer;
import io.naru.relay.control.RelayControl;
import io.naru.relay.control.Restart;
import io.naru.relay.metrics.Figures;
import java.util.function.Consumer;

/**
 * All that the control socket asks of a relay.
 *
 * <p>Threading: confined to the loop, where the answers come too.
 */
public interface ControlledRelay {
    /** Who is there, and what can be done about them. */
    RelayControl control();

    /** What it is, at this moment: a certificate may change. */
    RelayFacts facts();

    /** All that it has counted. */
    Figures figures();

    /** Reads again what may change while it runs. */
    void reload(Consumer<ControlAnswer> answer);

    /**
     * Tells everybody, and ends.
     *
     * @param restart when it is back
     */
    void stop(Restart restart);
}
