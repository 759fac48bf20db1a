package io.naru.client.bench;

import io.naru.client.data.ChunkPlan;
import io.naru.client.data.Destination;
import io.naru.client.data.FetchListener;
import io.naru.client.data.FetchSession;
import io.naru.client.data.FileFacts;
import io.naru.client.data.InOrderPlan;
import io.naru.client.data.PartFile;
import io.naru.client.data.PeerLine;
import io.naru.client.data.ServeListener;
import io.naru.client.data.ServeSession;
import io.naru.common.identity.Identity;
import io.naru.common.time.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Moves a large file, and many small ones, between two ends on this machine: over a bare socket, over TLS, by Naru, and
 * by {@code scp} and {@code rsync} where a server for them can be started. One table, one run.
 *
 * <p>Threading: one thread.
 */
public final class TransferBench {
    private static final int BUFFER_OCTETS = 1 << 18;
    private static final int RANGE_CHUNKS = 16;
    private static final int SMALL_OCTETS = 4096;
    private static final int FOLDER_FILES = 100;
    private static final long WARM_OCTETS = 256 << 20;
    private static final String LARGE = "large";

    private final Path folder;
    private final long octets;
    private final int files;
    private final Clock clock;
    private final PrintWriter out;
    private final ExecutorService threads = Executors.newCachedThreadPool(body -> {
        Thread thread = new Thread(body, "naru-bench");
        thread.setDaemon(true);
        return thread;
    });
    private final Loopback loopback;
    private final HashedFolder share;

    /**
     * A benchmark.
     *
     * @param folder made, and emptied at the end; best on a file system in memory
     * @param octets of the large file
     * @param files how many small ones
     */
    public TransferBench(Path folder, long octets, int files, Clock clock, PrintWriter out) {
        this.folder = folder;
        this.octets = octets;
        this.files = files;
        this.clock = clock;
        this.out = out;
        SecureRandom random = new SecureRandom();
        this.loopback =
                new Loopback(Identity.create(random, clock.now()), Identity.create(random, clock.now()), threads);
        this.share = new HashedFolder(folder.resolve("share"));
    }

    /** Runs all of it and prints the table; deletes what it made. */
    public void run() throws IOException {
        try {
            Files.createDirectories(folder.resolve("share"));
            out.println("Preparing " + octets + " octets and " + files + " files in " + folder + " ...");
            out.flush();
            writeLarge();
            List<String> small = writeSmall();
            warm();
            large();
            try (Ssh ssh = new Ssh(folder)) {
                if (ssh.obstacle().isPresent()) {
                    out.println("scp, rsync: not measured, " + ssh.obstacle().get());
                } else {
                    compareLarge(ssh);
                }
                out.println();
                out.println(files + " files of " + SMALL_OCTETS + " octets" + " ".repeat(9) + "time          CPU");
                out.println(naruSmall("Naru", small).time());
                out.println(naruSmall("Naru", small).time());
                if (ssh.obstacle().isEmpty()) {
                    compareSmall(ssh);
                }
            }
        } finally {
            out.flush();
            threads.shutdown();
            delete(folder);
        }
    }

    private void warm() throws IOException {
        for (int i = 0; i < 2; i++) {
            bareTls("", Math.min(octets, WARM_OCTETS));
            naru("", 1);
        }
    }

    private void large() throws IOException {
        out.println();
        out.println(Measured.HEAD);
        print(plain("socket, not encrypted"));
        print(bareTls("TLS of this Java, no files", octets));
        print(naru("Naru, 1 line", 1));
        print(naru("Naru, 2 lines", 2));
        share.forget(LARGE);
        print(naru("Naru, 1 line, not hashed before", 1));
    }

    private void print(Measured measured) {
        out.println(measured.rate());
        out.flush();
    }

    private void compareLarge(Ssh ssh) throws IOException {
        Path from = folder.resolve("share").resolve(LARGE);
        for (Ssh.Program program : Ssh.Program.values()) {
            Optional<String> obstacle = ssh.obstacle(program);
            if (obstacle.isPresent()) {
                out.println(program.words() + ": not measured, " + obstacle.get());
            } else {
                print(new Gauge(clock).children(program.words(), octets, gauge -> ssh.copy(program, from)));
            }
            ssh.clear();
        }
    }

