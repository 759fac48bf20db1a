package io.naru.client.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.hash.Chunks;
import io.naru.common.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An owner with a folder, lines to it, and a place for what comes. */
abstract class TransferStage {
    static final int CHUNK = Chunks.LEAST_OCTETS;
    static final ServeListener QUIET = new ServeListener() {};

    @TempDir
    Path folder;

    Served served;

    @BeforeEach
    void share() {
        served = new Served(folder.resolve("share"));
    }

    static byte[] octets(int count) {
        byte[] octets = new byte[count];
        new Random(count).nextBytes(octets);
        return octets;
    }

    Path target(String name) {
        return folder.resolve("saved").resolve(name);
    }

    /** Fetches what is missing over one line, in ranges of three chunks. */
    static void fill(FetchSession session, FileFacts facts, PartFile part) throws IOException {
        InOrderPlan plan = new InOrderPlan(facts.chunks().count(), part.verified(), 3);
        session.fetch(facts, part, plan.taker(), FetchListener.NONE);
    }

    static FetchSession session(PeerLine line) {
        return new FetchSession(line, Served.threads(), Clock.system());
    }

    Path fetch(PeerLine line, String path) throws IOException {
        try (FetchSession session = session(line)) {
            FileFacts facts = session.manifest(path, Optional.empty());
            try (PartFile part = PartFile.open(Destination.of(target(path)), facts, Optional.empty(), octets -> true)) {
                fill(session, facts, part);
                assertThat(part.isComplete()).isTrue();
                facts.version().root().ifPresent(root -> assertThat(part.root()).isEqualTo(root));
                return part.publish();
            }
        }
    }

    static void assertOnlyIn(Path directory, String... names) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }
}
