package io.naru.relay;

import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.relay.store.Accounts;
import io.naru.relay.store.Audit;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.Bans;
import io.naru.relay.store.History;
import io.naru.relay.store.Invites;
import io.naru.relay.store.Keys;
import io.naru.relay.store.Membership;
import io.naru.relay.store.MemoryStore;
import io.naru.relay.store.Rooms;
import io.naru.relay.store.Store;
import io.naru.relay.store.StoreException;
import io.naru.relay.work.Outcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A store in memory whose rooms and history answer when the test says so, in the order of asking as a real one does, or
 * not as they should.
 *
 * <p>Threading: the test's.
 */
final class HeldStore implements Store {
    private final MemoryStore working = new MemoryStore();
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private boolean isHolding;
    private Optional<Outcome<History.Appended>> instead = Optional.empty();

    /** From here on nothing is answered. */
    void hold() {
        isHolding = true;
    }

    /** Answers the next one of those who wait. */
    void releaseOne() {
        held.remove().run();
    }

    /** Answers those who wait and whoever comes. */
    void release() {
        isHolding = false;
        while (!held.isEmpty()) {
            releaseOne();
        }
    }

    /** How many wait. */
    int held() {
        return held.size();
    }

    /** Appends come to this instead; empty for what they should come to. */
    void answerAppends(Optional<Outcome<History.Appended>> outcome) {
        instead = outcome;
    }

    private void ask(Runnable question) {
        if (isHolding) {
            held.add(question);
        } else {
            question.run();
        }
    }

    @Override
    public History history() {
        return new History() {
            @Override
            public void append(Append message, Executor owner, Consumer<Outcome<Appended>> answer) {
                if (instead.isPresent()) {
                    Outcome<Appended> outcome = instead.get();
                    ask(() -> owner.execute(() -> answer.accept(outcome)));
                } else {
                    ask(() -> working.history().append(message, owner, answer));
                }
            }

            @Override
            public void page(PageQuery query, Executor owner, Consumer<Outcome<Page>> answer) {
                ask(() -> working.history().page(query, owner, answer));
            }

            @Override
            public void search(Search search, Executor owner, Consumer<Outcome<Found>> answer) {
                ask(() -> working.history().search(search, owner, answer));
            }

            @Override
            public void prune(Retention retention, Instant now, Executor owner, Consumer<Outcome<Long>> answer) {
                ask(() -> working.history().prune(retention, now, owner, answer));
            }

            @Override
            public void renewEpochs(AuditEntry entry, Executor owner, Consumer<Outcome<Long>> answer) {
                ask(() -> working.history().renewEpochs(entry, owner, answer));
            }
        };
    }

    @Override
    public Rooms rooms() {
        Rooms rooms = working.rooms();
        return new Rooms() {
            @Override
            public void of(UserName user, Executor owner, Consumer<Outcome<List<Membership>>> answer) {
                ask(() -> rooms.of(user, owner, answer));
            }

            @Override
            public void enter(
                    UserName user,
                    RoomName room,
                    boolean isPrivate,
                    Instant now,
                    Executor owner,
                    Consumer<Outcome<Entry>> answer) {
                ask(() -> rooms.enter(user, room, isPrivate, now, owner, answer));
            }

            @Override
            public void converse(
                    UserName user,
                    UserName other,
                    Instant now,
                    Executor owner,
                    Consumer<Outcome<Optional<Conversation>>> answer) {
                ask(() -> rooms.converse(user, other, now, owner, answer));
            }

            @Override
            public void leave(UserName user, RoomName room, Executor owner, Consumer<Outcome<Boolean>> answer) {
                ask(() -> rooms.leave(user, room, owner, answer));
            }

            @Override
            public void invite(
                    UserName by,
                    UserName user,
                    RoomName room,
                    Instant now,
                    Executor owner,
                    Consumer<Outcome<Change>> answer) {
                ask(() -> rooms.invite(by, user, room, now, owner, answer));
            }

            @Override
            public void setTopic(
                    UserName by,
                    RoomName room,
                    String topic,
                    Instant now,
                    Executor owner,
                    Consumer<Outcome<Change>> answer) {
                ask(() -> rooms.setTopic(by, room, topic, now, owner, answer));
            }

            @Override
            public void list(UserName user, Executor owner, Consumer<Outcome<List<Listing>>> answer) {
                ask(() -> rooms.list(user, owner, answer));
            }

            @Override
            public void markRead(
                    UserName user, long roomId, long seq, Executor owner, Consumer<Outcome<Boolean>> answer) {
                ask(() -> rooms.markRead(user, roomId, seq, owner, answer));
            }
        };
    }

    @Override
    public Accounts accounts() {
        return working.accounts();
    }

    @Override
    public Keys keys() {
        return working.keys();
    }

    @Override
    public Invites invites() {
        return working.invites();
    }

    @Override
    public Bans bans() {
        return working.bans();
    }

    @Override
    public Audit audit() {
        return working.audit();
    }

    @Override
    public void hasChangedElsewhere(Executor owner, Consumer<Outcome<Boolean>> answer) {
        working.hasChangedElsewhere(owner, answer);
    }

    @Override
    public void whenBroken(Executor owner, Consumer<StoreException> listener) {
        working.whenBroken(owner, listener);
    }

    @Override
    public void close() {
        working.close();
    }
}
