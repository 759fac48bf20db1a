package io.naru.relay.hub;

import io.naru.common.message.FileEnvelope;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Keeps what one session was told.
 *
 * <p>Threading: the test's.
 */
final class HeardOutlet implements Outlet {
    private final Level level;
    private final List<RelayMessage> messages = new ArrayList<>();
    private final List<FileEnvelope> files = new ArrayList<>();

    HeardOutlet(Level level) {
        this.level = level;
    }

    /** What came since this was last asked. */
    List<RelayMessage> messages() {
        List<RelayMessage> all = List.copyOf(messages);
        messages.clear();
        return all;
    }

    /** The FILE frames that came since this was last asked. */
    List<FileEnvelope> files() {
        List<FileEnvelope> all = List.copyOf(files);
        files.clear();
        return all;
    }

    @Override
    public Level level() {
        return level;
    }

    @Override
    public void broadcast(Outgoing message) {
        messages.add(message.message());
    }

    @Override
    public boolean broadcastUnlessBusy(Outgoing message) {
        broadcast(message);
        return true;
    }

    @Override
    public void tell(Outgoing message) {
        messages.add(message.message());
    }

    @Override
    public void tell(RelayMessage message) {
        messages.add(message);
    }

    @Override
    public void tellByAndBy(Iterator<RelayMessage> all) {
        all.forEachRemaining(messages::add);
    }

    @Override
    public boolean forward(FileEnvelope envelope, Outlet sender) {
        files.add(envelope);
        return true;
    }

    @Override
    public void slowDown() {}

    @Override
    public void speedUp() {}
}
