package io.naru.client.update;

import io.naru.client.state.Line;
import io.naru.client.state.Person;
import io.naru.client.state.PresenceFold;
import io.naru.client.state.PresenceFold.Change;
import io.naru.client.state.Room;
import io.naru.client.state.Settings.Joins;
import io.naru.common.message.RoomName;
import io.naru.common.text.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells who came and who went, in as few lines as possible.
 *
 * <p>Threading: made for one event.
 */
final class Comings {
    private static final long FOLD_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int PEOPLE_MAX = 50;
    private static final int NAMES_MAX = 8;

    private final Turn turn;
    private final RoomName name;

    /** For a room that has a tab. */
    Comings(Turn turn, RoomName name) {
        this.turn = turn;
        this.name = name;
    }

    private Room room() {
        return turn.room(name).orElseThrow();
    }

    void came(Person person) {
        tell(person, Change.JOINED);
    }

    void went(Person person) {
        tell(person, Change.LEFT);
    }

    private void tell(Person person, Change step) {
        Joins joins = turn.settings.joins();
        if (joins == Joins.HIDDEN || room().reach().isDetached() || turn.settings.isIgnored(person.user())) {
            return;
        }
        Optional<PresenceFold> open = room().fold().filter(fold -> joins == Joins.FOLDED && takesMore(fold));
        Map<Person, Change> changes = new LinkedHashMap<>();
        open.ifPresent(fold -> changes.putAll(fold.changes()));
        changes.merge(person, step, Comings::together);
        Line line = Line.of(Line.Kind.PRESENCE, turn.now.instant(), SafeText.line(sentence(changes)));
        long number;
        if (open.isPresent()) {
            Room room = room();
            number = open.get().line();
            turn.room(room.withLines(room.settled().replace(number, line)));
        } else {
            new ChatLines(turn, name).received(line);
            number = room().settledEnd() - 1;
        }
        turn.room(room().withFold(Optional.of(new PresenceFold(number, turn.now.nanos(), changes))));
    }

    private boolean takesMore(PresenceFold fold) {
        return fold.line() == room().settledEnd() - 1
                && room().lines().has(fold.line())
                && fold.changes().size() < PEOPLE_MAX
                && turn.now.nanos() - fold.lastNanos() < FOLD_NANOS;
    }

    private static Change together(Change before, Change step) {
        boolean wasThere = before == Change.LEFT || before == Change.LEFT_AND_CAME_BACK;
        if (step == Change.JOINED) {
            return wasThere ? Change.LEFT_AND_CAME_BACK : Change.JOINED;
        }
        return wasThere ? Change.LEFT : Change.JOINED_AND_LEFT;
    }

    private static String sentence(Map<Person, Change> changes) {
        List<String> parts = new ArrayList<>();
        for (Change change : Change.values()) {
            List<String> names = changes.entrySet().stream()
                    .filter(entry -> entry.getValue() == change)
                    .map(entry -> entry.getKey().name().value())
                    .toList();
            if (!names.isEmpty()) {
                parts.add(joined(names) + " " + words(change));
            }
        }
        return String.join(", ", parts);
    }

    private static String words(Change change) {
        return switch (change) {
            case JOINED -> "joined";
            case LEFT -> "left";
            case JOINED_AND_LEFT -> "came and went";
            case LEFT_AND_CAME_BACK -> "left and came back";
        };
    }

    private static String joined(List<String> names) {
        int shown = names.size() <= NAMES_MAX ? names.size() - 1 : NAMES_MAX - 1;
        if (shown == 0) {
            return names.get(0);
        }
        String last = names.size() <= NAMES_MAX ? names.get(shown) : (names.size() - shown) + " others";
        return String.join(", ", names.subList(0, shown)) + " and " + last;
    }
}
