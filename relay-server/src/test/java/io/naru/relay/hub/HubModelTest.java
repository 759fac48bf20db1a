package io.naru.relay.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.MessageId;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.common.testkit.Seeds;
import io.naru.common.wire.Level;
import io.naru.common.wire.Limits;
import io.naru.relay.metrics.Counters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Users with several sessions each come, go and speak at random, beside a model that keeps nothing but a list of them. */
final class HubModelTest {
    private static final int ROUNDS = 200;
    private static final int STEPS = 120;
    private static final int MOST_USERS = 4;

    @Test
    void whoIsInTheRoomIsToldEverythingOnceWhateverTheNumberOfSessions() {
        Seeds.run(ROUNDS, random -> new Scene(random).play());
    }

    /** A session as the model sees it. */
    private static final class Guest {
        final UserName user;
        final Level level;
        final Fingerprint key;
        final HeardOutlet outlet;
        final List<RelayMessage> expected = new ArrayList<>();
        Seat seat;
        ClientMessage.Presence said;
        int sharedAt;
        int spokeAt;

        Guest(UserName user, Level level, Fingerprint key) {
            this.user = user;
            this.level = level;
            this.key = key;
            this.outlet = new HeardOutlet(level);
        }

        PresenceState state() {
            return level == Level.BASE ? PresenceState.ONLINE : said == null ? null : said.state();
        }
    }

    private static final class Scene {
        private final Random random;
        private final Hub hub = new Hub(MOST_USERS, Limits.DEFAULT, new Counters());
        private final Room room = new Room(RoomName.of("#here"));
        private final List<Guest> guests = new ArrayList<>();
        private final Map<UserName, RelayMessage.Presence> shown = new HashMap<>();
        private final Map<UserName, Long> since = new HashMap<>();
        private int count;
        private long now;

        Scene(Random random) {
            this.random = random;
        }

        void play() {
            for (int i = 0; i < STEPS; i++) {
                now++;
                step();
                assertThat(hub.size()).isEqualTo(since.size());
                for (Guest guest : guests) {
                    assertThat(guest.outlet.messages()).as("step %d", i).isEqualTo(guest.expected);
                    guest.expected.clear();
                }
            }
        }

        private void step() {
            switch (random.nextInt(guests.isEmpty() ? 1 : 7)) {
                case 0, 1 -> join();
                case 2 -> leave();
                case 3 -> chat();
                case 4, 5 -> say();
                default -> notice();
            }
        }

        private Guest anybody() {
            return guests.get(random.nextInt(guests.size()));
        }

        private void join() {
            UserName user = UserName.of("user" + random.nextInt(MOST_USERS + 1));
            if (hub.isFull() && hub.find(user).isEmpty()) {
                return;
            }
            Level level = random.nextInt(3) == 0 ? Level.BASE : Level.EXTENDED;
            Fingerprint key = Fingerprint.ofKey(("key" + count++).getBytes(StandardCharsets.UTF_8));
            Guest guest = new Guest(user, level, key);
            Newcomer newcomer = new Newcomer(user, Role.MEMBER, "192.0.2." + count % 250, Optional.of(key));
            guest.seat = hub.join(newcomer, guest.outlet, now);
            room.add(guest.seat);
            since.putIfAbsent(user, now);
            List<Guest> others = List.copyOf(guests);
            guests.add(guest);
            show(user, others);
            assertThat(guest.outlet.messages()).isEmpty();
            assertThat(hub.tellRoster(guest.seat, 0, 1_000)).isZero();
            assertThat(guest.outlet.messages()).containsExactlyInAnyOrderElementsOf(shown.values());
        }

        private void leave() {
            Guest gone = anybody();
            guests.remove(gone);
            room.remove(gone.seat);
            room.remove(gone.seat);
            hub.leave(gone.seat, now);
            hub.leave(gone.seat, now);
            assertThat(gone.outlet.messages()).isEmpty();
            if (of(gone.user).isEmpty()) {
                since.remove(gone.user);
                RelayMessage.Presence last = shown.remove(gone.user);
                RelayMessage.Presence absence = new RelayMessage.Presence(
                        gone.user,
                        PresenceState.OFFLINE,
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.of(now),
                        "",
                        last.fingerprint(),
                        Role.MEMBER);
                guests.forEach(guest -> guest.expected.add(absence));
            } else {
                show(gone.user, guests);
            }
        }

