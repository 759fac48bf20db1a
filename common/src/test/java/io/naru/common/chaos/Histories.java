package io.naru.common.chaos;

import io.naru.common.chaos.Violation.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The final histories of all rooms, and what is wrong in themselves.
 *
 * <p>Threading: confined to one thread.
 */
final class Histories {
    /** Who said it, and which of theirs it was. */
    record Authored(String user, String id) {}

    /** Where something was said, and what. */
    record Words(String room, String text) {}

    /** Where a message is kept. */
    record Place(String room, long seq) {}

    private final Map<String, Reading> rooms = new TreeMap<>();
    private final Map<String, Map<Long, Kept>> bySeq = new HashMap<>();
    private final Map<Authored, Place> places = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final long retained;

    /**
     * Looks at the histories by themselves, and at whether what is in them was said.
     *
     * @param diaries which tell what is forgotten
     * @param retained how many messages of each room are kept at least
     */
    Histories(List<Diary> diaries, List<Reading> readings, Map<Authored, Words> said, long retained) {
        this.retained = retained;
        for (Reading reading : readings) {
            Reading first = rooms.putIfAbsent(reading.key(), reading);
            if (first != null && !first.messages().equals(reading.messages())) {
                complain(
                        Rule.SAME_FOR_ALL,
                        reading.key(),
                        0,
                        first.reader() + " read " + first.messages().size() + " messages, " + reading.reader() + " "
                                + reading.messages().size() + "; the first that differs is "
                                + firstDifference(first.messages(), reading.messages()));
            }
        }
        remembered(diaries).forEach((key, messages) -> messages.values().forEach(kept -> add(key, kept, said)));
        rooms.forEach((key, reading) -> checkRoom(key, reading, said));
    }

    /** What was shown of what isn't kept any more; who saw something else than others is found by {@link ScreenCheck}. */
    private Map<String, Map<Long, Kept>> remembered(List<Diary> diaries) {
        Map<String, Map<Long, Kept>> all = new TreeMap<>();
        for (Diary diary : diaries) {
            for (Noted line : diary.lines()) {
                if (line instanceof Noted.Shown shown) {
                    String key = Reading.key(diary.user(), shown.room());
                    if (isForgotten(key, shown.seq())) {
                        all.computeIfAbsent(key, any -> new TreeMap<>())
                                .putIfAbsent(
                                        shown.seq(), new Kept(shown.seq(), shown.author(), shown.id(), shown.text()));
                    }
                }
            }
        }
        return all;
    }

    private static String firstDifference(List<Kept> one, List<Kept> other) {
        int at = 0;
        while (at < one.size() && at < other.size() && one.get(at).equals(other.get(at))) {
            at++;
        }
        return (at < one.size() ? one.get(at) : "none") + " and " + (at < other.size() ? other.get(at) : "none");
    }

    private void checkRoom(String key, Reading reading, Map<Authored, Words> said) {
        if (reading.oldestSeq() > 1 && reading.messages().size() < retained) {
            complain(
                    Rule.FORGOTTEN_WHEN_DUE,
                    key,
                    reading.oldestSeq(),
                    "is the oldest that is kept, of " + reading.messages().size() + " instead of " + retained);
        }
        long expected = reading.oldestSeq();
        for (Kept kept : reading.messages()) {
            if (kept.seq() != expected) {
                complain(Rule.DENSE, key, kept.seq(), "stands where seq " + expected + " should be");
            }
            expected = kept.seq() + 1;
            add(key, kept, said);
        }
    }

    private void add(String key, Kept kept, Map<Authored, Words> said) {
        bySeq.computeIfAbsent(key, any -> new HashMap<>()).put(kept.seq(), kept);
        checkOrigin(key, kept, said);
    }

    private void checkOrigin(String key, Kept kept, Map<Authored, Words> said) {
        Authored authored = new Authored(kept.author(), kept.id());
        Place other = places.putIfAbsent(authored, new Place(key, kept.seq()));
        if (other != null && !mayBeNew(other, key, kept.seq())) {
            complain(
                    Rule.ONCE,
                    key,
                    kept.seq(),
                    kept.author() + "'s " + kept.id() + " is also in " + other.room() + " as " + other.seq());
        }
        Words words = said.get(authored);
        if (words == null) {
            complain(
                    Rule.NOT_INVENTED,
                    key,
                    kept.seq(),
                    kept.author() + " never said " + Violation.quoted(kept.text()) + " (" + kept.id() + ")");
        } else if (!words.equals(new Words(key, kept.text()))) {
            complain(
                    Rule.NOT_INVENTED,
                    key,
                    kept.seq(),
                    kept.author() + " said \"" + words.text() + "\" in " + words.room() + " as " + kept.id()
                            + ", not \"" + kept.text() + "\"");
        }
    }

    /** An id is known as long as its message is kept; sent again behind that, it is a new message. */
    private boolean mayBeNew(Place first, String key, long seq) {
        return first.room().equals(key) && isForgotten(key, first.seq()) && seq - first.seq() > retained;
    }

    /** Whether a message of that place isn't kept any more. */
    boolean isForgotten(String key, long seq) {
        return rooms.containsKey(key) && seq > 0 && seq < rooms.get(key).oldestSeq();
    }

    private void complain(Rule rule, String room, long seq, String words) {
        violations.add(new Violation(rule, "", room, seq, words));
    }

    /** What is wrong in themselves. */
    List<Violation> violations() {
        return violations;
    }

    /** What is, or was, kept in a room under a seq. */
    Optional<Kept> at(String key, long seq) {
        return Optional.ofNullable(bySeq.getOrDefault(key, Map.of()).get(seq));
    }

    /** Where a message is kept. */
    Optional<Place> place(String user, String id) {
        return Optional.ofNullable(places.get(new Authored(user, id)));
    }

    /** The seq of a room's newest message; 0 where there is none. */
    long head(String key) {
        List<Kept> messages = rooms.containsKey(key) ? rooms.get(key).messages() : List.of();
        return messages.isEmpty() ? 0 : messages.get(messages.size() - 1).seq();
    }
}
