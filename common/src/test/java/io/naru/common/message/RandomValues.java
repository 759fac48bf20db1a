package io.naru.common.message;

import io.naru.common.wire.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Valid values of what messages are made of, often just what a careless codec would trip over.
 *
 * <p>Threading: confined to its test.
 */
public abstract sealed class RandomValues
        permits RandomMessages, RandomRoomMessages, RandomFileMessages, RandomPeerMessages {
    private static final List<String> NAMES = List.of(
            "kim",
            "K",
            "a.b-c_9",
            "김하늘",
            "\u1112\u1161\u11ab\u1100\u1173\u11af",
            "가".repeat(32),
            "x".repeat(32),
            "佐藤ゆい",
            "Ελένη",
            "Straße",
            "İlkay",
            "\uD840\uDC00\uD840\uDC01",
            "नेहा",
            "user2");
    private static final List<String> WORDS = List.of(
            "hello",
            "안녕하세요",
            "👋🏽",
            "👩‍👩‍👧‍👦",
            ": ",
            "* ",
            "%",
            "%41",
            " ",
            "  ",
            "\n",
            "\t",
            "é",
            "e\u0301",
            "\u00A0",
            "\uFFFD",
            "/file ls kim",
            "0",
            ".",
            "\u202E",
            "\uD83D\uDE00",
            "한");
    private static final List<String> PATH_PARTS = List.of(
            "test.txt",
            "a b",
            " ",
            "/",
            "..",
            "%",
            "%41",
            "%25",
            "%0A",
            "\n",
            "\u0001",
            "\u001F",
            "\u007F",
            "\u0085",
            "사진.png",
            "127.0.0.1 80",
            "😀",
            "C:\\x",
            "~",
            "-");
    private static final List<String> ENDPOINTS = List.of(
            "127.0.0.1:1",
            "192.0.2.77:65535",
            "[2001:db8::1]:7411",
            "[::1]:80",
            "[::]:9",
            "0.0.0.0:7",
            "10.1.2.3:33000");

    final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    /** A name. */
    public UserName user() {
        return UserName.of(pick(NAMES));
    }

    /** A text with everything that text may hold, now and then of the greatest length. */
    public String text() {
        return made(WORDS, Limits.DEFAULT.chatTextOctets());
    }

    /** A path with everything that a path may hold, now and then of the greatest length. */
    public String path() {
        String path = made(PATH_PARTS, Limits.PATH_OCTETS);
        return path.isEmpty() ? "x" : path;
    }

    String folder() {
        return random.nextBoolean() ? "" : path();
    }

    String sentence() {
        return made(WORDS, Limits.SENTENCE_OCTETS);
    }

    String line(int maxOctets) {
        return made(
                WORDS.stream().filter(w -> !w.equals("\n") && !w.equals("\t")).toList(), maxOctets);
    }

    String made(List<String> parts, int maxOctets) {
        int shown = random.nextInt(16) == 0 ? maxOctets : Math.min(maxOctets, random.nextInt(60));
        StringBuilder text = new StringBuilder();
        int octets = 0;
        String part = pick(parts);
        while (octets + FreeText.octets(part) <= shown) {
            text.append(part);
            octets += FreeText.octets(part);
            part = pick(parts);
        }
        return text.append("x".repeat(shown - octets)).toString();
    }

    String id(int maxOctets) {
        int length = random.nextInt(8) == 0 ? maxOctets : 1 + random.nextInt(maxOctets);
        StringBuilder id = new StringBuilder();
        while (id.length() < length) {
            id.append((char) ('!' + random.nextInt('~' - '!' + 1)));
        }
        return id.toString();
    }

    Fingerprint key() {
        byte[] key = new byte[91];
        random.nextBytes(key);
        return Fingerprint.ofKey(key);
    }

    RequestId request() {
        return new RequestId(id(64));
    }

    Optional<MessageId> messageId() {
        return maybe(() -> new MessageId(id(64)));
    }

    Optional<RequestId> requestId() {
        return maybe(() -> new RequestId(id(64)));
    }

    Optional<RoomName> maybeRoom() {
        return maybe(() -> RoomName.of((random.nextBoolean() ? "#" : "@") + pick(NAMES)));
    }

    Optional<RootHash> rootHash() {
        return maybe(() -> new RootHash("0123456789abcdef".repeat(4)));
    }

    Endpoint endpoint() {
        return Endpoint.of(pick(ENDPOINTS));
    }

    List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = random.nextBoolean() ? 0 : random.nextInt(9); i > 0; i--) {
            endpoints.add(endpoint());
        }
        return endpoints;
    }

    long number() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> Numbers.MAX;
            case 2 -> random.nextInt(100);
            default -> random.nextLong() >>> 11;
        };
    }

    OptionalLong maybeNumber() {
        return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(number());
    }

    OptionalLong seq() {
        return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(Math.max(1, number()));
    }

    <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(value.get());
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
