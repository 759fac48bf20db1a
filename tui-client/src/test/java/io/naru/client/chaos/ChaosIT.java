package io.naru.client.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.chaos.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Nothing is lost, doubled, reordered or invented, whatever is done to relay, clients and lines. A short run;
 * {@code -Dnaru.chaos.seconds}, {@code -Dnaru.chaos.clients}, {@code -Dnaru.chaos.retained} and {@code -Dnaru.chaos.seed} make another one.
 */
@EnabledOnOs(OS.LINUX)
final class ChaosIT {
    private static final int SECONDS = 12;
    private static final int CLIENTS = 20;
    /** So few that the lobby outgrows it also in a short run. */
    private static final int RETAINED = 30;

    private static final int VIOLATIONS_TOLD = 30;

    @Test
    void nothingIsLostWhateverHappens() throws IOException, InterruptedException {
        Integer clients = Integer.getInteger("naru.chaos.clients", CLIENTS);
        Integer seconds = Integer.getInteger("naru.chaos.seconds", SECONDS);
        Long seed = Long.getLong("naru.chaos.seed", new Random().nextLong());
        Integer retained = Integer.getInteger("naru.chaos.retained", RETAINED);
        ChaosRun.Shape shape = new ChaosRun.Shape(seed, clients, seconds, retained);
        Path folder = Path.of("target", "chaos", Long.toString(seed)).toAbsolutePath();
        if (Files.exists(folder)) {
            PathUtils.deleteDirectory(folder);
        }
        Files.createDirectories(folder);
        String repeat = "-Dnaru.chaos.seed=" + seed + " -Dnaru.chaos.clients=" + clients + " -Dnaru.chaos.seconds="
                + seconds + " -Dnaru.chaos.retained=" + retained + " (what is left of it: " + folder + ")";
        System.out.println("Chaos run: " + repeat);
        try (ChaosRun run = new ChaosRun(folder, shape)) {
            ChaosRun.Result result = run.run();
            System.out.println("Chaos run: " + result.figures());
            assertThat(told(result.violations()))
                    .as(repeat + " not at rest: [" + result.unrest() + "]")
                    .isEmpty();
            assertThat(result.unrest()).as("not at rest; " + repeat).isEmpty();
            assertThat(result.kept()).as(repeat).isGreaterThan(clients);
            assertThat(result.forgotten())
                    .as("nothing was forgotten; " + repeat)
                    .isPositive();
            assertThat(result.markers().atStarts())
                    .as("nobody who began again was told that messages are gone; " + repeat)
                    .isPositive();
            assertThat(result.markers().behindLines())
                    .as("nobody who came back was told that messages are gone; " + repeat)
                    .isPositive();
            assertThat(faults(run.relayLog())).as(repeat).isEmpty();
        }
        PathUtils.deleteDirectory(folder);
    }

    private static String told(List<Violation> violations) {
        String first = violations.stream()
                .limit(VIOLATIONS_TOLD)
                .map(Violation::toString)
                .collect(Collectors.joining("\n"));
        return violations.size() > VIOLATIONS_TOLD ? first + "\nand others, in all " + violations.size() : first;
    }

    private static List<String> faults(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("Exception") || line.contains("event=fault"))
                    .toList();
        }
    }
}