        private void chat() {
            Guest author = anybody();
            RelayMessage said = new RelayMessage.Chat(
                    author.user,
                    "hi",
                    Optional.of(new MessageId("m" + count++)),
                    Optional.of(room.name()),
                    OptionalLong.empty(),
                    OptionalLong.of(now));
            if (author.level == Level.BASE) {
                room.broadcastExcept(author.seat, new Outgoing(said));
            } else {
                room.broadcast(new Outgoing(said));
            }
            for (Guest guest : guests) {
                if (guest != author || author.level == Level.EXTENDED) {
                    guest.expected.add(said);
                }
            }
        }

        private void say() {
            Guest speaker = anybody();
            if (speaker.level == Level.BASE) {
                return;
            }
            PresenceState state = random.nextBoolean() ? PresenceState.ONLINE : PresenceState.AWAY;
            ClientMessage.Presence told = new ClientMessage.Presence(
                    state, random.nextInt(3), 7, List.of("", "one", "two").get(random.nextInt(3)));
            count++;
            boolean isShareOther = speaker.said == null || speaker.said.sharedFiles() != told.sharedFiles();
            speaker.sharedAt = told.sharedFiles() == 0 ? 0 : isShareOther ? count : speaker.sharedAt;
            boolean areWordsOther = !told.status().equals(speaker.said == null ? "" : speaker.said.status());
            speaker.spokeAt = areWordsOther ? count : speaker.spokeAt;
            speaker.said = told;
            hub.onPresence(speaker.seat, told);
            hub.announce(speaker.seat.member());
            hub.announce(speaker.seat.member());
            show(speaker.user, guests);
        }

        private void notice() {
            Guest left = anybody();
            Optional<Member> but = random.nextBoolean() ? Optional.of(left.seat.member()) : Optional.empty();
            hub.notice("hello", but, now);
            RelayMessage said = new RelayMessage.Notice("hello", Optional.of(RoomName.LOBBY), OptionalLong.of(now));
            for (Guest guest : guests) {
                if (but.isEmpty() || !guest.user.equals(left.user)) {
                    guest.expected.add(said);
                }
            }
        }

        private List<Guest> of(UserName user) {
            return guests.stream().filter(guest -> guest.user.equals(user)).toList();
        }

        /** What the user looks like now is told to these if it's something else than before. */
        private void show(UserName user, List<Guest> to) {
            RelayMessage.Presence now = presence(user, of(user));
            if (!now.equals(shown.put(user, now))) {
                to.forEach(guest -> guest.expected.add(now));
            }
        }

        private RelayMessage.Presence presence(UserName user, List<Guest> sessions) {
            List<PresenceState> said = new ArrayList<>();
            sessions.forEach(guest -> said.add(guest.state()));
            boolean isAway = said.contains(PresenceState.AWAY) && !said.contains(PresenceState.ONLINE);
            PresenceState state = isAway ? PresenceState.AWAY : PresenceState.ONLINE;
            Guest sharer = sessions.stream()
                    .filter(guest -> guest.sharedAt > 0)
                    .max(Comparator.comparingInt(guest -> guest.sharedAt))
                    .or(() -> sessions.stream()
                            .filter(guest -> guest.level == Level.EXTENDED)
                            .findFirst())
                    .orElse(sessions.get(0));
            assertThat(hub.find(user).orElseThrow().filesSeat()).isSameAs(sharer.seat);
            String status = sessions.stream()
                    .filter(guest -> guest.said != null && guest.said.state() == state && guest.spokeAt > 0)
                    .max(Comparator.comparingInt(guest -> guest.spokeAt))
                    .map(guest -> guest.said.status())
                    .orElse("");
            boolean hasSaid = sharer.said != null;
            return new RelayMessage.Presence(
                    user,
                    state,
                    hasSaid ? OptionalLong.of(sharer.said.sharedFiles()) : OptionalLong.empty(),
                    hasSaid ? OptionalLong.of(sharer.said.sharedOctets()) : OptionalLong.empty(),
                    OptionalLong.of(since.get(user)),
                    status,
                    Optional.of(sharer.key),
                    Role.MEMBER);
        }
    }
}
