package io.naru.relay.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How much processor time the threads of a process have used so far, as Linux tells it to the nanosecond. Unlike the clock
 * it hardly depends on what else a machine does.
 *
 * @param nanosByName of each name, to which Linux leaves fifteen octets; threads of one name together
 */
public record ThreadTimes(Map<String, Long> nanosByName) {
    public ThreadTimes {
        nanosByName = Map.copyOf(nanosByName);
    }

    /** The times of a process as they stand; none where the system doesn't tell. */
    public static ThreadTimes of(long pid) throws IOException {
        Map<String, Long> nanos = new HashMap<>();
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        if (Files.isReadable(threads)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
                for (Path thread : all) {
                    add(thread, nanos);
                }
            }
        }
        return new ThreadTimes(nanos);
    }

    private static void add(Path thread, Map<String, Long> nanos) throws IOException {
        try {
            String name = Files.readString(thread.resolve("comm")).strip();
            String times = Files.readString(thread.resolve("schedstat"));
            nanos.merge(name, Long.parseLong(times.substring(0, times.indexOf(' '))), Long::sum);
        } catch (NoSuchFileException e) {
            // It has ended since it was listed, or this system doesn't tell.
            System.getLogger(ThreadTimes.class.getName()).log(System.Logger.Level.DEBUG, "A thread without times", e);
        }
    }

    /** Those of one name. */
    public long of(String name) {
        return nanosByName.getOrDefault(name, 0L);
    }

    /** Of all threads together. */
    public long total() {
        return nanosByName.values().stream().mapToLong(Long::longValue).sum();
    }
}
