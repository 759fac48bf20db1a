package io.naru.client.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The launcher of a built program in a folder of its own, with {@link LauncherProbe} in the place of the program.
 *
 * <p>Threading: the test's thread only.
 */
final class Installation {
    private static final int START_SECONDS = 30;

    private final Path home;
    private final Path script;

    /** Output and exit status of one start. */
    record Outcome(int status, String output, String errors) {}

    private Installation(Path home, Path script) {
        this.home = home;
        this.script = script;
    }

    /**
     * @param built the folder that the build left, with {@code bin} and {@code lib}
     * @param home where to put the copy
     */
    static Installation of(Path built, String program, Path home) throws IOException {
        Path script = home.resolve("bin").resolve(program);
        Files.createDirectories(script.getParent());
        Files.createDirectories(home.resolve("lib"));
        Files.copy(built.resolve("bin").resolve(program), script, StandardCopyOption.COPY_ATTRIBUTES);
        String jar = script(script)
                .lines()
                .filter(line -> line.startsWith("jar='"))
                .map(line -> line.substring("jar='".length(), line.length() - 1))
                .findFirst()
                .orElseThrow();
        assertThat(built.resolve("lib").resolve(jar)).isRegularFile();
        writeProbe(home.resolve("lib").resolve(jar));
        return new Installation(home, script);
    }

    Path home() {
        return home;
    }

    Path script() {
        return script;
    }

    /** Makes the launcher believe that it is of another build. */
    void rebuild(String build) throws IOException {
        Files.writeString(script, script(script).replaceAll("(?m)^build='.*'$", "build='" + build + "'"));
    }

    /** Starts the program by its own path and waits for its end. */
    Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        return run(script, environment, arguments);
    }

    /** Starts the program by another path that leads to it. */
    Outcome run(Path link, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(link.toString()));
        command.addAll(List.of(arguments));
        return finish(start(command, environment));
    }

    static Process start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Outcome finish(Process process) throws Exception {
        process.getOutputStream().close();
        String output = text(process.getInputStream());
        String errors = text(process.getErrorStream());
        assertThat(process.waitFor(START_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), output, errors);
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String script(Path script) throws IOException {
        return Files.readString(script);
    }

    private static void writeProbe(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, LauncherProbe.class.getName());
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            String name = LauncherProbe.class.getName().replace('.', '/') + ".class";
            entries.putNextEntry(new JarEntry(name));
            try (InputStream octets = LauncherProbe.class.getClassLoader().getResourceAsStream(name)) {
                octets.transferTo(entries);
            }
        }
    }

    /** The archives that lie in a cache folder, or none while one is being made. */
    static List<Path> finishedArchives(Path cache) throws IOException {
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache)) {
            List<Path> all = files.toList();
            return all.stream().anyMatch(Files::isDirectory) ? List.of() : all;
        }
    }
}
