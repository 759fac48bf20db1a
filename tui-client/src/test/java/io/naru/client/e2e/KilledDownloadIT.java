package io.naru.client.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.app.EngineSettings;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferLimits;
import io.naru.client.event.TransferView;
import io.naru.client.testkit.Person;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A download whose program is killed at every tenth of it, and that comes whole all the same. */
@Timeout(300)
class KilledDownloadIT {
    private static final int OCTETS = (12 << 20) + 12_345;
    private static final int CHUNK_OCTETS = 256 << 10;
    /** Chunks that were sent and never came, since the system had them on their way. */
    private static final int CHUNKS_ON_THE_WAY = 3;

    @TempDir
    private Path folder;

    /** How much was here when the last program was killed, as it had said. */
    private long hereOctets;

    @Test
    void aDownloadKilledAtEachTenthIsTheSameFileAndNothingVerifiedIsSentAgain() throws Exception {
        byte[] content = new byte[OCTETS];
        new Random(7).nextBytes(content);
        Path shared = Files.createDirectories(folder.resolve("shared"));
        Files.write(shared.resolve("big.bin"), content);
        try (RelayServer relay = RelayServer.start(RelayConfig.temporary())) {
            Person bob = Person.of("bob", EngineSettings.standard("test", folder.resolve("bob")))
                    .connect(relay.address());
            bob.engine().share(shared);
            bob.engine().limit(TransferLimits.DEFAULT.withRates(0, 4_000_000));
            bob.log().await(EngineEvent.ShareCounted.class, counted -> !counted.isScanning() && counted.files() == 1);

            List<String> first = List.of(
                    "bob",
                    "big.bin",
                    Integer.toString(OCTETS),
                    folder.resolve("in").toString());
            for (int tenth = 1; tenth <= 9; tenth++) {
                killAt(relay.address().getPort(), tenth == 1 ? first : List.of(), OCTETS / 10L * tenth);
            }
            assertThat(killAt(relay.address().getPort(), List.of(), Long.MAX_VALUE))
                    .isZero();

            assertThat(Files.readAllBytes(folder.resolve("in/big.bin"))).isEqualTo(content);
            assertThat(folder.resolve("in").toFile().list()).containsExactly("big.bin");
            assertThat(sent(bob)).isLessThanOrEqualTo(OCTETS + 9L * (1 + CHUNKS_ON_THE_WAY) * CHUNK_OCTETS);
            bob.close();
        }
    }

    private static long sent(Person owner) {
        Map<Long, Long> sent = new HashMap<>();
        owner.log().all(EngineEvent.TransferChanged.class).stream()
                .map(EngineEvent.TransferChanged::transfer)
                .filter(each -> each.direction() == TransferView.Direction.UPLOAD)
                .forEach(each -> sent.put(each.id(), each.doneOctets()));
        return sent.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Runs the program until so much of the file is here, and kills it; its exit status if it ended before. */
    private int killAt(int port, List<String> order, long octets) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DownloadingProgram.class.getName(),
                Integer.toString(port),
                folder.resolve("alice").toString()));
        command.addAll(order);
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>();
        long least = Long.MAX_VALUE;
        long most = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                String[] words = line.split(" ");
                long done = words.length > 1 && words[1].matches("[0-9]+") ? Long.parseLong(words[1]) : 0;
                least = done > 0 ? Math.min(least, done) : least;
                most = Math.max(most, done);
                boolean isFar = words[0].equals("RUNNING") && done >= octets;
                if (isFar) {
                    program.destroyForcibly();
                    break;
                }
            }
        }
        int status = program.waitFor();
        // Of the line that died, the chunk that it was in: what came before it was written and noted.
        assertThat(least).as("it said %s", said).isGreaterThanOrEqualTo(hereOctets - CHUNK_OCTETS);
        hereOctets = most;
        assertThat(status == 0 || status == 137).as("it said %s", said).isTrue();
        return status;
    }
}
