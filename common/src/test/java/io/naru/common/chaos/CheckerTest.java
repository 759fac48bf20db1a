package io.naru.common.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.chaos.Violation.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The checker finds each kind of fault, and nothing where there is none. */
class CheckerTest {
    private static final String ROOM = "#a";

    private final List<Noted> kim = new ArrayList<>();
    private final List<Noted> lee = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();

    /** Kim says three things, lee one between them; both see all. */
    CheckerTest() {
        start(kim);
        start(lee);
        say(kim, "k1");
        say(lee, "l1");
        say(kim, "k2");
        say(kim, "k3");
        keep("kim", "k1");
        keep("lee", "l1");
        keep("kim", "k2");
        keep("kim", "k3");
        show(kim, "kim", 1, 4);
        show(lee, "lee", 1, 4);
    }

    private static void start(List<Noted> diary) {
        diary.add(new Noted.Started());
        diary.add(new Noted.Entered(ROOM));
    }

    private static void say(List<Noted> diary, String id) {
        diary.add(new Noted.Said(10_000, id, ROOM, "text of " + id));
    }

    private void keep(String author, String id) {
        kept.add(new Kept(kept.size() + 1, author, id, "text of " + id));
    }

    private void show(List<Noted> diary, String user, int from, int to) {
        for (Kept each : kept.subList(from - 1, to)) {
            diary.add(new Noted.Shown(
                    ROOM,
                    each.seq(),
                    each.author(),
                    each.id(),
                    each.text(),
                    each.author().equals(user)));
        }
    }

    private List<Violation> violations() {
        List<Diary> diaries = List.of(new Diary("kim-1", "kim", kim), new Diary("lee-1", "lee", lee));
        return Checker.violations(diaries, List.of(new Reading("kim", ROOM, kept), new Reading("lee", ROOM, kept)));
    }

    private void finds(Rule... rules) {
        assertThat(violations()).extracting(Violation::rule).containsExactlyInAnyOrder(rules);
    }

    private static void change(List<Noted> diary, String id, Consumer<Integer> how) {
        for (int i = 0; i < diary.size(); i++) {
            if (diary.get(i) instanceof Noted.Shown shown && shown.id().equals(id)) {
                how.accept(i);
                return;
            }
        }
        throw new AssertionError(id);
    }

    @Test
    void whereNothingIsWrongNothingIsFound() {
        finds();
    }

    @Test
    void aLostMessageWithAReceiptIsFoundByEverybodyWhoSawIt() {
        kept.remove(3);

        finds(Rule.RECEIPT_KEPT, Rule.RECEIPT_KEPT, Rule.SHOWN_AS_KEPT);
        assertThat(violations().get(0)).hasToString("""
                RECEIPT_KEPT client kim-1 room #a seq 4: was shown as kim: "text of k3" (k3); kept is nothing""");
    }

    @Test
    void aMissingSeqIsFound() {
        kept.remove(1);

        assertThat(violations()).extracting(Violation::rule).contains(Rule.DENSE, Rule.RECEIPT_KEPT);
    }

    @Test
    void whatIsKeptTwiceIsFound() {
        keep("lee", "l1");
        show(kim, "kim", 5, 5);
        show(lee, "lee", 5, 5);

        finds(Rule.ONCE);
    }

    @Test
    void whatNobodySaidIsFound() {
        keep("lee", "l2");
        show(kim, "kim", 5, 5);
        show(lee, "lee", 5, 5);

        finds(Rule.NOT_INVENTED);
    }

    @Test
    void otherWordsThanWereSaidAreFound() {
        kept.set(3, new Kept(4, "kim", "k3", "something else"));

        assertThat(violations()).extracting(Violation::rule).contains(Rule.NOT_INVENTED, Rule.RECEIPT_KEPT);
    }

    @Test
    void anotherRoomThanWasMeantIsFound() {
        kim.set(
                kim.indexOf(new Noted.Said(10_000, "k3", ROOM, "text of k3")),
                new Noted.Said(1, "k3", "#b", "text of k3"));

        finds(Rule.NOT_INVENTED);
    }

    @Test
    void membersWhoReadDifferentHistoriesAreFound() {
        List<Violation> found = Checker.violations(
                List.of(new Diary("kim-1", "kim", kim), new Diary("lee-1", "lee", lee)),
                List.of(new Reading("kim", ROOM, kept), new Reading("lee", ROOM, kept.subList(0, 3))));

        assertThat(found).extracting(Violation::rule).containsExactly(Rule.SAME_FOR_ALL);
    }

