package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.relay.store.History.Append;
import io.naru.relay.store.History.Appended;
import io.naru.relay.store.History.Page;
import io.naru.relay.store.History.PageQuery;
import io.naru.relay.store.History.Retention;
import io.naru.relay.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryTest extends StoreContract {
    private static final Instant NOW = CREATED;

    private Talking talking;
    private StoredRoom lobby;

    @BeforeEach
    void createAccounts() {
        talking = new Talking(store);
        talking.createAccounts("Alice", "bob");
        lobby = talking.lobby("alice");
    }

    private void sayNumbers(StoredRoom room, int from, int to) {
        for (int i = from; i <= to; i++) {
            talking.say(room, "alice", "", "number " + i);
        }
    }

    private static List<Long> seqs(Page page) {
        return page.messages().stream().map(StoredMessage::seq).toList();
    }

    @Test
    void messageIsKeptWithAllItsParts() {
        Append append = new Append(
                lobby.id(),
                lobby.name(),
                UserName.of("ALICE"),
                Optional.of(new MessageId("a-1")),
                "안녕\u0000 🙂\n'; DROP TABLE message; --",
                OptionalLong.of(7),
                Instant.parse("2026-03-01T12:34:56.789123456Z"));

        Appended appended = talking.say(append);

        assertThat(appended.isRepeated()).isFalse();
        assertThat(appended.roomId()).isEqualTo(lobby.id());
        StoredMessage message = appended.message();
        assertThat(message.room()).isEqualTo(RoomName.LOBBY);
        assertThat(message.author().display()).isEqualTo("Alice");
        assertThat(message.id()).contains(new MessageId("a-1"));
        assertThat(message.text()).isEqualTo(append.text());
        assertThat(message.replyTo()).hasValue(7);
        assertThat(message.at()).isEqualTo(Instant.parse("2026-03-01T12:34:56.789Z"));
        assertThat(talking.newest(lobby, 1).messages()).containsExactly(message);
    }

    @Test
    void seqsAreDenseInEachRoom() {
        StoredRoom other = talking.entered("alice", "#ferry");
        for (int i = 0; i < 5; i++) {
            talking.say(lobby, "alice", "", "x");
            talking.say(other, "bob", "", "y");
        }

        assertThat(talking.seqs(lobby)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(talking.seqs(other)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(talking.lobby("alice").lastSeq()).isEqualTo(5);
    }

    @Test
    void appendsAreAnsweredInTheOrderOfAsking() {
        Answers<Appended> answers = new Answers<>();
        for (int i = 0; i < 100; i++) {
            store.history()
                    .append(Talking.message(lobby, i % 2 == 0 ? "alice" : "bob", "", "" + i), Runnable::run, answers);
        }

        for (int i = 0; i < 100; i++) {
            StoredMessage message = answers.value().message();
            assertThat(message.seq()).isEqualTo(i + 1);
            assertThat(message.text()).isEqualTo("" + i);
        }
    }

    @Test
    void membershipCountsExactlyWhatWasAnsweredBefore() {
        List<String> answers = Collections.synchronizedList(new ArrayList<>());
        Answers<List<Membership>> last = new Answers<>();
        for (int i = 0; i < 20; i++) {
            store.history()
                    .append(Talking.message(lobby, "alice", "", "x"), Runnable::run, outcome -> answers.add("said"));
            store.rooms().of(UserName.of("bob"), Runnable::run, outcome -> {
                long seq = ((Outcome.Done<List<Membership>>) outcome)
                        .value()
                        .get(0)
                        .room()
                        .lastSeq();
                answers.add("last " + seq);
                last.accept(outcome);
            });
        }
        for (int i = 0; i < 20; i++) {
            last.value();
        }

        for (int i = 0; i < 20; i++) {
            assertThat(answers.subList(2 * i, 2 * i + 2)).containsExactly("said", "last " + (i + 1));
        }
    }

    @Test
    void repeatedIdYieldsTheFirstMessageAndAddsNothing() {
        StoredRoom other = talking.entered("alice", "#ferry");
        StoredMessage first = talking.say(lobby, "alice", "a-1", "first").message();

        Appended repeated = talking.say(
                Talking.message(other, "alice", "a-1", "another text", StoreContract.CREATED.plusSeconds(9)));

        assertThat(repeated).isEqualTo(new Appended(lobby.id(), first, true));
        assertThat(talking.texts(lobby)).containsExactly("first");
        assertThat(talking.texts(other)).isEmpty();
        assertThat(talking.say(lobby, "bob", "a-1", "somebody else's").isRepeated())
                .isFalse();
        assertThat(talking.say(lobby, "alice", "", "no id").isRepeated()).isFalse();
        assertThat(talking.say(lobby, "alice", "", "no id").isRepeated()).isFalse();
    }

    @Test
    void repetitionNamesAConversationAsItsAuthorKnowsIt() {
        StoredRoom own = talking.converse("alice", "bob").orElseThrow().own().room();
        StoredRoom others = talking.membership("alice", "@bob").room();
        talking.say(own, "alice", "a-1", "ahoy");
        talking.say(talking.converse("bob", "alice").orElseThrow().own().room(), "bob", "a-1", "ahoy");

        assertThat(talking.say(lobby, "alice", "a-1", "").message().room().display())
                .isEqualTo("@bob");
        assertThat(talking.say(lobby, "bob", "a-1", "").message().room().display())
                .isEqualTo("@Alice");
        assertThat(others.id()).isEqualTo(own.id());
    }

    @Test
    void repetitionInOneBatchIsSeen() {
        Answers<Appended> answers = new Answers<>();
        for (int i = 0; i < 3; i++) {
            store.history().append(Talking.message(lobby, "alice", "a-1", "x"), Runnable::run, answers);
        }

        assertThat(answers.value().isRepeated()).isFalse();
        assertThat(answers.value().isRepeated()).isTrue();
        assertThat(answers.value().isRepeated()).isTrue();
        assertThat(talking.seqs(lobby)).containsExactly(1L);
    }

    @Test
    void nothingIsSaidByRemovedAccountsNorInRoomsThatAreGone() {
        StoredRoom crew = ((Rooms.Entry.Entered) talking.enter("alice", "#crew", true))
                .membership()
                .room();
        talking.leave("alice", "#crew");
        remove("bob");

        assertThat(talking.tryToSay(Talking.message(crew, "alice", "1", "x"))).isInstanceOf(Outcome.Failed.class);
        assertThat(talking.tryToSay(Talking.message(lobby, "bob", "1", "x"))).isInstanceOf(Outcome.Failed.class);
        assertThat(talking.say(lobby, "alice", "1", "x").message().seq()).isEqualTo(1);
    }

    @Test
    void nothingIsSaidToWhoIsGone() {
        StoredRoom first = talking.converse("alice", "bob").orElseThrow().own().room();
        talking.say(first, "alice", "1", "one");
        StoredRoom notes =
                talking.converse("alice", "alice").orElseThrow().own().room();
        remove("bob");
        talking.createAccounts("bob");

        assertThat(talking.tryToSay(Talking.message(first, "alice", "2", "two")))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(talking.texts(first)).containsExactly("one");
        StoredRoom second = talking.converse("alice", "bob").orElseThrow().own().room();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(talking.say(second, "alice", "2", "two").message().seq()).isEqualTo(1);
        assertThat(talking.say(notes, "alice", "3", "three").message().seq()).isEqualTo(1);
    }

    @Test
    void timeOfARoomNeverGoesBack() {
        StoredRoom ferry = talking.entered("alice", "#ferry");
        talking.say(Talking.message(lobby, "alice", "", "one", NOW.plusSeconds(60)));

        Appended back = talking.say(Talking.message(lobby, "bob", "b-1", "two", NOW));
        Appended elsewhere = talking.say(Talking.message(ferry, "bob", "", "there", NOW.plusSeconds(1)));
        talking.say(Talking.message(lobby, "alice", "", "three", NOW.plusSeconds(61)));

        assertThat(back.message().at()).isEqualTo(NOW.plusSeconds(60));
        assertThat(elsewhere.message().at()).isEqualTo(NOW.plusSeconds(1));
        assertThat(talking.newest(lobby, 10).messages())
                .extracting(StoredMessage::at)
                .containsExactly(NOW.plusSeconds(60), NOW.plusSeconds(60), NOW.plusSeconds(61));
        assertThat(talking.say(Talking.message(lobby, "bob", "b-1", "two", NOW)).message())
                .isEqualTo(back.message());
    }

    @Test
    void retentionByAgeHoldsWhenTheClockWasSetBack() {
        talking.say(Talking.message(lobby, "alice", "", "one", NOW.plus(Duration.ofDays(3))));
        talking.say(Talking.message(lobby, "alice", "", "two", NOW));

        Retention twoDays = new Retention(Optional.of(Duration.ofDays(2)), Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(talking.prune(twoDays, NOW.plus(Duration.ofDays(4)))).isZero();
        assertThat(talking.prune(twoDays, NOW.plus(Duration.ofDays(6)))).isEqualTo(2);
    }

    @Test
    void failingAppendDoesNotFailItsNeighbours() {
        Answers<Appended> good = new Answers<>();
        Answers<Appended> bad = new Answers<>();
        store.history().append(Talking.message(lobby, "alice", "1", "one"), Runnable::run, good);
        store.history().append(Talking.message(lobby, "nobody", "1", "no"), Runnable::run, bad);
        store.history().append(Talking.message(lobby, "alice", "2", "two"), Runnable::run, good);

        assertThat(good.value().message().seq()).isEqualTo(1);
        assertThat(bad.sentence()).isEqualTo("The account nobody was removed");
        assertThat(good.value().message().seq()).isEqualTo(2);
    }

    @Test
    void pagesGoBothWaysOldestFirst() {
        sayNumbers(lobby, 1, 10);

        assertThat(seqs(talking.newest(lobby, 3))).containsExactly(8L, 9L, 10L);
        assertThat(talking.newest(lobby, 3).hasMore()).isTrue();
        assertThat(seqs(talking.before(lobby, 8, 3))).containsExactly(5L, 6L, 7L);
        assertThat(seqs(talking.before(lobby, 3, 3))).containsExactly(1L, 2L);
        assertThat(talking.before(lobby, 3, 3).hasMore()).isFalse();
        assertThat(talking.before(lobby, 4, 3).hasMore()).isFalse();
        assertThat(seqs(talking.after(lobby, 0, 3))).containsExactly(1L, 2L, 3L);
        assertThat(talking.after(lobby, 0, 3).hasMore()).isTrue();
        assertThat(seqs(talking.after(lobby, 7, 3))).containsExactly(8L, 9L, 10L);
        assertThat(talking.after(lobby, 7, 3).hasMore()).isFalse();
        assertThat(talking.after(lobby, 10, 3).messages()).isEmpty();
        assertThat(talking.newest(lobby, 100).room()).contains(talking.lobby("bob"));
        assertThat(talking.newest(lobby, 100).hasMore()).isFalse();
    }

    @Test
    void pagesAreBoundedInOctetsButNeverEmpty() {
        talking.say(lobby, "alice", "", "가나다");
        talking.say(lobby, "alice", "", "가나다");
        talking.say(lobby, "alice", "", "가나다");

        Page two = talking.page(
                new PageQuery(lobby.id(), lobby.name(), OptionalLong.of(0), OptionalLong.empty(), 100, 18));
        Page one = talking.page(
                new PageQuery(lobby.id(), lobby.name(), OptionalLong.empty(), OptionalLong.empty(), 100, 1));

        assertThat(seqs(two)).containsExactly(1L, 2L);
        assertThat(two.hasMore()).isTrue();
        assertThat(seqs(one)).containsExactly(3L);
        assertThat(one.hasMore()).isTrue();
    }

    @Test
    void pageOfAnUnknownRoomSaysSo() {
        PageQuery query =
                new PageQuery(999, RoomName.LOBBY, OptionalLong.empty(), OptionalLong.empty(), 10, Long.MAX_VALUE);

        assertThat(talking.page(query)).isEqualTo(new Page(Optional.empty(), List.of(), false));
    }

    @Test
    void pageSeesWhatWasAnsweredBeforeItWasAskedFor() {
        for (int i = 1; i <= 50; i++) {
            talking.say(lobby, "alice", "", "x");

            assertThat(seqs(talking.newest(lobby, 1))).containsExactly((long) i);
        }
    }

    @Test
    void countOfMessagesIsBoundedByRetention() {
        sayNumbers(lobby, 1, 10);
        StoredRoom other = talking.entered("alice", "#ferry");
        sayNumbers(other, 1, 3);

        assertThat(talking.prune(new Retention(Optional.empty(), 4, Long.MAX_VALUE), NOW))
                .isEqualTo(6);

        assertThat(talking.seqs(lobby)).containsExactly(7L, 8L, 9L, 10L);
        assertThat(talking.lobby("alice").oldestSeq()).isEqualTo(7);
        assertThat(talking.lobby("alice").lastSeq()).isEqualTo(10);
        assertThat(talking.seqs(other)).containsExactly(1L, 2L, 3L);
        assertThat(seqs(talking.after(lobby, 2, 2))).containsExactly(7L, 8L);
        assertThat(talking.before(lobby, 8, 5).hasMore()).isFalse();
        assertThat(talking.say(lobby, "bob", "", "next").message().seq()).isEqualTo(11);
    }

    @Test
    void ageOfMessagesIsBoundedByRetention() {
        for (int day = 0; day < 5; day++) {
            talking.say(Talking.message(lobby, "alice", "", "day " + day, NOW.plus(Duration.ofDays(day))));
        }

        long removed = talking.prune(
                new Retention(Optional.of(Duration.ofDays(2)), Long.MAX_VALUE, Long.MAX_VALUE),
                NOW.plus(Duration.ofDays(4)));

        assertThat(removed).isEqualTo(2);
        assertThat(talking.texts(lobby)).containsExactly("day 2", "day 3", "day 4");
    }

    @Test
    void sizeOfARoomIsBoundedByRetention() {
        for (int i = 0; i < 5; i++) {
            talking.say(lobby, "alice", "", "가".repeat(10));
        }

        assertThat(talking.prune(new Retention(Optional.empty(), Long.MAX_VALUE, 90), NOW))
                .isEqualTo(2);
        assertThat(talking.prune(new Retention(Optional.empty(), Long.MAX_VALUE, 90), NOW))
                .isZero();
        assertThat(talking.seqs(lobby)).containsExactly(3L, 4L, 5L);
        talking.say(lobby, "alice", "", "x");
        assertThat(talking.prune(new Retention(Optional.empty(), Long.MAX_VALUE, 61), NOW))
                .isEqualTo(1);
    }

    @Test
    void everythingMayGoAndTheNextSeqFollows() {
        sayNumbers(lobby, 1, 3);

        talking.prune(new Retention(Optional.of(Duration.ZERO), Long.MAX_VALUE, Long.MAX_VALUE), NOW.plusSeconds(1));

        assertThat(talking.lobby("alice").oldestSeq()).isEqualTo(4);
        assertThat(talking.lobby("alice").lastSeq()).isEqualTo(3);
        assertThat(talking.newest(lobby, 10).messages()).isEmpty();
        talking.say(lobby, "alice", "", "four");
        assertThat(talking.lobby("alice").oldestSeq()).isEqualTo(4);
        assertThat(talking.prune(
                        new Retention(Optional.of(Duration.ZERO), Long.MAX_VALUE, Long.MAX_VALUE), NOW.plusSeconds(1)))
                .isEqualTo(1);
    }

    @Test
    void manyMessagesGoSomeAtATime() {
        Answers<Appended> answers = new Answers<>();
        for (int i = 0; i < 1_200; i++) {
            store.history().append(Talking.message(lobby, "alice", "", "x" + i), Runnable::run, answers);
        }
        for (int i = 0; i < 1_200; i++) {
            answers.value();
        }
        talking.index();

        assertThat(talking.prune(new Retention(Optional.empty(), 10, Long.MAX_VALUE), NOW))
                .isEqualTo(1_190);
        assertThat(talking.seqs(lobby)).hasSize(10).first().isEqualTo(1_191L);
        assertThat(talking.found("alice", "x11")).hasSize(10);
    }

    @Test
    void retentionOfEverythingRemovesNothing() {
        sayNumbers(lobby, 1, 3);

        assertThat(talking.prune(Retention.EVERYTHING, NOW.plus(Duration.ofDays(100_000))))
                .isZero();
    }

    @Test
    void epochsAreRenewedTogetherWithALineInTheAudit() {
        StoredRoom ferry = talking.entered("alice", "#ferry");
        talking.converse("alice", "bob");

        assertThat(talking.renewEpochs()).isEqualTo(3);

        assertThat(talking.lobby("alice").epoch()).matches("[0-9a-f]{32}").isNotEqualTo(lobby.epoch());
        assertThat(talking.membership("alice", "#ferry").room().epoch()).isNotEqualTo(ferry.epoch());
        assertThat(audit()).extracting(AuditEntry::action).contains(AuditEntry.Action.NEW_EPOCH);
    }
}
