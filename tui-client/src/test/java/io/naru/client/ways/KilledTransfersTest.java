package io.naru.client.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.data.Way;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.transfer.PeerLines;
import io.naru.client.transfer.UploadSource;
import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.hash.FileHasher;
import io.naru.common.identity.Identity;
import io.naru.common.message.UserName;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Downloads whose requester, owner or relay is killed at each tenth of them, on each way. The relay is a real one, and so
 * are sockets, TLS, files and journal.
 */
@Timeout(300)
class KilledTransfersTest {
    private static final int CHUNK_OCTETS = Chunks.LEAST_OCTETS;
    private static final int OCTETS = 15 * CHUNK_OCTETS + 4321;
    /** Of a line that dies: the chunk that is coming. What came before it is in the part file and noted there. */
    private static final int CHUNKS_AGAIN_MAX = 1;
    /** What isn't content: heads of pieces, a second manifest; and the record that is read ahead to find such a head. */
    private static final int HEADS_OCTETS = 24 << 10;

    private static final UserName ALICE = UserName.of("alice");
    private static final UserName BOB = UserName.of("bob");

    enum Victim {
        REQUESTER,
        OWNER,
        RELAY
    }

    @TempDir
    private Path folder;

    private final Gauge gauge = new Gauge();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private RelayServer relay;
    private KillableProgram.Household aliceHome;
    private KillableProgram.Household bobHome;
    private KillableProgram alice;
    private KillableProgram bob;
    private int queues;

    @BeforeEach
    void startRelay() throws IOException {
        relay = newRelay();
        UploadSource nothing = (who, path) -> {
            throw new NoSuchFileException(path);
        };
        aliceHome = household(ALICE, nothing);
        bobHome = household(BOB, this::open);
    }

    @AfterEach
    void stopAll() throws IOException {
        gauge.release();
        for (KillableProgram each : new KillableProgram[] {alice, bob}) {
            if (each != null) {
                each.kill();
                each.bury();
            }
        }
        relay.close();
        aliceHome.cable().close();
        bobHome.cable().close();
    }

    private RelayServer newRelay() throws IOException {
        return RelayServer.start(RelayConfig.temporary().withData(folder.resolve("relay")));
    }

    private KillableProgram.Household household(UserName who, UploadSource share) throws IOException {
        return new KillableProgram.Household(
                who,
                Identity.create(new SecureRandom(), Instant.parse("2026-11-23T09:00:00Z")),
                new Cable(relay.address().getPort()),
                folder.resolve("queue-" + who),
                share);
    }

