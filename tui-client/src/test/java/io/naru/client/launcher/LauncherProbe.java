package io.naru.client.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Stands in for the program that a launcher starts, and says what it sees.
 *
 * <p>Threading: the main thread only.
 */
public final class LauncherProbe {
    private LauncherProbe() {}

    /** The first argument says what to do; see the cases. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (Boolean.getBoolean("naru.train")) {
            return;
        }
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        switch (arguments[0]) {
            case "home" -> System.out.println(System.getProperty("naru.home"));
            case "arguments" -> rest.forEach(System.out::println);
            case "read" -> System.out.println(Files.readString(Path.of(rest.get(0))));
            case "status" -> System.exit(Integer.parseInt(rest.get(0)));
            case "wait" -> waitForTheEnd();
            case "screen" -> {
                new ProcessBuilder("stty", "raw", "-echo").inheritIO().start().waitFor();
                System.out.print("\033[?1049h");
                waitForTheEnd();
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void waitForTheEnd() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("left in order")));
        ProcessHandle self = ProcessHandle.current();
        System.out.println(
                "up " + self.pid() + " " + self.parent().orElseThrow().pid() + " ");
        new CountDownLatch(1).await();
    }
}
