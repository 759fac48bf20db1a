package io.naru.client.ways;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.agent.Workers;
import io.naru.client.data.Way;
import io.naru.common.message.Endpoint;
import io.naru.common.message.TransferToken;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who comes in through the door: a requester with a token from here, an owner who connects back with a token that it
 * gave, or a stranger, who learns nothing and has to leave when its time is up.
 *
 * <p>Threading: any; strangers are listened to on {@code naru-data-guest-N}.
 */
final class Reception {
    /** How long somebody may be inside without a token. It isn't renewed by whatever comes. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Ground ground;
    private final Grants grants;
    private final Asks asks;
    private final Workers listeners = new Workers("naru-data-guest", Door.STRANGERS_MAX);
    /** The doors behind which somebody is who may have to be sent away. */
    private final Set<Door> watched = ConcurrentHashMap.newKeySet();

    private final AtomicInteger welcomed = new AtomicInteger();

    Reception(Ground ground, Grants grants, Asks asks) {
        this.ground = ground;
        this.grants = grants;
        this.asks = asks;
    }

    /** How many came in and were whom they should be. */
    int welcomed() {
        return welcomed.get();
    }

    /** Somebody comes in. */
    void receive(Door.Stranger stranger) {
        Door door = stranger.door();
        if (watched.add(door)) {
            ground.agent.execute(() -> watch(door));
        }
        listeners.execute(() -> listen(stranger));
    }

    private void watch(Door door) {
        ground.agent.schedule(LOOK, () -> {
            // Before looking, so that who comes meanwhile begins it anew.
            watched.remove(door);
            if (door.sendAwayAfter(PATIENCE) > 0 && watched.add(door)) {
                watch(door);
            }
        });
    }

    private void listen(Door.Stranger stranger) {
        try {
            Securing.Secured line = ground.securing.accept(stranger.channel(), PATIENCE);
            if (!isKnown(stranger, line, line.awaitToken())) {
                line.breakOff();
            }
        } catch (IOException e) {
            EngineLog.mishap(() -> "somebody came for files and showed no token: " + Reason.of(e));
        } catch (InterruptedException e) {
            EngineLog.mishap(() -> "a thread that listened to somebody was interrupted");
        } finally {
            stranger.close();
        }
    }

    private boolean isKnown(Door.Stranger stranger, Securing.Secured line, TransferToken shown)
            throws IOException, InterruptedException {
        TokenTable.Shown<Grants.Grant> given = grants.onToken(shown, line.peerKey());
        if (given.isRight() && stranger.letIn()) {
            welcomed.incrementAndGet();
            grants.welcome(given.entry().orElseThrow().purpose(), Way.DIRECT, line);
            return true;
        }
        if (given.entry().isPresent()) {
            alarmIfOther(given, stranger);
            return false;
        }
        TokenTable.Shown<Asks.Ask> awaited = asks.onToken(shown, line.peerKey());
        if (awaited.isRight() && stranger.letIn()) {
            welcomed.incrementAndGet();
            asks.onReverse(awaited.entry().orElseThrow().purpose(), line);
            return true;
        }
        alarmIfOther(awaited, stranger);
        return false;
    }

    private void alarmIfOther(TokenTable.Shown<?> shown, Door.Stranger stranger) {
        if (shown.entry().isPresent() && !shown.isRightKey()) {
            ground.alarmOtherKey(shown.entry().get().user(), Endpoint.host(stranger.from()));
        }
    }
}
