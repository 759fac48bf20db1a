package io.naru.client.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged, or don't stay as they are: they come right, or a sentence says why not. */
class UnsteadyFilesTest extends TransferStage {
    @Test
    void anOctetThatFlippedOnTheOwnersDiskIsAskedForAgain() throws Exception {
        served.write("a", octets(5 * CHUNK));
        served.hash("a");
        FileTime time = Files.getLastModifiedTime(served.file("a"));
        byte right = flip(served.file("a"), 2 * CHUNK + 5);
        Files.setLastModifiedTime(served.file("a"), time);
        LinePair pair = LinePair.tls();
        List<Long> sent = new ArrayList<>();
        served.serve(pair.owner, new ServeListener() {
            @Override
            public void onSent(String path, long position, int octets) {
                sent.add(position);
                if (sent.stream().filter(p -> p == 2 * CHUNK).count() == 1 && position == 2 * CHUNK) {
                    put(served.file("a"), 2 * CHUNK + 5, right);
                    setTime(served.file("a"), time);
                }
            }
        });
        assertThat(Files.mismatch(fetch(pair.requester, "a"), served.file("a"))).isEqualTo(-1);
        assertThat(sent).containsExactlyInAnyOrder(0L, (long) CHUNK, 2L * CHUNK, 3L * CHUNK, 4L * CHUNK, 2L * CHUNK);
    }

    @Test
    void aFileThatStaysDamagedAtItsOwnerIsGivenUp() throws Exception {
        served.write("a", octets(3 * CHUNK));
        served.hash("a");
        flip(served.file("a"), CHUNK);
        LinePair pair = LinePair.tls();
        served.serve(pair.owner, QUIET);
        FetchSession session = session(pair.requester);
        FileFacts facts = session.manifest("a", Optional.empty());
        try (PartFile part = PartFile.open(Destination.of(target("a")), facts, Optional.empty(), octets -> true)) {
            InOrderPlan plan = new InOrderPlan(facts.chunks().count(), part.verified(), 3);
            session.fetch(facts, part, plan.taker(), FetchListener.NONE);
            assertThat(plan.isDamaged()).isTrue();
            assertThat(part.verifiedOctets()).isEqualTo(2 * CHUNK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grows", "shrinks", "changes", "vanishes", "is replaced"})
    void aFileThatDoesNotStayAsItIsEndsWithASentence(String what) throws Exception {
        served.write("a", octets(9 * CHUNK));
        served.write("b", octets(9));
        LinePair pair = LinePair.tls();
        CompletableFuture<Optional<IOException>> end = served.serve(pair.owner, new ServeListener() {
            @Override
            public void onSent(String path, long position, int octets) {
                if (position == 4 * CHUNK) {
                    happen(what, served.file("a"));
                }
            }
        });
        FetchSession session = session(pair.requester);
        FileFacts facts = session.manifest("a", Optional.empty());
        PartFile part = PartFile.open(Destination.of(target("a")), facts, Optional.empty(), octets -> true);
        OwnerRefusal refusal = catchThrowableOfType(OwnerRefusal.class, () -> fill(session, facts, part));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CHANGED);
        assertThat(refusal).hasMessageEndingWith("meanwhile.");
        assertThat(part.verifiedOctets()).isEqualTo(5L * CHUNK);
        assertThat(session.facts("b").version().octets()).isEqualTo(9);
        session.close();
        assertThat(end.get(60, TimeUnit.SECONDS)).isEmpty();
    }

    private static void happen(String what, Path file) {
        try {
            switch (what) {
                case "grows" -> Files.write(file, new byte[1], StandardOpenOption.APPEND);
                case "shrinks" -> {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(5 * CHUNK + 7);
                    }
                }
                case "changes" -> Files.setLastModifiedTime(file, FileTime.fromMillis(5));
                case "vanishes" -> Files.delete(file);
                default -> {
                    Path other = file.resolveSibling("other");
                    Files.copy(file, other);
                    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
                    Files.delete(file);
                    Files.move(other, file);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFileOfAnotherTimeIsNotGoneOnWith() throws Exception {
        served.write("a", octets(CHUNK + 1));
        LinePair pair = LinePair.tls();
        served.serve(pair.owner, QUIET);
        FetchSession session = session(pair.requester);
        FileFacts facts = session.manifest("a", Optional.empty());
        Files.setLastModifiedTime(served.file("a"), FileTime.fromMillis(77_000));
        PartFile part = PartFile.open(Destination.of(target("a")), facts, Optional.empty(), octets -> true);
        OwnerRefusal refusal = catchThrowableOfType(OwnerRefusal.class, () -> fill(session, facts, part));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CHANGED);
    }

    private static byte flip(Path file, long position) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer octet = ByteBuffer.allocate(1);
            channel.read(octet, position);
            byte was = octet.get(0);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) (was ^ 1)}), position);
            return was;
        }
    }

    private static void put(Path file, long position, byte octet) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {octet}), position);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void setTime(Path file, FileTime time) {
        try {
            Files.setLastModifiedTime(file, time);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
