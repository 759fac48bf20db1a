package io.naru.client.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The built programs, and a private home for whoever runs them.
 *
 * @param home the user's home, which holds all that the programs keep
 */
record Household(Path home) {
    static final Path NARU = Path.of("target/naru/bin/naru").toAbsolutePath();
    static final Path RELAY = Path.of("../relay-server/target/naru-relay/bin/naru-relay")
            .toAbsolutePath()
            .normalize();

    /** A new home of that name. */
    static Household in(Path folder, String name) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Files.createDirectory(home.resolve("tmp"));
        return new Household(home);
    }

    /** What differs from this process's environment; an empty value means that the variable is unset. */
    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        for (String unset : List.of("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "LANG")) {
            variables.put(unset, "");
        }
        variables.put("HOME", home.toString());
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("NARU_ARCHIVE", "off");
        variables.put("NARU_JAVA_OPTS", "-Djava.io.tmpdir=" + home.resolve("tmp"));
        return variables;
    }

    /** A file with a password, which nobody else can read. */
    Path secret(String password) throws IOException {
        Path file = Files.writeString(home.resolve("secret"), password);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Where downloads go when nothing else is said. */
    Path downloads() {
        return home.resolve("Downloads");
    }

    /** What the programs have for what they need for a while only. */
    Path temporary() {
        return home.resolve("tmp");
    }
}
