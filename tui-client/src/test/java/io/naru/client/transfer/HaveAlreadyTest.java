package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.data.Destination;
import io.naru.common.hash.Chunks;
import io.naru.common.hash.FileHasher;
import io.naru.common.message.RootHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on this machine already isn't fetched: it is told by its content, and nobody's word is taken for that. */
class HaveAlreadyTest {
    private static final byte[] CONTENT = "what it is".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final List<Long> asked = new ArrayList<>();
    private boolean isStopped;

    private static RootHash root() {
        FileHasher hasher = new FileHasher(new Chunks(CONTENT.length));
        hasher.update(ByteBuffer.wrap(CONTENT));
        return hasher.hashes().root();
    }

    private Path target() {
        return folder.resolve("in/x");
    }

    private Optional<Fate.Done> find(OptionalLong octets, List<Path> fetched, List<Path> shared) {
        HaveAlready.Sought sought = new HaveAlready.Sought(Destination.of(target()), octets, root());
        return new HaveAlready(() -> isStopped).find(sought, fetched, (root, size) -> {
            asked.add(size);
            return shared;
        });
    }

    @Test
    void whatStandsThereIsItself() throws IOException {
        Files.createDirectories(target().getParent());
        Files.write(target(), CONTENT);
        assertThat(find(OptionalLong.of(CONTENT.length), List.of(), List.of()))
                .contains(new Fate.Done(target(), "It was here already."));
        assertThat(asked).isEmpty();
    }

    @Test
    void whatGotANumberedNameIsItselfTooAndLinksAreNot() throws IOException {
        Files.createDirectories(target().getParent());
        Files.writeString(target(), "another it");
        Files.createSymbolicLink(folder.resolve("in/x (1)"), Files.write(folder.resolve("outside"), CONTENT));
        assertThat(find(OptionalLong.of(CONTENT.length), List.of(), List.of())).isEmpty();
        Path numbered = Files.write(folder.resolve("in/x (2)"), CONTENT);
        assertThat(find(OptionalLong.of(CONTENT.length), List.of(), List.of()))
                .contains(new Fate.Done(numbered, "It was here already."));
        assertThat(find(OptionalLong.empty(), List.of(), List.of()))
                .contains(new Fate.Done(numbered, "It was here already."));
    }

    @Test
    void whatIsSharedIsCopiedFromThere() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong"), "another it");
        Path gone = folder.resolve("gone");
        Path mine = Files.write(folder.resolve("mine"), CONTENT);
        Fate.Done done = find(OptionalLong.of(CONTENT.length), List.of(gone), List.of(gone, wrong, mine))
                .orElseThrow();
        assertThat(done.published()).isEqualTo(target()).hasBinaryContent(CONTENT);
        assertThat(done.sentence()).contains("copied");
        assertThat(mine).hasBinaryContent(CONTENT);
        assertThat(asked).containsExactly((long) CONTENT.length);
        assertThat(folder.resolve("in").toFile().list()).containsExactly("x");
    }

    @Test
    void whatHasAnotherContentByNowIsNotBelieved() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong"), "another it");
        assertThat(find(OptionalLong.of(CONTENT.length), List.of(wrong), List.of(wrong)))
                .isEmpty();
        assertThat(find(OptionalLong.of(3), List.of(Files.write(folder.resolve("mine"), CONTENT)), List.of()))
                .isEmpty();
        assertThat(folder.resolve("in")).isEmptyDirectory();
    }

    @Test
    void whoCallsItOffDoesNotWaitForTheEndOfALargeFile() throws IOException {
        Files.createDirectories(target().getParent());
        Files.write(target(), CONTENT);
        isStopped = true;
        assertThat(find(OptionalLong.of(CONTENT.length), List.of(), List.of(target())))
                .isEmpty();
    }
}