    private void compareSmall(Ssh ssh) throws IOException {
        for (Ssh.Program program : List.of(Ssh.Program.SCP, Ssh.Program.RSYNC)) {
            if (ssh.obstacle(program).isEmpty()) {
                long moved = (long) files * SMALL_OCTETS;
                Path from = folder.resolve("share").resolve("small");
                out.println(new Gauge(clock)
                        .children(program.words() + " -r", moved, gauge -> ssh.copy(program, from))
                        .time());
                out.flush();
                ssh.clear();
            }
        }
    }

    private Measured plain(String name) throws IOException {
        SocketChannel[] ends = Loopback.sockets();
        return new Gauge(clock).own(name, octets, gauge -> {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> sendPlain(ends[1]), threads);
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_OCTETS);
            while (ends[0].read(buffer.clear()) >= 0) {
                gauge.firstOctet();
            }
            sent.join();
            ends[0].close();
        });
    }

    private void sendPlain(SocketChannel to) {
        try (to) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_OCTETS);
            for (long left = octets; left > 0; left -= buffer.limit()) {
                buffer.clear().limit((int) Math.min(left, BUFFER_OCTETS));
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Measured bareTls(String name, long count) throws IOException {
        return new Gauge(clock).own(name, count, gauge -> {
            try (var line = loopback.tls(accepted -> {
                try (accepted) {
                    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_OCTETS);
                    for (long left = count; left > 0; left -= BUFFER_OCTETS) {
                        accepted.write(buffer.clear().limit((int) Math.min(left, BUFFER_OCTETS)));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            })) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_OCTETS);
                while (line.read(buffer.clear()) >= 0) {
                    gauge.firstOctet();
                }
            }
        });
    }

    private Measured naru(String name, int lines) throws IOException {
        Path target = folder.resolve("saved").resolve(LARGE);
        Measured measured = new Gauge(clock).own(name, octets, gauge -> fetch(target, lines, gauge));
        delete(folder.resolve("saved"));
        return measured;
    }

    private void fetch(Path target, int lines, Gauge gauge) throws IOException {
        FetchListener listener = new FetchListener() {
            @Override
            public void onOctets(int count) {
                gauge.firstOctet();
            }
        };
        List<CompletableFuture<Void>> others = new ArrayList<>();
        try (FetchSession session = session()) {
            FileFacts facts = session.manifest(LARGE, Optional.empty());
            try (PartFile part = PartFile.open(Destination.of(target), facts, Optional.empty(), checked -> true)) {
                InOrderPlan plan = new InOrderPlan(facts.chunks().count(), part.verified(), RANGE_CHUNKS);
                for (int i = 1; i < lines; i++) {
                    others.add(CompletableFuture.runAsync(
                            () -> fetchBeside(facts, part, plan.taker(), listener), threads));
                }
                session.fetch(facts, part, plan.taker(), listener);
                others.forEach(CompletableFuture::join);
                part.publish();
            }
        }
    }

    private void fetchBeside(FileFacts facts, PartFile part, ChunkPlan.Taker taker, FetchListener listener) {
        try (FetchSession session = session()) {
            session.fetch(facts, part, taker, listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FetchSession session() throws IOException {
        PeerLine line = loopback.line(owners -> {
            try {
                new ServeSession(owners, share, new ServeListener() {}, threads).run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new FetchSession(line, threads, clock);
    }

    private Measured naruSmall(String name, List<String> paths) throws IOException {
        Measured measured = new Gauge(clock).own(name, (long) files * SMALL_OCTETS, gauge -> {
            try (FetchSession session = session()) {
                session.fetchSmall(new SavedFiles(paths, folder.resolve("saved")), FetchListener.NONE);
            }
        });
        delete(folder.resolve("saved"));
        return measured;
    }

    private void writeLarge() throws IOException {
        Path file = folder.resolve("share").resolve(LARGE);
        Random random = new Random(1);
        byte[] block = new byte[1 << 20];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long left = octets; left > 0; left -= block.length) {
                random.nextBytes(block);
                channel.write(ByteBuffer.wrap(block, 0, (int) Math.min(left, block.length)));
            }
        }
        share.hash(LARGE);
    }

    private List<String> writeSmall() throws IOException {
        Random random = new Random(2);
        byte[] block = new byte[SMALL_OCTETS];
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            String path = "small/d" + i / FOLDER_FILES + "/f" + i;
            Path file = folder.resolve("share").resolve(path);
            if (i % FOLDER_FILES == 0) {
                Files.createDirectories(file.getParent());
            }
            random.nextBytes(block);
            Files.write(file, block);
            share.hash(path);
            paths.add(path);
        }
        return paths;
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
