package io.naru.client.talk;

import io.naru.client.agent.Agent;
import io.naru.client.event.EngineEvent;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.testkit.FakeClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A client's chat between a test and a model of a relay, with nothing of its own accord: each message on the wire, each
 * thing done to the disk and each moment is the test's.
 *
 * <p>Threading: the test's; it is the agent's thread, and the disk's.
 */
final class TalkStage implements RelayWay {
    private static final String RELAY = "127.0.0.1:7411";
    private static final ExpectedAccount EXPECTED = new ExpectedAccount(RELAY, true, ModelRelay.ALICE);
    private static final TalkAccount ACCOUNT = new TalkAccount(RELAY, Optional.empty(), ModelRelay.ALICE);

    private final Path folder;
    final FakeClock clock = new FakeClock();
    final ModelRelay relay = new ModelRelay();
    final Deque<ClientMessage> toRelay = new ArrayDeque<>();
    final Deque<RelayMessage> toClient = new ArrayDeque<>();
    final Deque<Runnable> disk = new ArrayDeque<>();
    final List<EngineEvent> events = new ArrayList<>();
    final List<ClientMessage> sent = new ArrayList<>();

    Agent agent;
    Talking talking;
    boolean isUp;
    boolean isEnded;
    /** As the next program is to be. */
    boolean tellsMissed = true;

    private final List<AccountFiles> open = new ArrayList<>();

    TalkStage(Path folder) {
        this.folder = folder;
        startProgram();
    }

    /** The program begins. */
    void startProgram() {
        agent = new Agent(clock);
        events.clear();
        AccountOpener below = AccountOpener.below(folder);
        AccountOpener opener = (name, isMade) -> {
            Optional<AccountFiles> files = below.open(name, isMade);
            files.ifPresent(open::add);
            return files;
        };
        talking = new Talking(agent, this, opener, disk::add, events::add, tellsMissed);
        talking.onConnecting(EXPECTED);
    }

    /** The program is killed, with all that it had in hand. */
    void crash() {
        drop();
        disk.clear();
        for (AccountFiles files : open) {
            try {
                files.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        open.clear();
    }

    /** The program ends as it should. */
    void quit() {
        drop();
        talking.close();
        runAll();
        open.clear();
    }

    /** The link stands. */
    void connect() {
        isUp = true;
        talking.onUp(ACCOUNT, 16 << 10);
        relay.welcome(toClient::add);
        toClient.add(new RelayMessage.Pong("snapshot"));
    }

    /** The link stands, and all that follows from it has happened. */
    void comeUp() {
        connect();
        runAll();
    }

    /** The other user says {@code b} and each of these numbers. */
    void bobSays(String room, int from, int to) {
        texts(from, to).forEach(text -> relay.bob(room, text));
    }

    /** What {@link #bobSays} says. */
    static List<String> texts(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(number -> "b" + number).collect(Collectors.toList());
    }

    /** The link breaks, with all that is on it. */
    void drop() {
        relay.goodbye();
        toRelay.clear();
        toClient.clear();
        if (isUp) {
            isUp = false;
            talking.onDown();
        }
    }

    @Override
    public boolean tell(ClientMessage message) {
        if (isUp) {
            toRelay.add(message);
            sent.add(message);
        }
        return isUp;
    }

    @Override
    public boolean isEnded() {
        return isEnded;
    }

    void stepRelay() {
        if (!toRelay.isEmpty()) {
            relay.hear(toRelay.remove());
        }
    }

    void stepClient() {
        if (!toClient.isEmpty()) {
            take(toClient.remove());
        }
    }

    private void take(RelayMessage message) {
        if (message instanceof RelayMessage.Chat chat) {
            talking.onChat(chat);
        } else if (message instanceof RoomNews news) {
            talking.onRoom(news);
        } else if (message instanceof RelayMessage.Pong) {
            talking.onSnapshotEnd();
        } else if (message instanceof RelayMessage.Error error) {
            talking.onRefused(error.id(), error.code(), error.text());
        }
    }

    void stepDisk() {
        if (!disk.isEmpty()) {
            disk.remove().run();
        }
    }

    /** Until nothing moves any more. */
    void runAll() {
        agent.runPending();
        while (!disk.isEmpty() || !toRelay.isEmpty() || !toClient.isEmpty()) {
            stepDisk();
            stepRelay();
            stepClient();
            agent.runPending();
        }
    }

    void advance(Duration span) {
        clock.advance(span);
        runAll();
    }

    void say(String id, String room, String text) {
        talking.say(new MessageId(id), RoomName.of(room), text, OptionalLong.empty());
    }

    <E extends EngineEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The texts that were told of a room. */
    List<String> told(String room) {
        return all(EngineEvent.ChatReceived.class).stream()
                .filter(chat -> chat.room().equals(RoomName.of(room)))
                .map(EngineEvent.ChatReceived::text)
                .toList();
    }

    Path files() {
        return folder.resolve(ACCOUNT.folderName());
    }

    /** Where that is kept what is said before the login. */
    Path earlyFiles() {
        return folder.resolve(EXPECTED.folderName());
    }
}
