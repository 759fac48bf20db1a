package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.ShareSetting;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares folders until the program is ended, and prints who fetched what.
 *
 * <p>Threading: one thread.
 */
final class ServeTask implements Task {
    private final List<ShareSetting> shares;
    private final FileFormat format;
    private final Map<Long, TransferState> states = new HashMap<>();
    private boolean isCounted;

    ServeTask(List<ShareSetting> shares, FileFormat format) {
        this.shares = List.copyOf(shares);
        this.format = format;
    }

    @Override
    public void begin(Engine engine) {
        shares.forEach(engine::share);
    }

    @Override
    public void onUp(Engine engine, EngineEvent.LinkUp up) {
        // What is shared is so over any link.
    }

    @Override
    public boolean onEvent(EngineEvent event) throws IOException {
        if (event instanceof EngineEvent.ShareFailed failed) {
            if (isCounted) {
                format.remark(failed.sentence());
            } else {
                throw new OutcomeException(Outcome.FAILED, failed.sentence());
            }
        }
        if (event instanceof EngineEvent.ShareCounted counted && !isCounted && isAll(counted)) {
            isCounted = true;
            format.shared(counted);
        }
        if (event instanceof EngineEvent.TransferChanged changed) {
            onTransfer(changed.transfer());
        }
        if (event instanceof EngineEvent.TransferCleared cleared) {
            states.remove(cleared.id());
        }
        return true;
    }

    private boolean isAll(EngineEvent.ShareCounted counted) {
        return !counted.isScanning() && counted.shares().size() >= shares.size();
    }

    private void onTransfer(TransferView now) {
        TransferState before = states.put(now.id(), now.state());
        if (before != now.state() && now.state().isEnded()) {
            format.ended(now);
        }
    }

    @Override
    public boolean isWaiting() {
        return false;
    }

    @Override
    public boolean isDone() {
        return format.isBroken();
    }
}
