package io.naru.client.data;

import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import io.naru.common.tls.PeerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A program that fetches one file and may be killed at any moment, or be run where the disk is small. How many octets
 * it has taken from its line stands in a file that outlives it; so does the name of its part file.
 */
public final class FetchProgram {
    static final String PATH = "a";
    static final String COUNT = "count";
    static final String MARK = "mark";
    static final String RESULT = "result";

    private FetchProgram() {}

    /**
     * Fetches.
     *
     * @param arguments the owner's port, the folder to save in, and another one for what is told
     */
    public static void main(String[] arguments) throws IOException {
        Path said = Path.of(arguments[2]);
        Path target = Path.of(arguments[1], PATH);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (FileChannel channel = FileChannel.open(
                        said.resolve(COUNT),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                FetchSession session = session(Integer.parseInt(arguments[0]), threads)) {
            MappedByteBuffer count = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
            Files.writeString(said.resolve(RESULT), fetch(session, target, said, count));
        } finally {
            threads.shutdown();
        }
    }

    private static FetchSession session(int port, ExecutorService threads) throws IOException {
        SocketChannel socket = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new FetchSession(
                new TlsPeerLine(
                        UserName.of("lee"),
                        Way.DIRECT,
                        PeerTls.connect(socket, LinePair.KIM, LinePair.LEE.fingerprint(), Duration.ofSeconds(60))),
                threads,
                Clock.system());
    }

    private static String fetch(FetchSession session, Path target, Path said, MappedByteBuffer count)
            throws IOException {
        FileFacts facts = session.manifest(PATH, Optional.empty());
        try (PartFile part = PartFile.open(Destination.of(target), facts, mark(said), octets -> true)) {
            Files.writeString(
                    said.resolve(MARK), part.mark().path() + "\n" + part.mark().fileKey());
            InOrderPlan plan = new InOrderPlan(facts.chunks().count(), part.verified(), 4);
            session.fetch(facts, part, plan.taker(), new FetchListener() {
                @Override
                public void onOctets(int octets) {
                    count.putLong(0, count.getLong(0) + octets);
                }
            });
            return "saved " + part.publish().getFileName();
        } catch (PartFileException e) {
            return e.getMessage();
        }
    }

    static Optional<PartFile.Mark> mark(Path said) throws IOException {
        if (!Files.exists(said.resolve(MARK))) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(said.resolve(MARK));
        return Optional.of(new PartFile.Mark(Path.of(lines.get(0)), lines.get(1)));
    }

    /** How many octets a program has taken from its line, which may be running or not. */
    static long count(Path said) throws IOException {
        Path file = said.resolve(COUNT);
        if (!Files.exists(file) || Files.size(file) < Long.BYTES) {
            return 0;
        }
        return ByteBuffer.wrap(Files.readAllBytes(file)).getLong();
    }
}
