package io.naru.client.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The plain mode of the built program, between pipes and on a terminal that can show no screen. */
@Timeout(120)
final class PlainIT {
    private static final Path DEMO_FILES = Path.of("target/naru/demo-files").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void twoPipesTalkListAndDownload() throws Exception {
        Household alices = Household.in(folder, "a");
        try (RunningRelay relay = RunningRelay.start(Household.in(folder, "relay"), "--registration", "open");
                PipedProgram alice = chat(alices, relay, "alice");
                PipedProgram hana = chat(Household.in(folder, "h"), relay, "하나", "--share", DEMO_FILES.toString())) {
            alice.waitForLine("logged in to " + relay.address() + " as alice");
            hana.waitForLine("logged in to " + relay.address() + " as 하나");
            alice.type("안녕하세요 👋");
            hana.waitForLine("alice: 안녕하세요 👋");
            hana.type("네!");
            alice.waitForLine("하나: 네!");
            alice.type("/file ls 하나");
            alice.waitForLine("test.txt");
            alice.type("/file dn 하나 test.txt");
            alice.waitForLine("download 1 of test.txt from 하나 is done");
            assertThat(alices.downloads().resolve("test.txt")).hasSameBinaryContentAs(DEMO_FILES.resolve("test.txt"));
            hana.type("/bye");
            assertThat(hana.waitForExit()).isZero();
            alice.waitForLine("하나 has left");
            alice.type("the last word");
            alice.endInput();
            assertThat(alice.waitForExit()).isZero();
            assertThat(alice.output()).contains("alice: the last word");
            assertThat(alice.errors() + hana.errors()).isEmpty();
        }
    }

    @Test
    void onADumbTerminalItIsChosenByItself() throws Exception {
        try (RunningRelay relay = RunningRelay.start(Household.in(folder, "relay"), "--registration", "open");
                ScreenUser alice = ScreenUser.start(
                        Household.in(folder, "a"), 120, 40, Map.of("TERM", "dumb"), "alice@" + relay.address())) {
            alice.see("can't show a full screen. Going on line by line.");
            alice.see(relay.fingerprint());
            alice.see("Type yes:");
            alice.type("yes\r");
            alice.see("Password for alice");
            alice.type("secret\r");
            alice.see("logged in to " + relay.address() + " as alice");
            alice.say("hello");
            alice.see("alice: hello");
            alice.say("/bye");
            alice.seeEnd(0);
            assertThat(alice.screen().text()).doesNotContain("secret");
        }
    }

    private static PipedProgram chat(Household household, RunningRelay relay, String name, String... options)
            throws IOException {
        Path secret = household.secret("secret of " + name);
        List<String> command = new ArrayList<>(List.of(Household.NARU.toString(), "chat", "--plain"));
        command.addAll(List.of("--password-file", secret.toString(), "--fingerprint", relay.fingerprint()));
        command.addAll(List.of(options));
        command.add(name + "@" + relay.address());
        return PipedProgram.start(household, Map.of(), command);
    }
}
