package io.naru.client.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.message.FileVersion;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.PeerMessage;
import io.naru.common.message.RootHash;
import io.naru.common.message.Wanted;
import io.naru.common.time.Clock;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Owners and requesters that do what they mustn't: the line ends with a sentence, and nothing wrong is kept. */
class HostilePeersTest {
    private static final int CHUNK = Chunks.LEAST_OCTETS;
    private static final FileVersion TWO_CHUNKS = new FileVersion(2L * CHUNK, 5, Optional.empty());
    private static final RootHash ROOT = new RootHash("ab".repeat(32));

    @TempDir
    private Path folder;

    private final LinePair pair = LinePair.memory(1000);

    private void owner(PeerMessage... messages) throws IOException {
        for (PeerMessage message : messages) {
            pair.owner.write(ByteBuffer.wrap(MessageWriter.octets(message)));
        }
    }

    private void octets(int count) throws IOException {
        pair.owner.write(ByteBuffer.allocate(count));
    }

    private static PeerMessage piece(int request, long position, int octets) {
        return new PeerMessage.Piece(request, position, octets);
    }

    private FetchSession session() {
        return new FetchSession(pair.requester, Served.threads(), Clock.system());
    }

    /** Fetches the two chunks in one request, which is the first. */
    private PeerFault fault() throws IOException {
        FileFacts facts = new FileFacts("a", TWO_CHUNKS, Optional.empty());
        PartFile part = PartFile.open(Destination.of(folder.resolve("a")), facts, Optional.empty(), octets -> true);
        InOrderPlan plan = new InOrderPlan(2, new BitSet(), 2);
        PeerFault fault = catchThrowableOfType(
                PeerFault.class, () -> session().fetch(facts, part, plan.taker(), FetchListener.NONE));
        assertThat(fault).isNotNull();
        // What was handed out is in the plan again, but for what was verified.
        int left = 0;
        ChunkPlan.Taker rest = plan.taker();
        for (Optional<ChunkRange> range = rest.next(); range.isPresent(); range = rest.next()) {
            left += range.get().count();
        }
        assertThat(left).isEqualTo(2 - part.verified().cardinality());
        part.discard();
        return fault;
    }

    @Test
    void aPieceElsewhereIsRefused() throws IOException {
        owner(piece(1, CHUNK, CHUNK));
        assertThat(fault()).hasMessage("The other side sends what nobody asked for.");
    }

    @Test
    void aPieceAcrossTheEndOfAChunkIsRefused() throws IOException {
        owner(piece(1, 0, CHUNK - 1));
        octets(CHUNK - 1);
        owner(piece(1, CHUNK - 1, 2));
        assertThat(fault()).hasMessage("The other side sends what nobody asked for.");
    }

    @Test
    void aPieceOfAnotherRequestIsRefused() throws IOException {
        owner(piece(2, 0, CHUNK));
        assertThat(fault()).hasMessage("The other side sends what nobody asked for.");
    }

    @Test
    void lessThanWasAskedForIsRefused() throws IOException {
        owner(piece(1, 0, CHUNK));
        octets(CHUNK);
        owner(new PeerMessage.Done(1));
        assertThat(fault()).hasMessage("The other side sent less than it was asked for.");
    }

    @Test
    void moreThanWasAskedForIsRefused() throws Exception {
        Served served = new Served(folder.resolve("share"));
        byte[] content = new byte[2 * CHUNK];
        String hash = "8a39d2abd3999ab73c34db2476849cddf303ce389b35826850f9a700589b4a90";
        served.write("zeros", content);
        owner(piece(1, 0, CHUNK));
        octets(CHUNK);
        owner(new PeerMessage.Check(1, 0, hash), piece(1, CHUNK, CHUNK));
        octets(CHUNK);
        owner(new PeerMessage.Check(1, 1, hash), piece(1, 2L * CHUNK, 1));
        assertThat(fault()).hasMessage("The other side sends what nobody asked for.");
    }

    @Test
    void aChunkWithoutItsHashIsRefused() throws IOException {
        owner(piece(1, 0, CHUNK));
        octets(CHUNK);
        owner(piece(1, CHUNK, CHUNK));
        assertThat(fault()).hasMessage("The other side sends what nobody asked for.");
    }

    @Test
    void theHashOfAnotherChunkIsRefused() throws IOException {
        owner(piece(1, 0, CHUNK));
        octets(CHUNK);
        owner(new PeerMessage.Check(1, 1, ROOT.hex()));
        assertThat(fault()).hasMessage("The other side sends what nobody asked for.");
    }

    @Test
    void aChunkThatIsNotWhatItsOwnHashSaysIsNotKept() throws IOException {
        FileFacts facts = new FileFacts("a", new FileVersion(CHUNK, 5, Optional.empty()), Optional.empty());
        PartFile part = PartFile.open(Destination.of(folder.resolve("a")), facts, Optional.empty(), octets -> true);
        for (int request = 1; request <= 4; request++) {
            owner(piece(request, 0, CHUNK));
            octets(CHUNK);
            owner(new PeerMessage.Check(request, 0, ROOT.hex()), new PeerMessage.Done(request));
        }
        InOrderPlan plan = new InOrderPlan(1, new BitSet(), 1);
        session().fetch(facts, part, plan.taker(), FetchListener.NONE);
        assertThat(plan.isDamaged()).isTrue();
        assertThat(part.verified().isEmpty()).isTrue();
        part.discard();
    }

