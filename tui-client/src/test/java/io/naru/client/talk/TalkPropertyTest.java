package io.naru.client.talk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.common.message.MessageId;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import io.naru.common.testkit.Seeds;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to the link and the program, at whatever moment: each room is told in one run without gaps but those that
 * are said, and what the user said is in the relay's history once.
 */
class TalkPropertyTest {
    private static final List<String> ROOMS = List.of("#lobby", "#dev", "@bob");
    private static final int ROUNDS = 60;

    @Test
    void nothingIsLostOrToldTwiceWhateverBreaks() {
        Seeds.run(ROUNDS, random -> {
            Configuration posix =
                    Configuration.unix().toBuilder().setAttributeViews("posix").build();
            try (FileSystem disk = Jimfs.newFileSystem(posix)) {
                new Life(random, disk.getPath("/home")).run();
            }
        });
    }

    /** One user's life. */
    private static final class Life {
        private final Random random;
        private final TalkStage stage;
        /** What was typed in each room, in its order, but what a crash took before it was on the disk. */
        private final Map<String, List<MessageId>> typed = new HashMap<>();

        /** What the disk says of the rooms as the program begins. */
        private Map<RoomName, Position> known = Map.of();

        /** Up to where each room was ever told. */
        private final Map<RoomName, Long> told = new HashMap<>();

        private int count;

        private Life(Random random, Path home) {
            this.random = random;
            this.stage = new TalkStage(home);
            this.stage.relay.pageMax = 1 + random.nextInt(40);
            ROOMS.forEach(room -> typed.put(room, new ArrayList<>()));
            stage.relay.room("#lobby");
            stage.relay.room("#dev");
        }

        private void run() throws IOException {
            int steps = 300 + random.nextInt(2000);
            for (int i = 0; i < steps; i++) {
                step();
            }
            stage.relay.refusal = Optional.empty();
            if (!stage.isUp) {
                stage.connect();
            }
            stage.runAll();
            stage.advance(Duration.ofMinutes(1));
            stage.advance(Duration.ofMinutes(1));
            checkScreen();
            checkEnd();
        }

        private void step() throws IOException {
            int what = random.nextInt(1000);
            if (what < 6) {
                stage.drop();
            } else if (what < 12) {
                restart(random.nextBoolean());
            } else if (what < 60) {
                say();
            } else if (what < 130) {
                stage.relay.bob(anyRoom(), "b" + count++);
            } else if (what < 160) {
                loseOneOnTheWire();
            } else if (what < 180) {
                stage.clock.advance(Duration.ofMillis(random.nextInt(3000)));
            } else if (what < 184) {
                forgetOld();
            } else if (what < 200) {
                stage.relay.refusal = random.nextInt(3) == 0 ? Optional.of(ErrorCode.NOT_STORED) : Optional.empty();
            } else if (what < 260) {
                connect();
            } else if (what < 400) {
                stage.stepDisk();
            } else if (what < 570) {
                stage.stepRelay();
            } else if (what < 680) {
                stage.agent.runPending();
            } else {
                stage.stepClient();
            }
        }

        private String anyRoom() {
            return ROOMS.get(random.nextInt(ROOMS.size()));
        }

        private void say() {
            count++;
            String room = anyRoom();
            typed.get(room).add(new MessageId("m" + count));
            stage.say("m" + count, room, "a" + count);
        }

        private void connect() {
            if (!stage.isUp) {
                stage.connect();
            }
        }

        /** What no relay does: the client must find the gap. */
        private void loseOneOnTheWire() {
            List<RelayMessage> live = stage.toClient.stream()
                    .filter(message -> message instanceof RelayMessage.Chat chat
                            && chat.request().isEmpty()
                            && chat.sender().equals(ModelRelay.BOB))
                    .toList();
            // Behind the last one there is nothing that would show the gap.
            if (live.size() > 1) {
                RelayMessage.Chat lost = (RelayMessage.Chat) live.get(random.nextInt(live.size()));
                boolean isShown = stage.toClient.stream()
                        .anyMatch(message -> message instanceof RelayMessage.Chat later
                                && later.request().isEmpty()
                                && later.room().equals(lost.room())
                                && later.seq().orElseThrow() > lost.seq().orElseThrow());
                if (isShown) {
                    stage.toClient.remove(lost);
                }
            }
        }

        private void forgetOld() {
            ModelRelay.History room = stage.relay.room(anyRoom().replace("@bob", "#dev"));
            room.oldest = Math.min(room.last() + 1, room.oldest + random.nextInt(20));
        }