    private static Stream<Arguments> cases() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(Victim.values()).map(victim -> Arguments.of(way, victim)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void whateverDiesWheneverTheFileComesWholeAndNextToNothingComesTwice(Way way, Victim victim) throws Exception {
        bob = start(bobHome, Way.REVERSE, way, UnaryOperator.identity());
        alice = start(aliceHome, Way.DIRECT, way, gauge::on);
        for (int tenth = 1; tenth <= 9; tenth++) {
            String what = way + ", " + victim + " killed at " + tenth * 10 + " %";
            String path = "file-" + tenth;
            byte[] content = new byte[OCTETS];
            new Random(tenth).nextBytes(content);
            // Half of them are of an owner who hasn't hashed them yet.
            Files.write(folder.resolve((tenth % 2 == 0 ? "hashed-" : "raw-") + path), content);
            files.put(path, content);

            gauge.arm(OCTETS / 10L * tenth);
            alice.download(DownloadOrder.file(BOB, path, OptionalLong.of(OCTETS), folder.resolve("in")));
            gauge.awaitReached();
            TransferView running = alice.awaitDownload(path, TransferState.RUNNING);
            assertThat(running.way()).as(what).isEqualTo(way.words());
            kill(victim, way, path);

            assertThat(sha256(Files.readAllBytes(folder.resolve("in").resolve(path))))
                    .as(what)
                    .isEqualTo(sha256(content));
            assertThat(gauge.octets() - OCTETS)
                    .as(what + ": what came twice")
                    .isLessThanOrEqualTo(CHUNKS_AGAIN_MAX * CHUNK_OCTETS + HEADS_OCTETS);
            assertThat(in(folder.resolve("in"))).as(what).hasSize(tenth);
        }
    }

    /** Kills it, has it started again, and waits until the file is there. */
    private void kill(Victim victim, Way way, String path) throws Exception {
        switch (victim) {
            case REQUESTER -> {
                Path queue = copyOfQueue(path);
                Disk disk = Disk.of(folder.resolve("in"), folder.resolve("links"));
                alice.kill();
                gauge.release();
                alice.bury();
                disk.putBack(folder.resolve("in"));
                aliceHome = new KillableProgram.Household(
                        ALICE, aliceHome.identity(), aliceHome.cable(), queue, aliceHome.share());
                gauge.passOn();
                alice = start(aliceHome, Way.DIRECT, way, gauge::on);
            }
            case OWNER -> {
                bob.kill();
                gauge.passOn();
                bob.bury();
                bob = start(bobHome, Way.REVERSE, way, UnaryOperator.identity());
            }
            case RELAY -> {
                aliceHome.cable().cut();
                bobHome.cable().cut();
                relay.close();
                gauge.passOn();
                if (way != Way.RELAY) {
                    // While there is no relay at all.
                    alice.awaitDownload(path, TransferState.DONE);
                }
                relay = newRelay();
                aliceHome.cable().lead(relay.address().getPort());
                bobHome.cable().lead(relay.address().getPort());
                if (way != Way.RELAY) {
                    alice.awaitUp();
                    bob.awaitUp();
                    return;
                }
            }
        }
        alice.awaitDownload(path, TransferState.DONE);
    }

    /** The queue as it is on the disk, once that has been told which part file there is. */
    private Path copyOfQueue(String path) throws IOException {
        Path journal = aliceHome.queue().resolve("queue");
        String told = Files.readString(journal);
        while (!told.contains("/." + path + ".naru-part\t")) {
            Thread.onSpinWait();
            told = Files.readString(journal);
        }
        Path copy = Files.createDirectories(folder.resolve("queue-" + queues++));
        Files.writeString(copy.resolve("queue"), told);
        return copy;
    }

    private KillableProgram start(
            KillableProgram.Household home, Way outwards, Way open, UnaryOperator<PeerLines> lines) {
        return KillableProgram.start(home, outwards, open, lines, 11);
    }

    private UploadSource.Opened open(UserName who, String path) throws IOException {
        Path hashed = folder.resolve("hashed-" + path);
        boolean isHashed = Files.exists(hashed);
        Path file = isHashed ? hashed : folder.resolve("raw-" + path);
        Optional<ChunkHashes> hashes = isHashed ? Optional.of(hashes(files.get(path))) : Optional.empty();
        return new UploadSource.Opened(
                FileChannel.open(file),
                file,
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis(),
                hashes);
    }

    private static ChunkHashes hashes(byte[] content) {
        FileHasher hasher = new FileHasher(new Chunks(content.length));
        hasher.update(ByteBuffer.wrap(content));
        return hasher.hashes();
    }

    private static byte[] sha256(byte[] content) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(content);
    }

    /**
     * What a disk holds at a moment, to be put back: the same files with the same content.
     *
     * @param files by their names
     * @param links by which the files are kept when they are deleted
     */
    private record Disk(Map<String, byte[]> files, Path links) {
        static Disk of(Path folder, Path links) throws IOException {
            Files.createDirectories(links);
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (Path each : in(folder)) {
                String name = each.getFileName().toString();
                Files.createLink(links.resolve(name), each);
                files.put(name, Files.readAllBytes(each));
            }
            return new Disk(files, links);
        }

        void putBack(Path folder) throws IOException {
            for (Path each : in(folder)) {
                Files.delete(each);
            }
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                Path link = links.resolve(each.getKey());
                Files.write(link, each.getValue());
                Files.move(link, folder.resolve(each.getKey()));
            }
        }
    }

    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.toList();
        }
    }
}
