package io.naru.client.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.launcher.Installation.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the launchers find themselves, Java and a locale, and what they say when they can't. */
final class LauncherIT {
    private static final Path CLIENT = Path.of("target/naru");
    private static final Path RELAY = Path.of("../relay-server/target/naru-relay");

    @TempDir
    private Path folder;

    private Installation client;
    private Map<String, String> environment;

    @BeforeEach
    void install() throws IOException {
        client = Installation.of(CLIENT, "naru", folder.resolve("a place with spaces/naru"));
        environment = new HashMap<>(Map.of(
                "PATH",
                System.getenv("PATH"),
                "JAVA_HOME",
                System.getProperty("java.home"),
                "LC_ALL",
                "C.UTF-8",
                "NARU_ARCHIVE",
                "off"));
    }

    @Test
    void theBuildLeavesWholePrograms() {
        assertThat(CLIENT.resolve("bin/naru")).isExecutable();
        assertThat(RELAY.resolve("bin/naru-relay")).isExecutable();
        assertThat(CLIENT.resolve("demo-files/test.txt")).isRegularFile();
        assertThat(CLIENT.resolve("lib")).isDirectoryContaining("glob:**/lanterna-*.jar");
        assertThat(RELAY.resolve("lib")).isDirectoryContaining("glob:**/sqlite-jdbc-*.jar");
    }

    @Test
    void aChainOfRelativeLinksLeadsToTheProgram() throws Exception {
        Path links = Files.createDirectories(folder.resolve("my links/deeper"));
        Path first =
                Files.createSymbolicLink(links.resolve("../first"), Path.of("../a place with spaces/naru/bin/naru"));
        Path second = Files.createSymbolicLink(links.resolve("second"), Path.of("../first"));

        for (Path link : List.of(first, second)) {
            Outcome outcome = client.run(link, environment, "home");

            assertThat(outcome.errors()).isEmpty();
            assertThat(outcome.output()).isEqualTo(client.home().toRealPath() + "\n");
        }
    }

    @Test
    void aRelativePathIsNotLookedForAlongCdpath() throws Exception {
        Path decoy = Files.createDirectories(folder.resolve("decoy/bin")).getParent();
        environment.put("CDPATH", decoy.toString());
        String command = "cd '" + client.home() + "' && exec bin/naru home";

        Outcome outcome = Installation.finish(Installation.start(List.of("/bin/sh", "-c", command), environment));

        assertThat(outcome).isEqualTo(new Outcome(0, client.home().toRealPath() + "\n", ""));
    }

    @Test
    void argumentsAndStatusPassUnchanged() throws Exception {
        Outcome outcome = client.run(environment, "arguments", "two words", "", "*", "$HOME", "-Dx=y");

        assertThat(outcome).isEqualTo(new Outcome(0, "two words\n\n*\n$HOME\n-Dx=y\n", ""));
        assertThat(client.run(environment, "status", "7").status()).isEqualTo(7);
    }

    @Test
    void ownOptionsReachTheJvm() throws Exception {
        environment.put("NARU_JAVA_OPTS", "-Dnaru.home=elsewhere  -Dnaru.train=true");

        assertThat(client.run(environment, "status", "7")).isEqualTo(new Outcome(0, "", ""));
    }

    /** Locales that aren't there, as ssh forwards them, and none at all. */
    static Stream<Map<String, String>> poorLocales() {
        return Stream.of(
                Map.of(),
                Map.of("LANG", "C"),
                Map.of("LANG", "qq_QQ.UTF-8"),
                Map.of("LC_ALL", "qq_QQ.UTF-8"),
                Map.of("LANG", "C.UTF-8", "LC_TIME", "qq_QQ.UTF-8"),
                Map.of("LANG", "qq_QQ.UTF-8", "LC_CTYPE", "C.UTF-8"));
    }

    @ParameterizedTest
    @MethodSource("poorLocales")
    void aFileWithAHangulNameOpensInAnyLocale(Map<String, String> locale) throws Exception {
        Path file = Files.writeString(folder.resolve("안녕하세요.txt"), "나루");
        environment.remove("LC_ALL");
        environment.putAll(locale);

        assertThat(client.run(environment, "read", file.toString())).isEqualTo(new Outcome(0, "나루\n", ""));
    }

    @Test
    void aJavaHomeThatLeadsNowhereIsOneSentence() throws Exception {
        environment.put("JAVA_HOME", "/nowhere at all");

        Outcome outcome = client.run(environment, "home");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors())
                .startsWith("naru: JAVA_HOME is /nowhere at all, but no Java is there;")
                .hasLineCount(1);
    }

    @Test
    void aPathWithoutJavaIsOneSentence() throws Exception {
        environment.remove("JAVA_HOME");
        environment.put("PATH", folder.toString());

        Outcome outcome = client.run(environment, "home");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.errors())
                .startsWith("naru: no Java was found; install Java 17 or newer")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @MethodSource("oldVersions")
    void anOldJavaIsRefusedWithoutBeingStarted(String version) throws Exception {
        Path java = fakeJava("echo started; exit 9");
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        environment.put("JAVA_HOME", java.toString());

        Outcome outcome = client.run(environment, "home");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors())
                .contains("is Java " + version + ", but Java 17 or newer is needed")
                .hasLineCount(1);
    }

    static Stream<String> oldVersions() {
        return Stream.of("1.8.0_402", "11.0.22", "16-ea");
    }

    @Test
    void aJavaWithoutAReleaseFileIsAskedForItsVersion() throws Exception {
        String real = Path.of(System.getProperty("java.home"), "bin/java").toString();
        environment.put("JAVA_HOME", fakeJava("exec '" + real + "' \"$@\"").toString());

        assertThat(client.run(environment, "arguments", "x")).isEqualTo(new Outcome(0, "x\n", ""));
    }

    @Test
    void somethingThatIsNoJavaIsOneSentence() throws Exception {
        environment.put("JAVA_HOME", fakeJava("echo no; exit 3").toString());

        Outcome outcome = client.run(environment, "home");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.errors())
                .contains("does not say which version of Java it is")
                .hasLineCount(1);
    }

    @Test
    void withoutATerminalTheJvmTakesTheLaunchersPlace() throws Exception {
        Installation relay = Installation.of(RELAY, "naru-relay", folder.resolve("relay"));
        for (Installation program : List.of(client, relay)) {
            Process process = Installation.start(List.of(program.script().toString(), "wait"), environment);
            String line = process.inputReader(StandardCharsets.UTF_8).readLine();

            // Not by destroy(), which closes the streams as well.
            process.toHandle().destroy();

            assertThat(line).startsWith("up " + process.pid() + " ");
            assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("left in order");
            assertThat(process.waitFor()).isEqualTo(143);
        }
    }

    private Path fakeJava(String commands) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return bin.getParent();
    }
}