        private void restart(boolean isCrash) throws IOException {
            if (isCrash) {
                stage.crash();
            } else {
                stage.quit();
            }
            checkScreen();
            List<String> sentences = new ArrayList<>();
            known = new PositionsFile(stage.files().resolve("positions")).load(sentences);
            checkPositionsAreNotAhead();
            Set<MessageId> there = new HashSet<>(OutboxFile.load(stage.files().resolve("outbox-1"), sentences)
                    .keySet());
            there.addAll(OutboxFile.load(stage.earlyFiles().resolve("outbox-1"), sentences)
                    .keySet());
            assertThat(there).as("what was told to wait").containsAll(waiting());
            assertThat(sentences).isEmpty();
            stage.relay
                    .rooms()
                    .values()
                    .forEach(room -> room.said.forEach(said -> said.id().ifPresent(there::add)));
            if (isCrash) {
                typed.values().forEach(ids -> ids.retainAll(there));
            }
            stage.startProgram();
        }

        private void checkPositionsAreNotAhead() {
            // Of a room that nothing was told of, it is where the telling was to begin.
            known.forEach((room, position) -> {
                if (told.containsKey(room)) {
                    assertThat(position.seq())
                            .as("%s", room)
                            .isLessThanOrEqualTo(
                                    Math.max(told.get(room), stage.relay.rooms().get(room).oldest - 1));
                }
            });
        }

        /** What the user may rely on: that it waits was said, and nothing else since. */
        private Set<MessageId> waiting() {
            Set<MessageId> waiting = new HashSet<>();
            for (EngineEvent event : stage.events) {
                if (event instanceof RoomEvent.Pending pending) {
                    waiting.add(pending.id());
                } else if (event instanceof EngineEvent.ChatReceived chat) {
                    chat.id().ifPresent(waiting::remove);
                } else if (event instanceof RoomEvent.Dropped dropped) {
                    waiting.remove(dropped.id());
                }
            }
            return waiting;
        }

        private void checkScreen() {
            Map<RoomName, Long> here = new HashMap<>();
            Map<RoomName, Long> passed = new HashMap<>();
            for (EngineEvent event : stage.events) {
                if (event instanceof RoomEvent.Gap gap) {
                    Long before = here.get(gap.room());
                    if (before != null) {
                        assertThat(gap.fromSeq()).as("%s", gap).isEqualTo(before + 1);
                    } else if (told.containsKey(gap.room())) {
                        assertThat(gap.fromSeq()).as("%s", gap).isLessThanOrEqualTo(told.get(gap.room()) + 1);
                    }
                    here.put(gap.room(), gap.toSeq());
                    passed.merge(gap.room(), gap.toSeq(), Math::max);
                } else if (event instanceof EngineEvent.ChatReceived chat) {
                    checkTold(chat, here);
                }
            }
            here.forEach((room, seq) -> told.merge(room, seq, Math::max));
            assertThat(stage.all(RoomEvent.HistoryLost.class)).isEmpty();
            assertThat(stage.all(EngineEvent.ChatRefused.class)).isEmpty();
        }

        private void checkTold(EngineEvent.ChatReceived chat, Map<RoomName, Long> here) {
            long seq = chat.seq().orElseThrow();
            Long before = here.get(chat.room());
            if (before != null) {
                assertThat(seq).as("%s", chat).isEqualTo(before + 1);
            } else if (told.containsKey(chat.room())) {
                assertThat(seq).as("the first of %s", chat.room()).isLessThanOrEqualTo(told.get(chat.room()) + 1);
            }
            ModelRelay.Said said = stage.relay.rooms().get(chat.room()).said.get((int) seq - 1);
            assertThat(chat.text()).isEqualTo(said.text());
            assertThat(chat.sender()).isEqualTo(said.author());
            here.put(chat.room(), seq);
        }

        private void checkEnd() throws IOException {
            for (String name : ROOMS) {
                ModelRelay.History room = stage.relay.room(name);
                List<MessageId> own =
                        room.said.stream().flatMap(said -> said.id().stream()).toList();
                assertThat(own).as(name).isEqualTo(typed.get(name));
                if (room.last() > 0) {
                    assertThat(told.get(RoomName.of(name))).as(name).isEqualTo(room.last());
                }
            }
            assertThat(OutboxFile.load(stage.files().resolve("outbox-1"), new ArrayList<>()))
                    .isEmpty();
        }
    }
}
