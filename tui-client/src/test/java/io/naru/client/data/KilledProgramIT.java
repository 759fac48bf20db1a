package io.naru.client.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.naru.common.hash.Chunks;
import io.naru.common.message.UserName;
import io.naru.common.tls.PeerTls;
import io.naru.common.wire.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that fetch, and are killed by the system, or find that the disk is full. */
class KilledProgramIT {
    private static final int CHUNK = Chunks.LEAST_OCTETS;
    private static final int SIZE = 40 * CHUNK + 77;
    private static final int LEAD_OCTETS = 3 * CHUNK;

    @TempDir
    private Path folder;

    private final ExecutorService threads = Served.threads();
    private Served served;
    private Path said;
    private Path saved;
    private ServerSocketChannel door;

    @BeforeEach
    void open() throws IOException {
        served = new Served(folder.resolve("share"));
        byte[] content = new byte[SIZE];
        new Random(7).nextBytes(content);
        served.write(FetchProgram.PATH, content);
        said = Files.createDirectory(folder.resolve("said"));
        saved = Files.createDirectory(folder.resolve("saved"));
        door = ServerSocketChannel.open();
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }

    private CompletableFuture<Optional<IOException>> serveNext(ServeListener listener) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return PeerTls.accept(door.accept(), LinePair.LEE, Duration.ofSeconds(60));
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        },
                        threads)
                .thenCompose(tls -> served.serve(new TlsPeerLine(UserName.of("kim"), Way.DIRECT, tls), listener));
    }

    private List<String> program() throws IOException {
        return List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                FetchProgram.class.getName(),
                String.valueOf(((InetSocketAddress) door.getLocalAddress()).getPort()),
                saved.toString(),
                said.toString());
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    /** Lets no more than so many octets out until somebody is dead. */
    private static final class Held implements ServeListener {
        private final CountDownLatch isDead = new CountDownLatch(1);
        private final AtomicLong sent = new AtomicLong();
        private final long limit;

        Held(long limit) {
            this.limit = limit;
        }

        @Override
        public void beforePiece(String path, int octets) throws IOException {
            if (sent.addAndGet(octets) > limit) {
                try {
                    isDead.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10, true",
        "20, false",
        "30, true",
        "40, false",
        "50, true",
        "60, false",
        "70, true",
        "80, false",
        "90, true"
    })
    void whatAKilledProgramHadIsntAskedForAgainButForAChunk(int percent, boolean isHashed) throws Exception {
        if (isHashed) {
            served.hash(FetchProgram.PATH);
        }
        long point = (long) SIZE * percent / 100;
        Held held = new Held(point + LEAD_OCTETS);
        CompletableFuture<Optional<IOException>> first = serveNext(held);
        Process program = start(program());
        while (program.isAlive() && FetchProgram.count(said) < point) {
            Thread.onSpinWait();
        }
        program.destroyForcibly().waitFor();
        held.isDead.countDown();
        assertThat(first.get(60, TimeUnit.SECONDS)).isPresent();
        long taken = FetchProgram.count(said);
        assertThat(taken).isBetween(point, (long) SIZE);

        AtomicLong again = new AtomicLong();
        CompletableFuture<Optional<IOException>> second = serveNext(new ServeListener() {
            @Override
            public void onSent(String path, long position, int octets) {
                again.addAndGet(octets);
            }
        });
        assertThat(start(program()).waitFor()).as(output()).isZero();
        assertThat(second.get(60, TimeUnit.SECONDS)).isEmpty();
        // A piece may have been kept, but not counted.
        assertThat(taken + again.get() - SIZE)
                .as("octets asked for again")
                .isBetween(-(long) Limits.PIECE_OCTETS, (long) CHUNK);
        assertThat(Files.mismatch(saved.resolve(FetchProgram.PATH), served.file(FetchProgram.PATH)))
                .isEqualTo(-1);
        try (var files = Files.list(saved)) {
            assertThat(files).hasSize(1);
        }
    }

    private String output() throws IOException {
        Path output = folder.resolve("output");
        return Files.exists(output) ? Files.readString(output) : "";
    }

    private String quoted() throws IOException {
        List<String> words = new ArrayList<>();
        for (String word : program()) {
            words.add("'" + word.replace("'", "'\\''") + "'");
        }
        return String.join(" ", words);
    }

    /** Runs commands as root of their own mounts, where the system allows that. */
    private void runWithOwnMounts(String script) throws Exception {
        assumeThat(start(List.of("unshare", "-rm", "true")).waitFor())
                .as("this system lets nobody have mounts of their own")
                .isZero();
        Process shell = start(List.of("unshare", "-rm", "sh", "-ec", script));
        assertThat(shell.waitFor()).as(output()).isZero();
    }

    @Test
    void afterAFullDiskItGoesOnWithWhatItHad() throws Exception {
        served.hash(FetchProgram.PATH);
        AtomicLong sent = new AtomicLong();
        serveNext(new ServeListener() {});
        serveNext(new ServeListener() {
            @Override
            public void onSent(String path, long position, int octets) {
                sent.addAndGet(octets);
            }
        });
        runWithOwnMounts("""
                mount -t tmpfs -o size=5m tmpfs '%1$s'
                %2$s
                cp '%3$s/result' '%3$s/first'
                mount -o remount,size=64m '%1$s'
                %2$s
                cp '%1$s/a' '%3$s/copy'
                """.formatted(saved, quoted(), said));
        assertThat(said.resolve("first")).hasContent("The disk is full. Make room in " + saved + " and try again.");
        assertThat(said.resolve("result")).hasContent("saved a");
        assertThat(Files.mismatch(said.resolve("copy"), served.file(FetchProgram.PATH)))
                .isEqualTo(-1);
        assertThat(sent.get()).isLessThanOrEqualTo(SIZE - 16L * CHUNK);
    }

    @Test
    void aDiskThatMayOnlyBeReadIsToldInASentence() throws Exception {
        serveNext(new ServeListener() {});
        runWithOwnMounts("mount -t tmpfs -o ro tmpfs '%s'\n%s".formatted(saved, quoted()));
        assertThat(said.resolve("result")).hasContent("The disk of " + saved + " is read-only. Choose another folder.");
    }

    @Test
    void aFileThatMayNotGrowThatLargeIsToldInASentence() throws Exception {
        serveNext(new ServeListener() {});
        Process shell = start(List.of("sh", "-ec", "ulimit -f 8192\n" + quoted()));
        assertThat(shell.waitFor()).as(output()).isZero();
        assertThat(said.resolve("result"))
                .hasContent("The disk of " + saved + " can't hold a file that large. Choose another folder.");
    }
}
