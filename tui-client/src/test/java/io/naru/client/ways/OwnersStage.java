package io.naru.client.ways;

import io.naru.client.data.Way;
import io.naru.client.event.DownloadOrder;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A requester and owners of a file, with queues, ways, TLS and a relay, all of them real.
 *
 * <p>Threading: the test's thread.
 */
@Timeout(120)
abstract class OwnersStage {
    static final int CHUNK_OCTETS = Chunks.LEAST_OCTETS;
    static final int OCTETS = 15 * CHUNK_OCTETS + 4321;
    /** Questions, heads of pieces, hashes. */
    static final int HEADS_OCTETS = 32 << 10;

    static final String PATH = "big.bin";
    static final UserName ALICE = UserName.of("alice");
    static final UserName BOB = UserName.of("bob");
    static final UserName CAROL = UserName.of("carol");

    @TempDir
    Path folder;

    final Gauge gauge = new Gauge();
    final byte[] content = new byte[OCTETS];
    final List<KillableProgram> programs = new ArrayList<>();
    final List<Cable> cables = new ArrayList<>();
    RelayServer relay;

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

    Cable cable() throws IOException {
        Cable cable = new Cable(relay.address().getPort());
        cables.add(cable);
        return cable;
    }

    KillableProgram alice(Way way, Cable cable) {
        return alice(way, cable, gauge::on);
    }

    KillableProgram alice(Way way, Cable cable, UnaryOperator<PeerLines> lines) {
        UploadSource nothing = (who, path) -> {
            throw new NoSuchFileException(path);
        };
        return start(ALICE, cable, Way.DIRECT, way, nothing, lines);
    }

    KillableProgram owner(UserName who, Way way) throws IOException {
        Path file = Files.createDirectories(folder.resolve("of-" + who)).resolve(PATH);
        Files.write(file, content);
        return start(who, cable(), Way.REVERSE, way, (asking, path) -> open(file), UnaryOperator.identity());
    }

    KillableProgram start(
            UserName who, Cable cable, Way outwards, Way open, UploadSource share, UnaryOperator<PeerLines> lines) {
        KillableProgram program = KillableProgram.start(
                new KillableProgram.Household(
                        who,
                        Identity.create(new SecureRandom(), Instant.parse("2026-11-23T09:00:00Z")),
                        cable,
                        folder.resolve("queue-" + who),
                        share),
                outwards,
                open,
                lines,
                who.display().hashCode());
        programs.add(program);
        return program;
    }

    /** With the hashes of what it was. */
    UploadSource.Opened open(Path file) throws IOException {
        return new UploadSource.Opened(
                FileChannel.open(file),
                file,
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis(),
                Optional.of(hashes()));
    }

    ChunkHashes hashes() {
        FileHasher hasher = new FileHasher(new Chunks(OCTETS));
        hasher.update(ByteBuffer.wrap(content));
        return hasher.hashes();
    }

    DownloadOrder order(UserName... owners) {
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

    static byte[] sha256(byte[] octets) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(octets);
    }
}
