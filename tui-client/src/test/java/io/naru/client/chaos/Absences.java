package io.naru.client.chaos;

import static org.awaitility.Awaitility.await;

import io.naru.common.chaos.HarmfulProxy;
import io.naru.common.chaos.HistoryReader;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Keeps some of the clients away until the relay has forgotten messages of the lobby that none of them has seen: by turns they
 * are killed, and begin again with what is on their disks, or stand still with their links cut, and go on with what they know.
 *
 * <p>Threading: the run's.
 */
final class Absences {
    /** Killed, and standing still. */
    private static final int WAYS = 2;

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final String WATCHER = "watcher";

    private final ChaosCrew crew;
    private final HarmfulProxy proxy;
    private final ChaosRelay relay;
    private boolean isUnderWay;
    private int begun;
    /** The newest message that anybody who is away may have got. */
    private long lastSeq;

    Absences(ChaosCrew crew, HarmfulProxy proxy, ChaosRelay relay) {
        this.crew = crew;
        this.proxy = proxy;
        this.relay = relay;
    }

    /** How many there were. */
    int begun() {
        return begun;
    }

    /**
     * They come back if that is forgotten by now which came first after they went; if there weren't as many absences yet as
     * there are ways, the next one begins as soon as may be. The relay can be reached.
     */
    void proceed() throws IOException, InterruptedException {
        if (isUnderWay && lobby().oldestSeq() > lastSeq + 1) {
            crew.bringBack();
            isUnderWay = false;
        }
        if (begun < WAYS) {
            begin();
        }
    }

    /** Some are away from now on, unless others are, or they wouldn't know that they miss something. The relay can be reached. */
    void begin() throws IOException, InterruptedException {
        if (isUnderWay || !crew.mayMiss(RoomName.LOBBY)) {
            return;
        }
        boolean isKilled = begun % WAYS == 0;
        begun++;
        isUnderWay = true;
        crew.sendAway(isKilled);
        if (!isKilled) {
            proxy.cutAll(true);
        }
        lastSeq = lobby().lastSeq();
    }

    /** Waits until all are back, as long as others talk; what isn't forgotten by then never will be. */
    void awaitEnd(Duration patience) {
        try {
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(LOOK)
                    .atMost(patience)
                    .until(this::areAllOver);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    isUnderWay
                            ? "the relay has still not forgotten what was said after " + lastSeq
                            : "there are still clients that have shown nothing of the lobby",
                    e);
        }
    }

    private boolean areAllOver() throws IOException, InterruptedException {
        proceed();
        return !isUnderWay && begun >= WAYS;
    }

    private RoomNews.Entered lobby() throws IOException {
        return HistoryReader.lobby(relay.address(), WATCHER, ChaosHost.passwordOf(WATCHER));
    }
}
