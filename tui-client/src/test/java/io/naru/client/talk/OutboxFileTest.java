package io.naru.client.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the outbox outlives a loss of power: what stood in the file when it was synced last. */
class OutboxFileTest {
    @TempDir
    Path folder;

    private final List<String> sentences = new ArrayList<>();
    private byte[] onDisk = {};
    private boolean isDiskFull;

    private OutboxFile open() throws IOException {
        return OutboxFile.open(file(), sentences, this::sync);
    }

    private Path file() {
        return folder.resolve("outbox");
    }

    private void sync(FileChannel channel) throws IOException {
        if (isDiskFull) {
            throw new IOException("No space left on device");
        }
        onDisk = Files.readAllBytes(file());
    }

    private static Kept kept(String id, String text) {
        return new Kept(
                new MessageId(id), RoomName.LOBBY, text, OptionalLong.empty(), "", Instant.ofEpochMilli(7), false);
    }

    private List<String> afterLossOfPower() throws IOException {
        Path image = Files.write(folder.resolve("image"), onDisk);
        return OutboxFile.load(image, sentences).values().stream()
                .map(message -> message.id().value() + " " + message.text() + (message.isHeld() ? " held" : ""))
                .toList();
    }

    @Test
    void whatIsAddedIsOnTheDiskWhenAddReturns() throws IOException {
        try (OutboxFile outbox = open()) {
            outbox.add(List.of(kept("m1", "배로 와요?"), kept("m2", "two\nlines \\")));
            assertThat(afterLossOfPower()).containsExactly("m1 배로 와요?", "m2 two\nlines \\");

            outbox.add(List.of(kept("m3", "three")));
            assertThat(afterLossOfPower()).containsExactly("m1 배로 와요?", "m2 two\nlines \\", "m3 three");
        }
        assertThat(sentences).isEmpty();
    }

    @Test
    void whatIsHeldIsHeldBehindALossOfPower() throws IOException {
        try (OutboxFile outbox = open()) {
            outbox.add(List.of(kept("m1", "one")));
            outbox.hold(new MessageId("m1"));
            assertThat(afterLossOfPower()).containsExactly("m1 one held");
        }
    }

    @Test
    void whatCannotBeSyncedIsNotSaidToBeKept() throws IOException {
        try (OutboxFile outbox = open()) {
            isDiskFull = true;
            assertThatThrownBy(() -> outbox.add(List.of(kept("m1", "one"))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file().toString());
            assertThat(outbox.messages()).isEmpty();
        }
    }

    @Test
    void nobodyElseReadsIt() throws IOException {
        try (OutboxFile outbox = open()) {
            outbox.add(List.of(kept("m1", "one")));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
        }
    }
}
