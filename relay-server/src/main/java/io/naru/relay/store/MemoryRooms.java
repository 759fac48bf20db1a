package io.naru.relay.store;

import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.relay.work.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The rooms of a {@link MemoryStore}.
 *
 * <p>Threading: as {@link Rooms} says.
 */
final class MemoryRooms implements Rooms {
    private final MemoryTables tables;

    MemoryRooms(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void of(UserName user, Executor owner, Consumer<Outcome<List<Membership>>> answer) {
        tables.answer(owner, answer, () -> tables.accountId(user).map(this::of).orElse(List.of()));
    }

    private List<Membership> of(long account) {
        List<Membership> all = new ArrayList<>();
        all.add(tables.lobby().membership(account, RoomName.LOBBY));
        named().filter(room -> room.members.get(account) == MembershipState.MEMBER)
                .forEach(room -> all.add(room.membership(account, room.nameFor(account))));
        tables.conversations(account).stream()
                .filter(room -> room.members.get(account) == MembershipState.MEMBER)
                .limit(CONVERSATIONS_TOLD)
                .forEach(room -> all.add(room.membership(account, room.nameFor(account))));
        return all;
    }

    /** The rooms besides the lobby, by name. */
    private Stream<MemoryRoom> named() {
        return tables.rooms.values().stream()
                .filter(room -> !room.isConversation() && !room.isLobby())
                .sorted(Comparator.comparing(room -> room.name.orElseThrow()));
    }

    private Optional<MemoryRoom> find(RoomName name) {
        return tables.rooms.values().stream()
                .filter(room -> room.name.equals(Optional.of(name)))
                .findFirst();
    }

    @Override
    public void enter(
            UserName user,
            RoomName room,
            boolean isPrivate,
            Instant now,
            Executor owner,
            Consumer<Outcome<Entry>> answer) {
        RoomRules.checkNamed(room);
        tables.answer(
                owner,
                answer,
                () -> tables.accountId(user)
                        .map(account -> enter(account, room, isPrivate, now))
                        .orElseGet(Entry.NotInvited::new));
    }

    private Entry enter(long account, RoomName name, boolean isPrivate, Instant now) {
        Optional<MemoryRoom> found = find(name);
        if (found.isPresent()) {
            MemoryRoom room = found.get();
            MembershipState state = room.members.get(account);
            if (room.isLobby() || state == MembershipState.MEMBER) {
                return entered(account, room, false);
            }
            if (room.isPrivate && state == null) {
                return new Entry.NotInvited();
            }
        }
        if (named().filter(room -> room.members.get(account) == MembershipState.MEMBER)
                        .count()
                >= MAX_FOR_USER) {
            return new Entry.Full(Limit.ENTERED);
        }
        if (found.isEmpty() && named().filter(room -> room.madeBy == account).count() >= MAX_FOR_USER) {
            return new Entry.Full(Limit.MADE);
        }
        if (found.isEmpty() && named().count() >= MAX) {
            return new Entry.Full(Limit.ROOMS);
        }
        MemoryRoom room = found.orElseGet(() -> tables.addRoom(Optional.of(name), isPrivate, account, now));
        room.members.put(account, MembershipState.MEMBER);
        return entered(account, room, true);
    }

    private static Entry entered(long account, MemoryRoom room, boolean isNew) {
        return new Entry.Entered(room.membership(account, room.nameFor(account)), isNew);
    }

    @Override
    public void converse(
            UserName user,
            UserName other,
            Instant now,
            Executor owner,
            Consumer<Outcome<Optional<Conversation>>> answer) {
        tables.answer(owner, answer, () -> {
            Optional<Long> own = tables.accountId(user);
            Optional<Long> others = tables.accountId(other);
            return own.isEmpty() || others.isEmpty()
                    ? Optional.empty()
                    : Optional.of(converse(own.get(), others.get(), now));
        });
    }

    private Conversation converse(long own, long others, Instant now) {
        MemoryRoom room = tables.rooms.values().stream()
                .filter(one -> one.isConversation()
                        && one.members.containsKey(own)
                        && one.members.containsKey(others)
                        && (own != others || one.peers.get(own).equals(tables.userName(own))))
                .findFirst()
                .orElseGet(() -> begin(own, others, now));
        room.members.put(own, MembershipState.MEMBER);
        return new Conversation(room.membership(own, room.nameFor(own)), room.membership(others, room.nameFor(others)));
    }

    /** The other one doesn't see it until something is said. */
    private MemoryRoom begin(long own, long others, Instant now) {
        MemoryRoom room = tables.addRoom(Optional.empty(), false, own, now);
        room.peers.put(own, tables.userName(others));
        room.peers.put(others, tables.userName(own));
        room.members.put(others, MembershipState.HIDDEN);
        return room;
    }

    @Override
    public void leave(UserName user, RoomName room, Executor owner, Consumer<Outcome<Boolean>> answer) {
        tables.answer(
                owner,
                answer,
                () -> tables.accountId(user)
                        .map(account -> room.isDirect() ? hide(account, room) : leave(account, room))
                        .orElse(false));
    }

    private boolean hide(long account, RoomName name) {
        return tables.conversations(account).stream()
                .filter(room -> room.nameFor(account).equals(name))
                .findFirst()
                .map(room -> room.members.replace(account, MembershipState.MEMBER, MembershipState.HIDDEN))
                .orElse(false);
    }

    private boolean leave(long account, RoomName name) {
        Optional<MemoryRoom> room = find(name);
        boolean wasThere = room.isPresent() && room.get().members.remove(account, MembershipState.MEMBER);
        if (wasThere) {
            tables.clearIfNobodys(room.get());
        }
        return wasThere;
    }

    @Override
    public void invite(
            UserName by, UserName user, RoomName room, Instant now, Executor owner, Consumer<Outcome<Change>> answer) {
        tables.answer(owner, answer, () -> {
            Optional<MemoryRoom> found = find(room).filter(one -> isMember(by, one));
            Optional<Long> account = tables.accountId(user);
            if (found.isEmpty()) {
                return Change.NOT_MEMBER;
            }
            if (account.isEmpty()) {
                return Change.UNKNOWN_USER;
            }
            if (found.get().isPrivate) {
                found.get().members.putIfAbsent(account.get(), MembershipState.INVITED);
            }
            return Change.DONE;
        });
    }

    private boolean isMember(UserName user, MemoryRoom room) {
        return tables.accountId(user)
                .filter(account -> room.isLobby() || room.members.get(account) == MembershipState.MEMBER)
                .isPresent();
    }

    @Override
    public void setTopic(
            UserName by, RoomName room, String topic, Instant now, Executor owner, Consumer<Outcome<Change>> answer) {
        tables.answer(owner, answer, () -> {
            Optional<MemoryRoom> found = find(room).filter(one -> isMember(by, one));
            found.ifPresent(one -> {
                one.topic = topic;
                one.topicBy = Optional.of(by);
                one.topicAt = Optional.of(MessageRows.kept(now));
            });
            return found.isPresent() ? Change.DONE : Change.NOT_MEMBER;
        });
    }

    @Override
    public void list(UserName user, Executor owner, Consumer<Outcome<List<Listing>>> answer) {
        tables.answer(
                owner, answer, () -> tables.accountId(user).map(this::list).orElse(List.of()));
    }

    private List<Listing> list(long account) {
        return tables.rooms.values().stream()
                .filter(room -> !room.isConversation() && (!room.isPrivate || room.members.containsKey(account)))
                .map(room -> listing(account, room))
                .sorted(Comparator.comparing(listing -> listing.room().name()))
                .toList();
    }

    private Listing listing(long account, MemoryRoom room) {
        long members = room.isLobby()
                ? tables.accounts.size()
                : room.members.values().stream()
                        .filter(MembershipState.MEMBER::equals)
                        .count();
        boolean isMember = room.isLobby() || room.members.get(account) == MembershipState.MEMBER;
        return new Listing(room.stored(room.nameFor(account)), members, isMember);
    }

    @Override
    public void markRead(UserName user, long roomId, long seq, Executor owner, Consumer<Outcome<Boolean>> answer) {
        tables.answer(owner, answer, () -> {
            Optional<Long> account = tables.accountId(user);
            MemoryRoom room = tables.rooms.get(roomId);
            if (account.isEmpty() || room == null || !room.mayRead(account.get())) {
                return false;
            }
            long mark = Math.min(seq, room.lastSeq);
            boolean isFurther = mark > room.reads.getOrDefault(account.get(), 0L);
            if (isFurther) {
                room.reads.put(account.get(), mark);
            }
            return isFurther;
        });
    }
}
