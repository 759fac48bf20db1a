package io.naru.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.testkit.HexVectors;
import io.naru.common.testkit.HexVectors.Vector;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.FileCommand;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.FrameType;
import io.naru.common.wire.Level;
import io.naru.common.wire.Limits;
import io.naru.common.wire.ProtocolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PROTOCOL.md and the code say the same. A failure names the line that the code disagrees with. */
class ProtocolVectorsTest {
    private static final Path DOCUMENT = Path.of("PROTOCOL.md");
    private static final Map<String, Object> EXPECTED = expected();

    static List<Vector> vectors() throws IOException {
        return HexVectors.read(DOCUMENT);
    }

    static List<Vector> written() throws IOException {
        return vectors().stream()
                .filter(vector ->
                        EXPECTED.containsKey(vector.name()) && !vector.name().startsWith("read."))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void theOctetsReadAsTheDocumentSays(Vector vector) throws Exception {
        String family = vector.name().substring(0, vector.name().indexOf('.'));
        if (family.equals("bad")) {
            assertThatThrownBy(() -> read(vector)).as(where(vector)).isInstanceOf(ProtocolException.class);
        } else if (family.equals("skip")) {
            assertThat(read(vector)).as(where(vector)).isEmpty();
        } else {
            assertThat(EXPECTED).as(where(vector)).containsKey(vector.name());
            assertThat(read(vector).map(Object.class::cast)).as(where(vector)).contains(EXPECTED.get(vector.name()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("written")
    void theMessageIsWrittenAsTheDocumentSays(Vector vector) throws IOException {
        assertThat(hex(octets(EXPECTED.get(vector.name())))).as(where(vector)).isEqualTo(hex(vector.octets()));
    }

    @Test
    void aBaseClientGetsTheBeginningOfTheExtendedFrame() throws IOException {
        Map<String, Vector> byName = vectors().stream().collect(Collectors.toMap(Vector::name, vector -> vector));
        int pairs = 0;
        for (Vector base : byName.values()) {
            Vector whole = byName.get(base.name().replaceFirst("\\.base$", ""));
            if (whole != null && whole != base) {
                pairs++;
                assertThat(hex(FrameEncoder.cutToBase(whole.octets())))
                        .as(where(base))
                        .isEqualTo(hex(base.octets()));
            }
        }
        assertThat(pairs).isEqualTo(11);
    }

    @Test
    void everyMessageHasAVector() throws IOException {
        Set<String> inDocument = vectors().stream().map(Vector::name).collect(Collectors.toSet());
        assertThat(inDocument).containsAll(EXPECTED.keySet());

        List<Class<?>> records = new ArrayList<>();
        for (Class<?> family : List.of(ClientMessage.class, RelayMessage.class, FileMessage.class, PeerMessage.class)) {
            records.addAll(Records.of(family));
        }
        assertThat(EXPECTED.values().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(new ArrayList<Class<?>>(records));
    }

    @Test
    void everyTypeAndCommandIsInItsTable() throws IOException {
        String text = Files.readString(DOCUMENT);
        for (FrameType type : FrameType.values()) {
            String name = type == FrameType.CREDENTIALS ? "CRED" : type.name();
            assertThat(text).contains("| " + type.octet() + " | " + name + " |");
        }
        List<String> commands = List.of(
                "LS_REQ",
                "LS_START",
                "LS_BODY",
                "LS_END",
                "DN_REQ",
                "DN_ACK",
                "DN_NACK",
                "SPLICE_REQ",
                "FIND_REQ",
                "FIND_HIT",
                "FIND_END",
                "CANCEL",
                "OFFER",
                "OFFER_REPLY");
        for (FileCommand command : FileCommand.values()) {
            assertThat(text).contains("| " + command.octet() + " | " + commands.get(command.octet()) + " |");
        }
    }

    @Test
    void everyErrorCodeIsInItsTable() throws IOException {
        Set<String> rows = new TreeSet<>();
        for (String line : section("## 8. ")) {
            if (line.startsWith("| `")) {
                rows.add(line.substring(3, line.indexOf('`', 3)));
            }
        }
        assertThat(rows)
                .isEqualTo(Stream.of(ErrorCode.values())
                        .map(ErrorCode::token)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theLimitsAreThoseOfTheCode() throws IOException {
        String limits = String.join("\n", section("### 2.4 ")).replace(",", "");
        for (int limit : new int[] {
            Limits.DEFAULT.frameOctets(),
            Limits.DEFAULT.frameOctetsBeforeLogin(),
            Limits.DEFAULT.chatTextOctets(),
            Limits.NAME_CHARACTERS,
            Limits.PATH_OCTETS,
            Limits.PASSWORD_OCTETS,
            Limits.ID_OCTETS,
            Limits.STATUS_OCTETS,
            Limits.TOPIC_OCTETS,
            Limits.QUERY_OCTETS,
            Limits.HISTORY_PAGE,
            Limits.SENTENCE_OCTETS
        }) {
            assertThat(limits)
                    .containsPattern("\\b" + limit + " (octets|characters|messages)|\\b" + limit + " before login");
        }
    }

    /** So that "PROTOCOL.md, section 6.1" in a comment leads somewhere. */
    @Test
    void everySectionThatACommentNamesIsThere() throws IOException {
        String text = Files.readString(DOCUMENT);
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher reference = Pattern.compile("PROTOCOL.md, section ([0-9.]+[0-9]|[0-9]+)")
                        .matcher(Files.readString(file));
                while (reference.find()) {
                    String number = reference.group(1);
                    String heading = number.contains(".") ? "\n### " + number + " " : "\n## " + number + ". ";
                    assertThat(text).as(file + " names section " + number).contains(heading);
                }
            }
        }
    }

    /** The message of a vector's one frame, read as its name says. */
    private static Optional<?> read(Vector vector) throws ProtocolException {
        ByteBuffer buffer = ByteBuffer.wrap(vector.octets());
        Frame frame = new FrameDecoder(Limits.DEFAULT.frameOctets()).next(buffer);
        assertThat(frame).as("a whole frame in " + vector).isNotNull();
        assertThat(buffer.hasRemaining()).as("one frame only in " + vector).isFalse();
        String name = vector.name().replaceFirst("^(bad|skip|read)\\.", "");
        if (name.startsWith("client.")) {
            return MessageReader.client(frame, name.startsWith("client.base.") ? Level.BASE : Level.EXTENDED);
        }
        return switch (name.substring(0, name.indexOf('.'))) {
            case "relay" -> MessageReader.relay(frame);
            case "file" -> MessageReader.file(frame);
            case "peer" -> MessageReader.peer(frame);
            default -> throw new IllegalStateException("no family has vectors called " + vector);
        };
    }

    private static byte[] octets(Object message) {
        if (message instanceof ClientMessage client) {
            return MessageWriter.octets(client);
        }
        if (message instanceof RelayMessage relay) {
            return MessageWriter.octets(relay);
        }
        if (message instanceof FileMessage file) {
            return MessageWriter.octets(file);
        }
        return MessageWriter.octets((PeerMessage) message);
    }

    private static Map<String, Object> expected() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.putAll(ExpectedVectors.client());
        all.putAll(ExpectedVectors.relay());
        all.putAll(ExpectedRoomVectors.client());
        all.putAll(ExpectedRoomVectors.relay());
        all.putAll(ExpectedVectors.file());
        all.putAll(ExpectedVectors.peer());
        return all;
    }

    private static List<String> section(String heading) throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        int start = 0;
        while (!lines.get(start).startsWith(heading)) {
            start++;
        }
        int end = start + 1;
        while (end < lines.size() && !lines.get(end).startsWith("#")) {
            end++;
        }
        return lines.subList(start, end);
    }

    /** The document's line, for messages. */
    private static String where(Vector vector) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(DOCUMENT)) {
            number++;
            lines.putIfAbsent(line.split("\\|", 2)[0].strip(), number);
        }
        return DOCUMENT + ":" + Objects.requireNonNull(lines.get(vector.name())) + " (" + vector + ": "
                + vector.meaning() + ")";
    }

    private static String hex(byte[] octets) {
        return HexFormat.ofDelimiter(" ").formatHex(octets);
    }
}
