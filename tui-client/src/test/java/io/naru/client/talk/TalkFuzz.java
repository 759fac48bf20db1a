package io.naru.client.talk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.naru.common.message.RoomName;
import io.naru.common.testkit.FuzzTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** The files in which chat outlives the program. */
enum TalkFuzz implements FuzzTarget {
    /** Messages that are written and read back as they are; what isn't whole is put aside as it was, with a sentence. */
    OUTBOX(OutboxFile.FIRST_LINE) {
        @Override
        Collection<?> load(Path file, List<String> sentences) throws IOException {
            try (OutboxFile opened = OutboxFile.open(file, sentences)) {
                return opened.messages();
            }
        }
    },
    /** The same of positions. */
    POSITIONS(PositionsFile.FIRST_LINE) {
        @Override
        Collection<?> load(Path file, List<String> sentences) throws IOException {
            Map<RoomName, Position> positions = new PositionsFile(file).load(sentences);
            return positions.entrySet();
        }
    };

    private static final FileSystem DISK = Jimfs.newFileSystem(
            Configuration.unix().toBuilder().setAttributeViews("posix").build());

    private final String firstLine;

    TalkFuzz(String firstLine) {
        this.firstLine = firstLine;
    }

    abstract Collection<?> load(Path file, List<String> sentences) throws IOException;

    @Override
    public List<String> words() {
        return List.of(firstLine, "\n", "+ ", "- ", "h ", "#lobby", "@bob", " 17 ", "\\n", "\\", "m1");
    }

    @Override
    public String outcome(byte[] octets) throws IOException {
        Path folder = Files.createTempDirectory(DISK.getPath("/"), "fuzz");
        Path file = folder.resolve("file");
        // Half of what comes is given the right sums, or no line would ever be taken.
        byte[] given = octets.length % 2 == 0 ? octets : summed(octets);
        Files.write(file, given);
        List<String> sentences = new ArrayList<>();
        Collection<?> found = load(file, sentences);
        Path aside = file.resolveSibling("file.unreadable-1");
        assertThat(Files.exists(aside)).isEqualTo(!sentences.isEmpty());
        if (!sentences.isEmpty()) {
            assertThat(sentences).hasSize(1);
            assertThat(sentences.get(0)).contains(aside.toString()).endsWith(".");
            assertThat(Files.readAllBytes(aside)).isEqualTo(given);
        }
        List<String> again = new ArrayList<>();
        assertThat(List.copyOf(load(file, again))).isEqualTo(List.copyOf(found));
        assertThat(again).isEmpty();
        Files.deleteIfExists(aside);
        Files.delete(file);
        Files.delete(folder);
        return (sentences.isEmpty() ? "whole " : "broken ") + Math.min(found.size(), 3);
    }

    private byte[] summed(byte[] octets) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes((firstLine + "\n").getBytes(StandardCharsets.UTF_8));
        int from = 0;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '\n') {
                CRC32 sum = new CRC32();
                sum.update(octets, from, i - from);
                whole.writeBytes("%08x ".formatted(sum.getValue()).getBytes(StandardCharsets.US_ASCII));
                whole.write(octets, from, i + 1 - from);
                from = i + 1;
            }
        }
        return whole.toByteArray();
    }
}
