package io.naru.common.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Diaries in files, a line for each, written in one go: a program that is killed leaves whole lines, but for the last.
 *
 * <p>Threading: one writer; appending is guarded by itself.
 */
public final class DiaryText implements AutoCloseable {
    private static final String TAB = "\t";

    private final FileChannel channel;

    /** Goes on with a file, or begins it. What a killed program left of a last line is taken away. */
    public DiaryText(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.truncate(wholeLines(Files.readAllBytes(file)));
        channel.position(channel.size());
    }

    private static int wholeLines(byte[] octets) {
        int end = octets.length;
        while (end > 0 && octets[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** Adds a line. */
    public synchronized void add(Noted noted) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((text(noted) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }

    /** All whole lines of a file. */
    public static List<Noted> read(Path file) throws IOException {
        byte[] octets = Files.readAllBytes(file);
        String text = new String(octets, 0, wholeLines(octets), StandardCharsets.UTF_8);
        List<Noted> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (!line.isEmpty()) {
                lines.add(noted(line));
            }
        }
        return lines;
    }

    static String text(Noted noted) {
        Writer writer = new Writer();
        noted.accept(writer);
        return String.join(TAB, writer.parts);
    }

    static Noted noted(String line) {
        String[] parts = line.split(TAB, -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = unescaped(parts[i]);
        }
        return switch (parts[0]) {
            case "started" -> new Noted.Started();
            case "said" -> new Noted.Said(number(parts[1]), parts[2], parts[3], parts[4]);
            case "resent" -> new Noted.Resent(parts[1]);
            case "shown" ->
                new Noted.Shown(parts[1], number(parts[2]), parts[3], parts[4], parts[5], parts[6].equals("own"));
            case "gap" -> new Noted.Gap(parts[1], number(parts[2]), number(parts[3]), parts[4].equals("gone"));
            case "lost" -> new Noted.Lost(parts[1], parts[2]);
            case "entered" -> new Noted.Entered(parts[1]);
            case "left" -> new Noted.Left(parts[1]);
            case "pending" -> new Noted.Pending(parts[1], parts[2].equals("held"));
            case "refused" -> new Noted.Refused(parts[1], parts[2]);
            case "dropped" -> new Noted.Dropped(parts[1]);
            case "killed" -> new Noted.Killed(number(parts[1]));
            default -> throw new IllegalArgumentException("no line of a diary: " + line);
        };
    }

    private static long number(String text) {
        return Long.parseLong(text);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            i++;
            char escape = text.charAt(i);
            plain.append(escape == 't' ? '\t' : escape == 'n' ? '\n' : escape);
        }
        return plain.toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static final class Writer implements Noted.Handler {
        private final List<String> parts = new ArrayList<>();

        private void put(Object... values) {
            for (Object value : values) {
                parts.add(escaped(value.toString()));
            }
        }

        @Override
        public void onStarted(Noted.Started line) {
            put("started");
        }

        @Override
        public void onSaid(Noted.Said line) {
            put("said", line.atMillis(), line.id(), line.room(), line.text());
        }

        @Override
        public void onResent(Noted.Resent line) {
            put("resent", line.id());
        }

        @Override
        public void onShown(Noted.Shown line) {
            String whose = line.isOwn() ? "own" : "theirs";
            put("shown", line.room(), line.seq(), line.author(), line.id(), line.text(), whose);
        }

        @Override
        public void onGap(Noted.Gap line) {
            put("gap", line.room(), line.fromSeq(), line.toSeq(), line.isGone() ? "gone" : "kept");
        }

        @Override
        public void onLost(Noted.Lost line) {
            put("lost", line.room(), line.sentence());
        }

        @Override
        public void onEntered(Noted.Entered line) {
            put("entered", line.room());
        }

        @Override
        public void onLeft(Noted.Left line) {
            put("left", line.room());
        }

        @Override
        public void onPending(Noted.Pending line) {
            put("pending", line.id(), line.isHeld() ? "held" : "waits");
        }

        @Override
        public void onRefused(Noted.Refused line) {
            put("refused", line.id(), line.sentence());
        }

        @Override
        public void onDropped(Noted.Dropped line) {
            put("dropped", line.id());
        }

        @Override
        public void onKilled(Noted.Killed line) {
            put("killed", line.atMillis());
        }
    }
}
