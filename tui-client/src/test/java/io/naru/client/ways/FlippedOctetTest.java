package io.naru.client.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.data.Way;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferState;
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
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One octet that isn't what it was, on the wire, on an owner's disk, or in the part file, through queue, ways, TLS and
 * relay: the file comes as it is all the same, and at most a chunk of it twice.
 */
@Timeout(120)
class FlippedOctetTest {
    private static final int CHUNK_OCTETS = Chunks.LEAST_OCTETS;
    private static final int OCTETS = 15 * CHUNK_OCTETS + 4321;
    /** Questions, heads of pieces, hashes. */
    private static final int HEADS_OCTETS = 32 << 10;

    private static final String PATH = "big.bin";
    private static final UserName ALICE = UserName.of("alice");
    private static final UserName BOB = UserName.of("bob");
    private static final UserName CAROL = UserName.of("carol");

    @TempDir
    private Path folder;

    private final Gauge gauge = new Gauge();
    private final byte[] content = new byte[OCTETS];
    private final List<KillableProgram> programs = new ArrayList<>();
    private final List<Cable> cables = new ArrayList<>();
    private RelayServer relay;

    @BeforeEach
    void startRelay() throws IOException {
        relay = RelayServer.start(RelayConfig.temporary().withData(folder.resolve("relay")));
        new Random(3).nextBytes(content);
        gauge.arm(Long.MAX_VALUE);
    }

    @AfterEach
    void stopAll() throws IOException {
        gauge.passOn();
        for (KillableProgram each : programs) {
            each.kill();
            each.bury();
        }
        relay.close();
        for (Cable each : cables) {
            each.close();
        }
    }

    private Cable cable() throws IOException {
        Cable cable = new Cable(relay.address().getPort());
        cables.add(cable);
        return cable;
    }

    private KillableProgram alice(Way way, Cable cable) {
        UploadSource nothing = (who, path) -> {
            throw new NoSuchFileException(path);
        };
        return start(ALICE, cable, Way.DIRECT, way, nothing, gauge);
    }

    private KillableProgram owner(UserName who, Way way) throws IOException {
        Path file = Files.createDirectories(folder.resolve("of-" + who)).resolve(PATH);
        Files.write(file, content);
        return start(who, cable(), Way.REVERSE, way, (asking, path) -> open(file), null);
    }

    private KillableProgram start(
            UserName who, Cable cable, Way outwards, Way open, UploadSource share, Gauge counting) {
        KillableProgram program = KillableProgram.start(
                new KillableProgram.Household(
                        who,
                        Identity.create(new SecureRandom(), Instant.parse("2026-11-23T09:00:00Z")),
                        cable,
                        folder.resolve("queue-" + who),
                        share),
                outwards,
                open,
                counting == null ? UnaryOperator.identity() : counting::on,
                who.display().hashCode());
        programs.add(program);
        return program;
    }

    /** With the hashes of what it was. */
    private UploadSource.Opened open(Path file) throws IOException {
        return new UploadSource.Opened(
                FileChannel.open(file),
                file,
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis(),
                Optional.of(hashes()));
    }

    private ChunkHashes hashes() {
        FileHasher hasher = new FileHasher(new Chunks(OCTETS));
        hasher.update(ByteBuffer.wrap(content));
        return hasher.hashes();
    }

    private static void flip(Path file, long position) throws IOException {
        var time = Files.getLastModifiedTime(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer octet = ByteBuffer.allocate(1);
            channel.read(octet, position);
            octet.put(0, (byte) (octet.get(0) ^ 1));
            channel.write(octet.flip(), position);
        }
        Files.setLastModifiedTime(file, time);
    }

    private DownloadOrder order(UserName... owners) {
        DownloadOrder order = DownloadOrder.file(owners[0], PATH, OptionalLong.of(OCTETS), folder.resolve("in"));
        if (owners.length == 1) {
            return order;
        }
        List<DownloadOrder.Source> sources = new ArrayList<>();
        for (UserName each : owners) {
            sources.add(new DownloadOrder.Source(each, PATH));
        }
        return order.withRoot(hashes().root()).withSources(sources);
    }

    private void assertItCameWith(int chunksTwice) throws Exception {
        Path file = folder.resolve("in").resolve(PATH);
        assertThat(sha256(Files.readAllBytes(file))).isEqualTo(sha256(content));
        assertThat(folder.resolve("in").toFile().list()).containsExactly(PATH);
        assertThat(gauge.octets() - OCTETS).isLessThanOrEqualTo(chunksTwice * CHUNK_OCTETS + HEADS_OCTETS);
    }

