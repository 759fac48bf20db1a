package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.relay.work.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/** Asks a store about rooms and what is said in them, in few words, and waits for the answers. */
final class Talking {
    static final Instant NOW = StoreContract.CREATED;

    private final Store store;

    Talking(Store store) {
        this.store = store;
    }

    void createAccounts(String... names) {
        for (String name : names) {
            StoreContract.<Accounts.Creation>ask(answer ->
                    store.accounts().create(StoreContract.account(name), StoreContract.ENTRY, Runnable::run, answer));
        }
    }

    List<Membership> roomsOf(String user) {
        return StoreContract.ask(answer -> store.rooms().of(UserName.of(user), Runnable::run, answer));
    }

    List<String> roomNamesOf(String user) {
        return roomsOf(user).stream()
                .map(membership -> membership.room().name().display())
                .toList();
    }

    Membership membership(String user, String room) {
        return roomsOf(user).stream()
                .filter(membership -> membership.room().name().equals(RoomName.of(room)))
                .findFirst()
                .orElseThrow();
    }

    Rooms.Entry enter(String user, String room, boolean isPrivate) {
        return StoreContract.ask(answer ->
                store.rooms().enter(UserName.of(user), RoomName.of(room), isPrivate, NOW, Runnable::run, answer));
    }

    StoredRoom entered(String user, String room) {
        return ((Rooms.Entry.Entered) enter(user, room, false)).membership().room();
    }

    Optional<Rooms.Conversation> converse(String user, String other) {
        return StoreContract.ask(
                answer -> store.rooms().converse(UserName.of(user), UserName.of(other), NOW, Runnable::run, answer));
    }

    boolean leave(String user, String room) {
        return StoreContract.ask(
                answer -> store.rooms().leave(UserName.of(user), RoomName.of(room), Runnable::run, answer));
    }

    Rooms.Change invite(String by, String user, String room) {
        return StoreContract.ask(answer -> store.rooms()
                .invite(UserName.of(by), UserName.of(user), RoomName.of(room), NOW, Runnable::run, answer));
    }

    Rooms.Change setTopic(String by, String room, String topic) {
        return StoreContract.ask(answer ->
                store.rooms().setTopic(UserName.of(by), RoomName.of(room), topic, NOW, Runnable::run, answer));
    }

    List<Rooms.Listing> list(String user) {
        return StoreContract.ask(answer -> store.rooms().list(UserName.of(user), Runnable::run, answer));
    }

    boolean markRead(String user, long room, long seq) {
        return StoreContract.ask(answer -> store.rooms().markRead(UserName.of(user), room, seq, Runnable::run, answer));
    }

    StoredRoom lobby(String user) {
        return roomsOf(user).get(0).room();
    }

    static History.Append message(StoredRoom room, String author, String id, String text) {
        return message(room, author, id, text, NOW);
    }

    static History.Append message(StoredRoom room, String author, String id, String text, Instant at) {
        Optional<MessageId> messageId = id.isEmpty() ? Optional.empty() : Optional.of(new MessageId(id));
        return new History.Append(
                room.id(), room.name(), UserName.of(author), messageId, text, OptionalLong.empty(), at);
    }

    Outcome<History.Appended> tryToSay(History.Append message) {
        Answers<History.Appended> answers = new Answers<>();
        store.history().append(message, Runnable::run, answers);
        return answers.next();
    }

    /** Says all of these while the store is held up, so that they share a commit. */
    List<Outcome<History.Appended>> tryToSayTogether(List<History.Append> messages) {
        CountDownLatch standing = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(store instanceof SqliteStore ? 1 : 0);
        store.hasChangedElsewhere(Runnable::run, outcome -> {
            standing.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        try {
            standing.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Answers<History.Appended> answers = new Answers<>();
        messages.forEach(message -> store.history().append(message, Runnable::run, answers));
        gate.countDown();
        List<Outcome<History.Appended>> outcomes = new ArrayList<>();
        messages.forEach(message -> outcomes.add(answers.next()));
        return outcomes;
    }

    History.Appended say(StoredRoom room, String author, String id, String text) {
        return say(message(room, author, id, text));
    }

    History.Appended say(History.Append message) {
        return StoreContract.ask(answer -> store.history().append(message, Runnable::run, answer));
    }

    History.Page page(History.PageQuery query) {
        return StoreContract.ask(answer -> store.history().page(query, Runnable::run, answer));
    }

    History.Page newest(StoredRoom room, int limit) {
        return page(new History.PageQuery(
                room.id(), room.name(), OptionalLong.empty(), OptionalLong.empty(), limit, Long.MAX_VALUE));
    }

    History.Page after(StoredRoom room, long seq, int limit) {
        return page(new History.PageQuery(
                room.id(), room.name(), OptionalLong.of(seq), OptionalLong.empty(), limit, Long.MAX_VALUE));
    }

    History.Page before(StoredRoom room, long seq, int limit) {
        return page(new History.PageQuery(
                room.id(), room.name(), OptionalLong.empty(), OptionalLong.of(seq), limit, Long.MAX_VALUE));
    }

    List<String> texts(StoredRoom room) {
        return newest(room, 10_000).messages().stream().map(StoredMessage::text).toList();
    }

    List<Long> seqs(StoredRoom room) {
        return newest(room, 10_000).messages().stream().map(StoredMessage::seq).toList();
    }

    History.Found search(History.Search search) {
        return StoreContract.ask(answer -> store.history().search(search, Runnable::run, answer));
    }

    /** The texts that are found everywhere, newest first, page by page. */
    List<String> found(String user, String words) {
        return found(user, OptionalLong.empty(), words, 3);
    }

    List<String> found(String user, OptionalLong room, String words, int limit) {
        List<String> texts = new ArrayList<>();
        OptionalLong before = OptionalLong.empty();
        while (true) {
            History.Found found = search(new History.Search(UserName.of(user), room, words, before, limit));
            found.messages().forEach(message -> texts.add(message.text()));
            if (!found.hasMore()) {
                return texts;
            }
            assertThat(found.at()).as("the place of the next page").isLessThan(before.orElse(Long.MAX_VALUE));
            before = OptionalLong.of(found.at());
        }
    }

    long prune(History.Retention retention, Instant now) {
        long all = 0;
        while (true) {
            long removed = StoreContract.ask(answer -> store.history().prune(retention, now, Runnable::run, answer));
            if (removed == 0) {
                return all;
            }
            all += removed;
        }
    }

    long renewEpochs() {
        return StoreContract.ask(answer -> store.history()
                .renewEpochs(
                        AuditEntry.ofCommandLine(NOW, AuditEntry.Action.NEW_EPOCH, "", ""), Runnable::run, answer));
    }

    /** Makes everything searchable by the index, where the store has one. */
    void index() {
        if (store instanceof SqliteStore sqlite) {
            while (StoreContract.<Boolean>ask(answer -> sqlite.history().index(Runnable::run, answer))) {
                // Once more.
            }
        }
    }
}
