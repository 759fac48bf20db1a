package io.naru.client.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.graphics.BasicTextImage;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.RemoteEntry;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.event.TransferView.Direction;
import io.naru.client.input.Key;
import io.naru.client.input.KeyRow;
import io.naru.client.input.KeyTable;
import io.naru.client.state.AppState;
import io.naru.client.state.Settings;
import io.naru.client.testkit.AppHarness;
import io.naru.client.update.Event;
import io.naru.common.message.EntryKind;
import io.naru.common.message.PresenceState;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens in whatever order, at whatever size: the screen can be drawn, and no wide character is cut. */
class RandomScreenTest {
    private static final String[] NAMES = {"alice", "bob", "carol", "김민수", "가나다라마바사아자차카타파하가나다라", "x"};
    private static final String[] WORDS = {
        "/help", "/who", "/file ls bob", "/away 점심", "/queue", "/set time 12h", "/share"
    };

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void everyStateCanBeDrawnAtEverySize() {
        for (int run = 0; run < 60; run++) {
            AppHarness app = new AppHarness(80, 24, Settings.DEFAULT, new Layout()).connected();
            for (int step = 0; step < 60; step++) {
                happen(app);
                String context = "seed " + seed + " run " + run + " step " + step;
                try {
                    checkDrawn(app.state(), context);
                } catch (RuntimeException e) {
                    throw new AssertionError(context, e);
                }
            }
        }
    }

    @Test
    void aWindowThatIsAboutToChangeIsDrawnAsFarAsItGoes() {
        AppState state = Samples.ordinary(120, 40).state();
        for (int size = 1; size < 60; size++) {
            checkImage(image(state, size * 2, size), "size " + size);
        }
    }

    private void happen(AppHarness app) {
        switch (random.nextInt(12)) {
            case 0 -> app.resize(1 + random.nextInt(200), 1 + random.nextInt(60));
            case 1 -> app.resize(1 + random.nextInt(30), 1 + random.nextInt(14));
            case 2, 3 -> app.says(name(), RandomText.of(random, 120));
            case 4 -> app.deliver(seen());
            case 5 -> app.type(random.nextBoolean() ? word() : RandomText.of(random, 40));
            case 6 -> app.paste(RandomText.of(random, 20) + "\n" + RandomText.of(random, 60) + "\nend");
            case 7 -> app.deliver(listing(app.state()));
            case 8 -> app.deliver(new EngineEvent.TransferChanged(transfer()));
            case 9 -> app.advance(Duration.ofSeconds(random.nextInt(100)));
            case 10 -> link(app);
            default -> app.happen(new Event.KeyPressed(key()));
        }
    }

    private void link(AppHarness app) {
        switch (random.nextInt(4)) {
            case 0 -> app.deliver(new EngineEvent.LinkLost("The connection broke.", Duration.ofSeconds(4)));
            case 1 -> app.deliver(new EngineEvent.LagMeasured(Duration.ofMillis(random.nextInt(3000))));
            default -> app.connected();
        }
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private Key key() {
        List<KeyRow> rows = KeyTable.rows();
        List<Key> keys = rows.get(random.nextInt(rows.size())).keys();
        return keys.get(random.nextInt(keys.size()));
    }

    private String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }

    private EngineEvent seen() {
        PresenceState[] states = PresenceState.values();
        return new EngineEvent.UserSeen(
                UserName.of(name()),
                states[random.nextInt(states.length)],
                OptionalLong.of(random.nextInt(100_000)),
                OptionalLong.of(random.nextLong() >>> random.nextInt(1, 64)),
                Optional.empty(),
                RandomText.of(random, 20),
                Role.values()[random.nextInt(3)],
                Optional.empty(),
                PeerTrust.values()[random.nextInt(5)],
                false);
    }

    private EngineEvent listing(AppState state) {
        List<RemoteEntry> entries = new ArrayList<>();
        int count = random.nextInt(60);
        for (int index = 0; index < count; index++) {
            boolean isFolder = random.nextInt(4) == 0;
            entries.add(new RemoteEntry(
                    index + RandomText.of(random, 30).replace('/', '_') + "e",
                    isFolder ? EntryKind.FOLDER : EntryKind.FILE,
                    isFolder ? OptionalLong.empty() : OptionalLong.of(random.nextLong() >>> random.nextInt(1, 64)),
                    Optional.of(AppHarness.START.instant())));
        }
        UserName owner = state.browser().owner().map(person -> person.user()).orElse(UserName.of("bob"));
        String folder = state.browser().folder();
        return random.nextInt(4) == 0
                ? new ListingEvent.ListingFailed(owner, folder, RandomText.of(random, 60))
                : new ListingEvent.ListingReceived(
                        owner, folder, entries, OptionalLong.of(count), random.nextBoolean(), "", false);
    }

    private TransferView transfer() {
        TransferState[] states = TransferState.values();
        long size = random.nextLong() >>> random.nextInt(1, 64);
        return new TransferView(
                random.nextInt(12),
                random.nextBoolean() ? Direction.DOWNLOAD : Direction.UPLOAD,
                UserName.of(name()),
                RandomText.of(random, 40) + "e",
                Optional.empty(),
                states[random.nextInt(states.length)],
                (long) (size * random.nextDouble()),
                random.nextBoolean() ? OptionalLong.of(size) : OptionalLong.empty(),
                random.nextInt(100_000_000),
                random.nextBoolean() ? "direct" : "",
                random.nextBoolean(),
                RandomText.of(random, 40),
                AppHarness.START.instant());
    }

    private void checkDrawn(AppState state, String context) {
        checkImage(image(state, state.window().columns(), state.window().rows()), context);
    }

    private static BasicTextImage image(AppState state, int columns, int rows) {
        BasicTextImage image = new BasicTextImage(new TerminalSize(columns, rows));
        new Frame()
                .paint(
                        image.newTextGraphics(),
                        Theme.dark(),
                        canvas -> new ScreenView(new Layout()).draw(state, canvas));
        return image;
    }

    private static void checkImage(BasicTextImage image, String context) {
        int columns = image.getSize().getColumns();
        for (int row = 0; row < image.getSize().getRows(); row++) {
            for (int column = 0; column < columns; column++) {
                TextCharacter cell = image.getCharacterAt(column, row);
                int width = TextLayout.columns(cell.getCharacterString());
                assertThat(width).as(context).isEqualTo(cell.isDoubleWidth() ? 2 : 1);
                if (cell.isDoubleWidth()) {
                    assertThat(column).as(context).isLessThan(columns - 1);
                    String next = image.getCharacterAt(column + 1, row).getCharacterString();
                    assertThat(next)
                            .as("%s behind a wide one at %d,%d", context, column, row)
                            .isEqualTo(" ");
                }
            }
        }
    }
}