    private static byte[] sha256(byte[] octets) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(octets);
    }

    @ParameterizedTest
    @ValueSource(ints = {3 * CHUNK_OCTETS + 17, 8 * CHUNK_OCTETS, 14 * CHUNK_OCTETS + 255_000})
    void onTheWire(int where) throws Exception {
        Cable cable = cable();
        owner(BOB, Way.RELAY);
        KillableProgram alice = alice(Way.RELAY, cable);
        cable.flipAt(where);

        alice.download(order(BOB));

        alice.awaitDownload(PATH, TransferState.DONE);
        assertThat(cable.hasFlipped()).isTrue();
        assertItCameWith(1);
    }

    @Test
    void aFileThatIsAnotherWhenItsWayIsMadeAgainIsNotPutTogetherOfBoth() throws Exception {
        Path first = Files.write(folder.resolve("first"), content);
        byte[] inverted = new byte[OCTETS];
        for (int i = 0; i < OCTETS; i++) {
            inverted[i] = (byte) ~content[i];
        }
        Path second = Files.write(folder.resolve("second"), inverted);
        Files.setLastModifiedTime(second, FileTime.fromMillis(1_000_000));
        Cable cable = cable();
        UploadSource share = (who, path) -> {
            Path now = cable.hasFlipped() ? second : first;
            return new UploadSource.Opened(
                    FileChannel.open(now),
                    now,
                    OCTETS,
                    Files.getLastModifiedTime(now).toMillis());
        };
        start(BOB, cable(), Way.REVERSE, Way.RELAY, share, null);
        KillableProgram alice = alice(Way.RELAY, cable);
        cable.flipAt(8 * CHUNK_OCTETS);

        long id = alice.download(order(BOB));

        assertThat(alice.awaitDownload(PATH, TransferState.FAILED).sentence())
                .isEqualTo("It isn't the same file any more.");
        assertThat(folder.resolve("in").resolve(PATH)).doesNotExist();
        alice.retry(id);
        alice.awaitDownload(PATH, TransferState.DONE);
        assertThat(folder.resolve("in").resolve(PATH)).hasBinaryContent(inverted);
    }

    @Test
    void onTheDiskOfOneOfTwoOwners() throws Exception {
        owner(BOB, Way.DIRECT);
        owner(CAROL, Way.DIRECT);
        KillableProgram alice = alice(Way.DIRECT, cable());
        flip(folder.resolve("of-bob").resolve(PATH), 5);

        alice.download(order(BOB, CAROL));

        alice.awaitDownload(PATH, TransferState.DONE);
        assertItCameWith(1);
    }

    @Test
    void onTheDiskOfTheOnlyOwnerUntilThatIsMended() throws Exception {
        owner(BOB, Way.DIRECT);
        KillableProgram alice = alice(Way.DIRECT, cable());
        Path damaged = folder.resolve("of-bob").resolve(PATH);
        flip(damaged, 7 * CHUNK_OCTETS);

        long id = alice.download(order(BOB));

        assertThat(alice.awaitDownload(PATH, TransferState.FAILED).sentence())
                .isEqualTo("A part of the file comes damaged, time and again. Its owner's disk may be bad.");
        assertThat(folder.resolve("in").resolve(PATH)).doesNotExist();
        flip(damaged, 7 * CHUNK_OCTETS);
        alice.retry(id);
        alice.awaitDownload(PATH, TransferState.DONE);
        // Twice damaged, and once as it is.
        assertItCameWith(2);
    }

    @Test
    void inThePartFile() throws Exception {
        owner(BOB, Way.DIRECT);
        KillableProgram alice = alice(Way.DIRECT, cable());
        gauge.arm(OCTETS / 2);
        long id = alice.download(order(BOB));
        gauge.awaitReached();
        alice.awaitDownload(PATH, TransferState.RUNNING);
        gauge.passOn();
        alice.pause(id, PATH);
        Path part = folder.resolve("in").resolve("." + PATH + ".naru-part");
        flip(part, CHUNK_OCTETS + 99);

        alice.resume(id);

        alice.awaitDownload(PATH, TransferState.DONE);
        // The one with the octet, and the one that was coming when it was paused.
        assertItCameWith(2);
    }
}
