package io.naru.client.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.FakeClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DoorTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final FakeClock clock = new FakeClock();
    private final BlockingQueue<Door.Stranger> guests = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new ArrayList<>();
    private Door door;

    @AfterEach
    void close() throws IOException {
        if (door != null) {
            door.close();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private Door.Stranger come() throws IOException, InterruptedException {
        Socket socket = new Socket(HERE, door.port());
        sockets.add(socket);
        return guests.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void whoReachesTheRelayOverLoopbackListensThereAlone() throws IOException {
        door = Door.open(HERE, 0, clock, guests::add);

        assertThat(door.isLoopbackOnly()).isTrue();
        try (ServerSocket same = new ServerSocket()) {
            // The port is free at every other address of this machine.
            same.bind(new InetSocketAddress("127.0.0.2", door.port()));
        }
    }

    @Test
    void aTakenPortIsReplacedByAnotherOneAndToldWhy() throws IOException {
        try (ServerSocket squatter = new ServerSocket(0, 1, HERE)) {
            door = Door.open(HERE, squatter.getLocalPort(), clock, guests::add);

            assertThat(door.port()).isNotEqualTo(squatter.getLocalPort());
            assertThat(door.otherPortBecause()).isPresent();
        }
    }

    @Test
    void strangersCantFillItUpForGood() throws Exception {
        door = Door.open(HERE, 0, clock, guests::add);
        Door.Stranger first = come();
        Door.Stranger second = come();
        for (int i = 2; i < Door.STRANGERS_MAX; i++) {
            come();
        }
        assertThat(first.channel().isOpen()).isTrue();

        Door.Stranger newest = come();

        assertThat(door.strangers()).isEqualTo(Door.STRANGERS_MAX);
        assertThat(first.channel().isOpen()).isFalse();
        assertThat(second.channel().isOpen()).isTrue();
        assertThat(newest.channel().isOpen()).isTrue();
        assertThat(first.letIn()).isFalse();
    }

    @Test
    void whoStaysAStrangerIsSentAwayAndWhoIsLetInStays() throws Exception {
        door = Door.open(HERE, 0, clock, guests::add);
        Door.Stranger stranger = come();
        Door.Stranger friend = come();
        assertThat(friend.letIn()).isTrue();
        clock.advance(Duration.ofSeconds(9));
        Door.Stranger late = come();
        assertThat(door.sendAwayAfter(Duration.ofSeconds(10))).isEqualTo(2);

        clock.advance(Duration.ofSeconds(1));

        assertThat(door.sendAwayAfter(Duration.ofSeconds(10))).isOne();
        assertThat(stranger.channel().isOpen()).isFalse();
        assertThat(late.channel().isOpen()).isTrue();
        assertThat(friend.channel().isOpen()).isTrue();
    }

    @Test
    void aClosedDoorLetsNobodyInAndKeepsWhoIsInside() throws Exception {
        door = Door.open(HERE, 0, clock, guests::add);
        Door.Stranger friend = come();
        friend.letIn();
        Door.Stranger stranger = come();

        door.close();

        assertThat(stranger.channel().isOpen()).isFalse();
        assertThat(friend.channel().isOpen()).isTrue();
        friend.channel().close();
    }
}
