package io.naru.client.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.data.Way;
import io.naru.client.event.TransferState;
import io.naru.client.transfer.UploadSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One octet that isn't what it was, on the wire, on an owner's disk, or in the part file, through queue, ways, TLS and
 * relay: the file comes as it is all the same, and at most a chunk of it twice.
 */
class FlippedOctetTest extends OwnersStage {
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

    private void assertItCameWith(int chunksTwice) throws Exception {
        Path file = folder.resolve("in").resolve(PATH);
        assertThat(sha256(Files.readAllBytes(file))).isEqualTo(sha256(content));
        assertThat(folder.resolve("in").toFile().list()).containsExactly(PATH);
        assertThat(gauge.octets() - OCTETS).isLessThanOrEqualTo(chunksTwice * CHUNK_OCTETS + HEADS_OCTETS);
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
        start(BOB, cable(), Way.REVERSE, Way.RELAY, share, UnaryOperator.identity());
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