    @Test
    void aSmallFileThatIsNotWhatItsHashSaysIsNotKept() throws IOException {
        owner(new PeerMessage.Manifest(1, new FileVersion(3, 5, Optional.empty()), 0), piece(1, 0, 3));
        octets(3);
        owner(new PeerMessage.Check(1, 0, ROOT.hex()), new PeerMessage.Done(1));
        ChunkHashes hashes = ChunkHashes.of(new Chunks(3), new byte[ChunkHashes.HASH_OCTETS]);
        owner(new PeerMessage.Manifest(2, new FileVersion(3, 5, Optional.of(hashes.root())), 1));
        octets(ChunkHashes.HASH_OCTETS);
        owner(piece(2, 0, 3));
        octets(3);
        owner(new PeerMessage.Done(2));
        RecordedSmallFiles files = new RecordedSmallFiles(List.of("a", "b"), folder);
        session().fetchSmall(files, FetchListener.NONE);
        assertThat(files.bad).containsExactly("a", "b");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anOwnerThatAsksIsRefused() throws IOException {
        owner(new PeerMessage.Stop(1));
        assertThat(fault()).hasMessage("The other side sends what nobody asked for.");
    }

    @Test
    void whatIsNoMessageIsRefused() throws IOException {
        pair.owner.write(ByteBuffer.wrap(new byte[] {35, 'x', 0}));
        assertThat(fault()).hasMessageStartingWith("The other side sends what isn't understood: ");
    }

    @Test
    void aFrameWithoutEndIsRefused() throws IOException {
        pair.owner.write(ByteBuffer.wrap("%".repeat(20_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertThat(fault()).hasMessageStartingWith("The other side sends what isn't understood: ");
    }

    @Test
    void hashesThatAreNotOfTheRootAreRefused() throws IOException {
        owner(new PeerMessage.Manifest(1, new FileVersion(2L * CHUNK, 5, Optional.of(ROOT)), 2));
        octets(64);
        PeerFault fault = catchThrowableOfType(PeerFault.class, () -> session().manifest("a", Optional.of(ROOT)));
        assertThat(fault).hasMessage("The other side sends a list of hashes that doesn't belong to the file.");
    }

    @Test
    void hashesOfAnotherNumberAreRefused() throws IOException {
        owner(new PeerMessage.Manifest(1, new FileVersion(2L * CHUNK, 5, Optional.of(ROOT)), 3));
        PeerFault fault = catchThrowableOfType(PeerFault.class, () -> session().manifest("a", Optional.empty()));
        assertThat(fault).hasMessage("The other side sends a list of hashes that has another length than it should.");
    }

    @Test
    void filesLargerThanAnyAreRefused() throws IOException {
        owner(new PeerMessage.Manifest(1, new FileVersion(1L << 50, 5, Optional.empty()), 0));
        PeerFault fault = catchThrowableOfType(PeerFault.class, () -> session().facts("a"));
        assertThat(fault).hasMessage("The other side tells of a file that is larger than any may be.");
    }

    @Test
    void anOwnerMayEndTheWholeLineWithAReason() throws IOException {
        owner(new PeerMessage.Fault(OptionalInt.empty(), ErrorCode.BUSY, "Too many at once."));
        OwnerRefusal refusal =
                catchThrowableOfType(OwnerRefusal.class, () -> session().facts("a"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.BUSY);
        assertThat(refusal).hasMessage("Too many at once.");
    }

    private PeerFault faultOfRequester(PeerMessage... messages) throws Exception {
        Served served = new Served(folder.resolve("share"));
        served.write("a", new byte[2 * CHUNK]);
        CompletableFuture<Optional<IOException>> end = served.serve(pair.owner, new ServeListener() {});
        for (PeerMessage message : messages) {
            pair.requester.write(ByteBuffer.wrap(MessageWriter.octets(message)));
        }
        IOException failure = end.get(60, TimeUnit.SECONDS).orElseThrow();
        assertThat(failure).isInstanceOf(PeerFault.class);
        return (PeerFault) failure;
    }

    private static PeerMessage chunks(int request, int first, int count) {
        return new PeerMessage.Fetch("a", request, Wanted.CHUNKS, first, count, Optional.empty());
    }

    @Test
    void chunksThatThereAreNotAreNotServed() throws Exception {
        assertThat(faultOfRequester(chunks(1, 1, 2)))
                .hasMessage("The other side asks for chunks that the file doesn't have.");
    }

    @Test
    void aRequesterThatAnswersIsRefused() throws Exception {
        assertThat(faultOfRequester(new PeerMessage.Done(1)))
                .hasMessage("The other side, who should ask, says what an owner says.");
    }

    @Test
    void tooManyRequestsAtOnceAreRefused() throws Exception {
        PeerMessage[] many = new PeerMessage[5000];
        for (int i = 0; i < many.length; i++) {
            many[i] = chunks(i + 1, 0, 2);
        }
        assertThat(faultOfRequester(many)).hasMessage("The other side asks for more than 256 things at once.");
    }

    @Test
    void stoppingWhatIsNotThereDoesNothing() throws Exception {
        Served served = new Served(folder.resolve("share"));
        served.write("a", new byte[1]);
        served.serve(pair.owner, new ServeListener() {});
        pair.requester.write(ByteBuffer.wrap(MessageWriter.octets(new PeerMessage.Stop(77))));
        assertThat(session().facts("a").version().octets()).isEqualTo(1);
    }
}
