package io.naru.client.update;

import io.naru.client.event.EngineEvent;
import io.naru.client.state.Settings;
import io.naru.client.testkit.AppHarness;
import io.naru.client.view.Layout;
import io.naru.common.message.RoomName;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long a message takes in the reducer, with many rooms. Not a test: run it by hand, on a machine with nothing else
 * to do.
 */
final class ReducerTime {
    private static final int ROUND_MESSAGES = 50_000;

    private ReducerTime() {}

    public static void main(String[] arguments) {
        for (int rooms : new int[] {1, 5, 50, 500}) {
            for (boolean isPending : new boolean[] {false, true}) {
                measure(rooms, isPending);
            }
        }
    }

    private static void measure(int rooms, boolean isPending) {
        AppHarness app = new AppHarness(120, 40, Settings.DEFAULT, new Layout())
                .connected()
                .present("bob");
        app.entered("#lobby", 0, 0);
        for (int i = 1; i < rooms; i++) {
            app.entered("#r" + i, 0, 0);
        }
        if (isPending) {
            app.enter("waits for its receipt");
        }
        long best = Long.MAX_VALUE;
        long seq = 0;
        for (int round = 0; round < 8; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < ROUND_MESSAGES; i++) {
                seq++;
                String room = i % rooms == 0 ? "#lobby" : "#r" + i % rooms;
                app.deliver(new EngineEvent.ChatReceived(
                        AppHarness.user("bob"),
                        "did anybody look at the timetable?",
                        Optional.empty(),
                        AppHarness.START.instant(),
                        false,
                        RoomName.of(room),
                        OptionalLong.of(seq),
                        OptionalLong.empty(),
                        false));
                app.forget();
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.printf(
                "%d rooms%s: %.1f µs%n",
                rooms, isPending ? ", one own message waits" : "", best / 1e3 / ROUND_MESSAGES);
    }
}
