package io.naru.client.talk;

import io.naru.common.file.AtomicFiles;
import io.naru.common.file.LineFile;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.RoomName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file of positions: a room, its epoch, the seq and the hash of the last message that was told, on each line.
 *
 * <p>Threading: the disk's.
 */
final class PositionsFile {
    static final String FIRST_LINE = "naru positions 1";
    private static final String NO_HASH = "-";
    private static final int WORDS = 4;
    private static final int HASH_DIGITS = 16;

    private final Path file;

    PositionsFile(Path file) {
        this.file = file;
    }

    /** What it says; of a file that can't be read wholly, what can be, with a sentence for the user. */
    Map<RoomName, Position> load(List<String> sentences) throws IOException {
        byte[] octets = LineFile.read(file);
        LineFile.Content content = LineFile.parse(octets, FIRST_LINE);
        Map<RoomName, Position> positions = new LinkedHashMap<>();
        boolean isWhole = content.isWhole();
        for (String line : content.lines()) {
            isWhole &= isTaken(line, positions);
        }
        if (!isWhole) {
            Path aside = LineFile.putAside(file, octets);
            sentences.add(
                    file + ", where it stands up to where you have seen each room, can't be read wholly. It is kept as "
                            + aside + "; lines that you have seen may come again.");
            save(positions);
        }
        return positions;
    }

    private static boolean isTaken(String line, Map<RoomName, Position> positions) {
        String[] words = line.split(" ", -1);
        if (words.length != WORDS || words[1].isEmpty() || !words[2].matches("[0-9]{1,15}")) {
            return false;
        }
        boolean hasHash = !words[3].equals(NO_HASH);
        if (hasHash && words[3].length() != HASH_DIGITS) {
            return false;
        }
        try {
            positions.put(
                    RoomName.of(words[0]), new Position(words[1], Long.parseLong(words[2]), hasHash ? words[3] : ""));
            return true;
        } catch (InvalidValueException e) {
            return false;
        }
    }

    /** Replaces what it says. */
    void save(Map<RoomName, Position> positions) throws IOException {
        AtomicFiles.write(file, text(positions).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Map<RoomName, Position> positions) {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        positions.forEach((room, position) -> text.append(LineFile.line(room.display() + " " + position.epoch() + " "
                + position.seq() + " " + (position.hash().isEmpty() ? NO_HASH : position.hash()))));
        return text.toString();
    }
}
