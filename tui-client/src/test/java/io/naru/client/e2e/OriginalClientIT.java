package io.naru.client.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.original.Cut;
import io.naru.common.original.OriginalClient;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The built programs with clients of the original system, who know nothing of Naru. */
@Timeout(120)
final class OriginalClientIT {
    private static final Random RANDOM = new Random(7);
    private static final int LONG_OCTETS = 300_000;

    /** How one side cuts what it writes, and how many octets it reads at a time. */
    private record Manner(Cut cut, int readOctets) {}

    @TempDir
    private Path folder;

    @Test
    void originalsTalkListAndDownloadHoweverTheirFramesAreCut() throws Exception {
        long seed = System.nanoTime();
        Map<String, Manner> manners = new LinkedHashMap<>();
        manners.put("whole", new Manner(Cut.NONE, 4096));
        manners.put("ones", new Manner(Cut.every(1), 1));
        manners.put("twos", new Manner(Cut.every(2), 3));
        manners.put("threes", new Manner(Cut.every(3), 2));
        manners.put("random", new Manner(Cut.atRandom(seed), 7));
        Path share = files("shared by bob");
        Files.createDirectory(share.resolve("a folder"));
        Files.write(share.resolve("a folder/inner file.txt"), octets(1));
        try (RunningRelay relay = RunningRelay.start(Household.in(folder, "relay"), "--registration", "open");
                ScreenUser bob = ScreenUser.logIn(
                        Household.in(folder, "b"), 120, 40, relay, "bob", "--share", share.toString())) {
            bob.see("You share");
            for (Map.Entry<String, Manner> manner : manners.entrySet()) {
                Path own = files("shared by " + manner.getKey());
                try (OriginalClient original = OriginalClient.connect(
                        relay.socketAddress(),
                        manner.getValue().cut(),
                        manner.getValue().readOctets())) {
                    String name = manner.getKey();
                    original.share(own);
                    original.login(name, "password of " + name);
                    bob.seeLine("●  " + name);
                    talk(original, name, bob);
                    takesFrom(original, share);
                    givesTo(original, name, own, bob);
                    original.type("/bye");
                    bob.seeThat(name + " gone", screen -> !screen.text().contains("●  " + name));
                } catch (IOException | AssertionError e) {
                    throw new AssertionError(manner.getKey() + ", seed " + seed + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private static void talk(OriginalClient original, String name, ScreenUser bob) throws Exception {
        original.type("안녕 from " + name);
        bob.seeLine(name, "안녕 from " + name);
        bob.say("hello " + name + " 🙂");
        original.awaitText("bob: hello " + name + " 🙂");
        original.hold();
        original.type("one of " + name);
        original.type("/file ls nobody");
        original.type("two of " + name);
        original.release();
        original.awaitTextWith("nobody");
        bob.seeLine(name, "one of " + name);
        bob.seeLine(name, "two of " + name);
    }

    private static void takesFrom(OriginalClient original, Path share) throws Exception {
        original.type("/file ls bob");
        assertThat(original.awaitList("bob"))
                .containsExactlyInAnyOrder(
                        "a folder/inner file.txt",
                        "empty",
                        "long.bin",
                        "name with  spaces 127.0.0.1 80",
                        "test.txt",
                        "안녕하세요.txt");
        for (String name : List.of("name with  spaces 127.0.0.1 80", "empty", "안녕하세요.txt", "a folder/inner file.txt")) {
            original.type("/file dn bob " + name);
            assertThat(original.awaitDownload("bob", name)).isEqualTo(Files.readAllBytes(share.resolve(name)));
        }
        original.type("/file dn bob ../before");
        assertThatThrownBy(() -> original.awaitDownload("bob", "../before")).isInstanceOf(FileNotFoundException.class);
        original.type("/file dn bob long.bin");
        assertThat(original.awaitDownload("bob", "long.bin")).hasSize(LONG_OCTETS);
    }

    private static void givesTo(OriginalClient original, String name, Path own, ScreenUser bob) throws Exception {
        bob.say("/file ls " + name);
        bob.see(name + ":/ · 5 items");
        bob.see("name with  spaces");
        bob.type("/long\r");
        bob.seeThat("long.bin alone", screen -> !screen.text().contains("test.txt"));
        bob.type("\r\033OQ");
        bob.say("/file dn " + name + " name with  spaces 127.0.0.1 80");
        bob.say("/file dn " + name + " empty");
        bob.say("/file dn " + name + " 안녕하세요.txt");
        for (String file : List.of("long.bin", "name with  spaces 127.0.0.1 80", "empty", "안녕하세요.txt")) {
            Path copy = bob.download(file);
            bob.seeThat("the copy " + copy, screen -> Files.exists(copy));
            assertThat(copy).hasSameBinaryContentAs(own.resolve(file));
            Files.delete(copy);
        }
        bob.say("/clear");
        bob.seeThat("an empty chat", screen -> !screen.text().contains("안녕 from"));
        assertThat(original.leftOver()).extracting(frame -> frame.isFile(6)).doesNotContain(true);
    }

    @Test
    void slowDownloadShowsHowFarItIsAndCanBeCancelled() throws Exception {
        try (RunningRelay relay = RunningRelay.start(Household.in(folder, "relay"), "--registration", "open");
                ScreenUser alice = ScreenUser.logIn(Household.in(folder, "a"), 80, 24, relay, "alice");
                SlowOwner owner = SlowOwner.logIn(relay.socketAddress(), "kim")) {
            alice.seeLine("●  kim");
            alice.say("/file dn kim slow one.bin");
            owner.awaitDownloader();
            owner.send(3_000_000);
            alice.seeLine("▼ slow one.bin", "3.0 MB");
            assertThat(alice.download("slow one.bin")).doesNotExist();
            owner.send(1_000_000);
            alice.seeLine("▼ slow one.bin", "4.0 MB");
            owner.finish();
            alice.seeThat("the file", screen -> Files.exists(alice.download("slow one.bin")));
            assertThat(alice.download("slow one.bin")).hasSize(4_000_000);

            alice.say("/file dn kim another.bin");
            owner.awaitDownloader();
            owner.send(2_000_000);
            alice.type("\033[15~");
            alice.seeLine("kim", "another.bin", "2.0 MB");
            alice.type("Gx");
            alice.see("Cancel the download of another.bin?");
            alice.type("y");
            alice.seeLine("another.bin", "cancelled");
            owner.sendUntilBrokenOff();
            assertThat(alice.download("another.bin")).doesNotExist();
            alice.type("\033OQ");
            alice.say("/bye");
            alice.seeEnd(0);
        }
    }

    private Path files(String name) throws IOException {
        Path share = Files.createDirectory(folder.resolve(name));
        Files.write(folder.resolve("before"), octets(1));
        Files.write(share.resolve("empty"), octets(0));
        Files.write(share.resolve("long.bin"), octets(LONG_OCTETS));
        Files.write(share.resolve("name with  spaces 127.0.0.1 80"), octets(5_000));
        Files.write(share.resolve("test.txt"), octets(4_000));
        Files.write(share.resolve("안녕하세요.txt"), octets(300));
        return share;
    }

    private static byte[] octets(int count) {
        byte[] octets = new byte[count];
        RANDOM.nextBytes(octets);
        return octets;
    }
}
