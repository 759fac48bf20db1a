package io.naru.common.chaos;

import io.naru.common.chaos.Histories.Authored;
import io.naru.common.chaos.Histories.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what all clients noted with what the relay kept, after all clients have come to rest: nothing lost, doubled,
 * reordered or invented. It knows only diaries and histories; how they came about is no matter.
 *
 * <p>Threading: none; pure.
 */
public final class Checker {
    private Checker() {}

    /** All broken promises of a relay that forgets nothing. */
    public static List<Violation> violations(List<Diary> diaries, List<Reading> readings) {
        return violations(diaries, readings, Long.MAX_VALUE);
    }

    /**
     * All broken promises. What the relay has forgotten is known from what the screens showed while it was there.
     *
     * @param diaries of all clients of all users who said anything
     * @param readings of every room, by as many of its members as one likes, when nothing is forgotten any more
     * @param retained how many messages of each room are kept at least
     */
    public static List<Violation> violations(List<Diary> diaries, List<Reading> readings, long retained) {
        Map<Authored, Words> said = new HashMap<>();
        for (Diary diary : diaries) {
            for (Noted line : diary.lines()) {
                if (line instanceof Noted.Said words) {
                    Words meant = new Words(Reading.key(diary.user(), words.room()), words.text());
                    if (said.put(new Authored(diary.user(), words.id()), meant) != null) {
                        throw new IllegalArgumentException(diary.client() + " used the id " + words.id() + " twice");
                    }
                }
            }
        }
        Histories histories = new Histories(diaries, readings, said, retained);
        List<Violation> all = new ArrayList<>(histories.violations());
        for (Diary diary : diaries) {
            all.addAll(new ScreenCheck(diary, histories).violations());
            all.addAll(new FateCheck(diary, histories).violations());
        }
        return all;
    }
}