    @Test
    void anotherOrderThanTheOthersSawIsFound() {
        change(lee, "k2", at -> {
            Noted.Shown second = (Noted.Shown) lee.get(at);
            Noted.Shown third = (Noted.Shown) lee.get(at + 1);
            lee.set(at, new Noted.Shown(ROOM, second.seq(), "kim", third.id(), third.text(), false));
            lee.set(at + 1, new Noted.Shown(ROOM, third.seq(), "kim", second.id(), second.text(), false));
        });

        finds(Rule.SHOWN_AS_KEPT, Rule.SHOWN_AS_KEPT);
    }

    @Test
    void aReceiptWithAnotherSeqIsFound() {
        change(kim, "k3", at -> kim.set(at, new Noted.Shown(ROOM, 5, "kim", "k3", "text of k3", true)));

        finds(Rule.RECEIPT_KEPT, Rule.WITHOUT_HOLES);
    }

    @Test
    void whatAScreenShowsTwiceIsFound() {
        show(lee, "lee", 4, 4);

        finds(Rule.SHOWN_ONCE);
    }

    @Test
    void aHoleIsFound() {
        change(lee, "k2", at -> lee.remove((int) at));

        finds(Rule.WITHOUT_HOLES);
    }

    @Test
    void aHoleThatTheScreenTellsIsNone() {
        change(lee, "k2", at -> lee.set(at, new Noted.Gap(ROOM, 3, 3, false)));

        finds();
    }

    @Test
    void aGapThatTellsTooLittleIsAHole() {
        change(lee, "k2", at -> {
            lee.remove(at + 1);
            lee.set(at, new Noted.Gap(ROOM, 4, 4, false));
        });

        finds(Rule.WITHOUT_HOLES);
    }

    @Test
    void aStartMayShowAgainWhatWasShownBefore() {
        start(lee);
        show(lee, "lee", 2, 4);

        finds();
    }

    @Test
    void aStartThatSkipsAMessageIsFound() {
        start(lee);
        for (String id : List.of("l2", "l3", "l4")) {
            say(lee, id);
            keep("lee", id);
        }
        show(lee, "lee", 6, 7);
        show(kim, "kim", 5, 7);

        finds(Rule.WITHOUT_HOLES);
    }

    @Test
    void whoEntersARoomBeginsAnywhere() {
        lee.add(new Noted.Left(ROOM));
        say(kim, "k4");
        keep("kim", "k4");
        say(kim, "k5");
        keep("kim", "k5");
        show(kim, "kim", 5, 6);
        lee.add(new Noted.Entered(ROOM));
        show(lee, "lee", 6, 6);

        finds();
    }

    @Test
    void aScreenThatLagsBehindInTheEndIsFound() {
        lee.remove(lee.size() - 1);

        finds(Rule.LEVEL);
    }

    @Test
    void aScreenThatShowsNothingAfterAStartIsFound() {
        start(lee);

        finds(Rule.LEVEL);
    }

    @Test
    void anAuthorsMessagesInAnotherOrderAreFound() {
        kept.set(2, new Kept(3, "kim", "k3", "text of k3"));
        kept.set(3, new Kept(4, "kim", "k2", "text of k2"));
        kim.subList(kim.size() - 2, kim.size()).clear();
        lee.subList(lee.size() - 2, lee.size()).clear();
        show(kim, "kim", 3, 4);
        show(lee, "lee", 3, 4);

        finds(Rule.AUTHORS_ORDER);
        kim.add(new Noted.Resent("k2"));
        finds();
    }

    @Test
    void whatVanishesWithoutAWordIsFound() {
        say(kim, "k4");

        finds(Rule.ACCOUNTED_FOR);
    }

    @Test
    void whatStillWaitsIsFound() {
        say(kim, "k4");
        kim.add(new Noted.Pending("k4", false));

        finds(Rule.ACCOUNTED_FOR);
    }

    @Test
    void whatIsReportedAsNotSentIsAccountedFor() {
        say(kim, "k4");
        kim.add(new Noted.Pending("k4", true));
        say(kim, "k5");
        kim.add(new Noted.Refused("k5", "The relay's disk is full."));
        say(kim, "k6");
        kim.add(new Noted.Dropped("k6"));

        finds();
    }

    @Test
    void whatIsReportedAsNotSentAndIsKeptIsFound() {
        say(kim, "k4");
        keep("kim", "k4");
        kim.add(new Noted.Refused("k4", "Not sent."));
        kim.add(new Noted.Gap(ROOM, 5, 5, false));
        show(lee, "lee", 5, 5);

        finds(Rule.REPORTED_TRULY);
    }

