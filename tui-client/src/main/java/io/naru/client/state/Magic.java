package io.naru.client.state;

import java.util.Optional;

/**
 * Kinds of files that say at their beginning what they are.
 *
 * <p>Threading: stateless.
 */
enum Magic {
    PDF("PDF document", 0, '%', 'P', 'D', 'F', '-'),
    ZIP("ZIP archive, or a document made as one", 0, 'P', 'K', 3, 4),
    EMPTY_ZIP("empty ZIP archive", 0, 'P', 'K', 5, 6),
    GZIP("gzip archive", 0, 0x1F, 0x8B),
    XZ("xz archive", 0, 0xFD, '7', 'z', 'X', 'Z', 0),
    ZSTD("Zstandard archive", 0, 0x28, 0xB5, 0x2F, 0xFD),
    SEVEN_ZIP("7z archive", 0, '7', 'z', 0xBC, 0xAF, 0x27, 0x1C),
    RAR("RAR archive", 0, 'R', 'a', 'r', '!', 0x1A, 7),
    TAR("tar archive", 257, 'u', 's', 't', 'a', 'r'),
    ELF("program for Linux or another Unix", 0, 0x7F, 'E', 'L', 'F'),
    MP4("MP4 or QuickTime film", 4, 'f', 't', 'y', 'p'),
    MATROSKA("Matroska or WebM film", 0, 0x1A, 0x45, 0xDF, 0xA3),
    OGG("Ogg sound or film", 0, 'O', 'g', 'g', 'S'),
    FLAC("FLAC sound", 0, 'f', 'L', 'a', 'C'),
    MP3("MP3 sound", 0, 'I', 'D', '3'),
    SQLITE("SQLite database", 0, 'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0);

    private final String words;
    private final int at;
    private final int[] octets;

    Magic(String words, int at, int... octets) {
        this.words = words;
        this.at = at;
        this.octets = octets;
    }

    /** What the file is, in words, where it says so. */
    static Optional<String> of(byte[] octets) {
        for (Magic magic : values()) {
            if (Peeked.hasAt(octets, magic.at, magic.octets)) {
                return Optional.of(magic.words);
            }
        }
        return Optional.empty();
    }
}
