package io.naru.relay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Linux tells about a process and about the kernel's memory for it.
 *
 * @param cpuSeconds processor time used so far
 * @param residentOctets memory of the process
 * @param kernelOctets memory of the kernel's own objects and of TCP's buffers, of the whole machine
 */
public record ProcessFigures(double cpuSeconds, long residentOctets, long kernelOctets) {
    private static final double TICKS_A_SECOND = 100;
    private static final long PAGE_OCTETS = 4096;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    /** The figures of a process as they stand; zeros where the system doesn't tell. */
    public static ProcessFigures of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        if (!Files.isReadable(process.resolve("stat"))) {
            return new ProcessFigures(0, 0, 0);
        }
        String stat = Files.readString(process.resolve("stat"));
        // The name, in parentheses, may hold anything; what is behind it are numbers.
        String[] numbers = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double ticks = Long.parseLong(numbers[USER_TICKS]) + Long.parseLong(numbers[SYSTEM_TICKS]);
        return new ProcessFigures(
                ticks / TICKS_A_SECOND,
                kibibytes(process.resolve("status"), "VmRSS:"),
                kibibytes(Path.of("/proc/meminfo"), "Slab:") + tcpOctets());
    }

    private static long kibibytes(Path file, String key) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(key)) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
            }
        }
        return 0;
    }

    private static long tcpOctets() throws IOException {
        Path file = Path.of("/proc/net/sockstat");
        if (!Files.isReadable(file)) {
            return 0;
        }
        for (String line : Files.readAllLines(file)) {
            List<String> words = List.of(line.split(" "));
            int at = words.indexOf("mem");
            if (line.startsWith("TCP:") && at >= 0) {
                return Long.parseLong(words.get(at + 1)) * PAGE_OCTETS;
            }
        }
        return 0;
    }
}