    @Test
    void whatWasSentAgainAndLostIsFound() {
        say(kim, "k4");
        kim.add(new Noted.Pending("k4", true));
        kim.add(new Noted.Resent("k4"));

        finds(Rule.ACCOUNTED_FOR);
    }

    @Test
    void whatIsSaidInTheMomentOfAKillMayBeGoneAndNothingElse() {
        say(kim, "k4");
        kim.add(new Noted.Killed(10_000 + FateCheck.GRACE_MILLIS));
        finds();

        kim.set(kim.size() - 1, new Noted.Killed(10_001 + FateCheck.GRACE_MILLIS));
        finds(Rule.ACCOUNTED_FOR);
    }

    private List<Violation> violationsWhenForgotten(int forgotten, int retained) {
        List<Kept> left = kept.subList(forgotten, kept.size());
        List<Diary> diaries = List.of(new Diary("kim-1", "kim", kim), new Diary("lee-1", "lee", lee));
        return Checker.violations(
                diaries,
                List.of(new Reading("kim", ROOM, forgotten + 1, left), new Reading("lee", ROOM, forgotten + 1, left)),
                retained);
    }

    @Test
    void whatMayBeForgottenIsMissedByNobody() {
        assertThat(violationsWhenForgotten(2, 2)).isEmpty();
    }

    @Test
    void whatIsForgottenTooEarlyIsFound() {
        assertThat(violationsWhenForgotten(2, 3)).extracting(Violation::rule).containsExactly(Rule.FORGOTTEN_WHEN_DUE);
        assertThat(violationsWhenForgotten(0, 9)).isEmpty();
    }

    @Test
    void screensThatShowedDifferentThingsOfWhatIsForgottenAreFound() {
        change(lee, "l1", at -> lee.set(at, new Noted.Shown(ROOM, 2, "lee", "l1", "something else", true)));

        assertThat(violationsWhenForgotten(2, 2)).extracting(Violation::rule).containsExactly(Rule.RECEIPT_KEPT);
    }

    @Test
    void aMarkerStandsWhereMessagesAreGoneAndNowhereElse() {
        change(lee, "k1", at -> lee.set(at, new Noted.Gap(ROOM, 1, 1, true)));
        assertThat(violationsWhenForgotten(1, 3)).isEmpty();

        change(lee, "k2", at -> lee.set(at, new Noted.Gap(ROOM, 3, 3, true)));
        assertThat(violationsWhenForgotten(1, 3)).extracting(Violation::rule).containsExactly(Rule.TRUE_MARKER);
    }

    @Test
    void whatIsForgottenIsAHoleWhereNoMarkerSaysSo() {
        change(lee, "k2", at -> lee.remove((int) at));

        assertThat(violationsWhenForgotten(3, 1)).extracting(Violation::rule).containsExactly(Rule.WITHOUT_HOLES);
    }

    @Test
    void anIdThatIsForgottenMayComeAgainAndNoOther() {
        keep("kim", "k1");
        show(kim, "kim", 5, 5);
        show(lee, "lee", 5, 5);

        assertThat(violationsWhenForgotten(2, 3)).isEmpty();
        assertThat(violationsWhenForgotten(1, 4)).extracting(Violation::rule).containsExactly(Rule.ONCE);
    }

    @Test
    void aFalseAlarmIsFound() {
        lee.add(new Noted.Lost(ROOM, "The history of #a was begun anew."));
        show(lee, "lee", 4, 4);

        finds(Rule.NO_FALSE_ALARM);
    }

    @Test
    void aConversationIsOneRoomUnderTwoNames() {
        kim.add(new Noted.Said(1, "k9", "@lee", "psst"));
        List<Kept> whispered = List.of(new Kept(1, "kim", "k9", "psst"));
        lee.add(new Noted.Entered("@kim"));
        lee.add(new Noted.Shown("@kim", 1, "kim", "k9", "psst", false));
        List<Reading> readings = List.of(
                new Reading("kim", ROOM, kept),
                new Reading("kim", "@lee", whispered),
                new Reading("lee", "@kim", whispered));

        assertThat(Checker.violations(
                        List.of(new Diary("kim-1", "kim", kim), new Diary("lee-1", "lee", lee)), readings))
                .isEmpty();
    }

    @Test
    void anIdThatAClientUsesTwiceIsAFaultOfTheHarness() {
        say(kim, "k1");

        assertThatThrownBy(this::violations).hasMessageContaining("k1");
    }
}
