package io.naru.common.message;

import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.FileCommand;
import io.naru.common.wire.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Valid messages of every family, each field sometimes absent, sometimes as long as it may be, and often just what a
 * careless codec would trip over. Every frame of them fits the default limits.
 *
 * <p>Threading: confined to its test.
 */
public final class RandomMessages {
    private static final RootHash ZEROS = new RootHash("0".repeat(64));

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

    private final Random random;
    private final RandomRoomMessages rooms;

    /** Messages from a random source. */
    public RandomMessages(Random random) {
        this.random = random;
        this.rooms = new RandomRoomMessages(random, this);
    }

    /** A message to the relay. */
    public ClientMessage client() {
        return switch (random.nextInt(18)) {
            case 0 -> new ClientMessage.Hello(1 + random.nextInt(999), line(64));
            case 1 ->
                new ClientMessage.Credentials(
                        user(),
                        password(),
                        pick(List.of(LoginMode.LOGIN, LoginMode.REGISTER)),
                        maybe(() -> id(64)).orElse(""));
            case 2 -> new ClientMessage.Chat(text(), messageId(), room(), seq());
            case 3 -> new ClientMessage.File(envelope());
            case 4 ->
                new ClientMessage.Presence(
                        pick(List.of(PresenceState.ONLINE, PresenceState.AWAY)),
                        number(),
                        number(),
                        line(256),
                        random.nextBoolean());
            case 5 -> new ClientMessage.Ping(id(64));
            case 6 -> new ClientMessage.Pong(id(64));
            case 7 -> new ClientMessage.KeyLogin(user());
            case 8 -> keys();
            case 9 -> moderate(pick(List.of(ModerationVerb.values())));
            case 10 -> new ClientMessage.Bans(request());
            case 11 -> new ClientMessage.Close();
            default -> rooms.request();
        };
    }

    /** A message from the relay. */
    public RelayMessage relay() {
        return switch (random.nextInt(22)) {
            case 0 ->
                new RelayMessage.Hello(
                        1 + random.nextInt(999), line(64), pick(List.of(Registration.values())), facts());
            case 1 -> new RelayMessage.Welcome(user(), pick(List.of(Role.values())), facts());
            case 2 ->
                new RelayMessage.Chat(user(), text(), messageId(), room(), seq(), maybeNumber(), requestId(), seq());
            case 3 -> new RelayMessage.Notice(sentence(), room(), maybeNumber());
            case 4 -> new RelayMessage.File(file());
            case 5 ->
                new RelayMessage.Presence(
                        user(),
                        pick(List.of(PresenceState.values())),
                        maybeNumber(),
                        maybeNumber(),
                        maybeNumber(),
                        line(256),
                        maybe(this::key),
                        pick(List.of(Role.values())));
            case 6 ->
                new RelayMessage.Error(
                        sentence(),
                        pick(List.of(ErrorCode.values())),
                        maybe(() -> id(64)).orElse(""));
            case 7 -> new RelayMessage.Ping(id(64));
            case 8 -> new RelayMessage.Pong(id(64));
            case 9 ->
                new RelayMessage.KeyEntry(request(), key(), line(64), number(), maybeNumber(), random.nextBoolean());
            case 10 -> new RelayMessage.KeysEnd(request());
            case 11 -> moderated(moderate(pick(List.of(ModerationVerb.values()))));
            case 12 ->
                new RelayMessage.BanEntry(
                        request(),
                        ModerationVerb.BAN,
                        target(ModerationVerb.BAN),
                        maybe(this::user),
                        number(),
                        maybeNumber(),
                        line(256));
            case 13 -> new RelayMessage.BansEnd(request());
            case 14 ->
                new RelayMessage.Close(
                        sentence(),
                        maybe(() -> pick(List.of(ErrorCode.values()))),
                        random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(86_401)));
            default -> rooms.news();
        };
    }

    /** A message about files. */
    public FileMessage file() {
        return switch (random.nextInt(14)) {
            case 0 ->
                new FileMessage.ListRequest(
                        user(),
                        requestId(),
                        folder(),
                        cursor(),
                        line(64),
                        new ListSort(pick(List.of(ListSort.Key.values())), random.nextBoolean()));
            case 1 -> new FileMessage.ListStart(user(), requestId(), folder(), maybeNumber());
            case 2 ->
                new FileMessage.ListEntry(
                        user(),
                        path(),
                        requestId(),
                        maybeNumber(),
                        maybeNumber(),
                        pick(List.of(EntryKind.values())),
                        rootHash());
            case 3 -> new FileMessage.ListEnd(user(), requestId(), folder(), cursor());
            case 4 ->
                new FileMessage.DownloadRequest(
                        user(),
                        path(),
                        requestId(),
                        fingerprint(),
                        endpoints(),
                        maybe(() -> endpoint().address()));
            case 5 ->
                new FileMessage.DownloadAccept(
                        user(),
                        path(),
                        endpoint(),
                        requestId(),
                        maybe(() -> new TransferToken(id(64))),
                        fingerprint(),
                        maybeNumber(),
                        maybeNumber(),
                        rootHash(),
                        endpoints(),
                        maybe(() -> endpoint().address()));
            case 6 ->
                new FileMessage.DownloadRefuse(
                        user(), path(), requestId(), maybe(() -> id(64)).orElse(""), line(1024));
            default -> exchange();
        };
    }

    /** What base clients know nothing of. */
    private FileMessage exchange() {
        Optional<RequestId> id = Optional.of(request());
        return switch (random.nextInt(7)) {
            case 0 -> new FileMessage.SpliceRequest(user(), id, maybe(() -> new TransferToken(id(64))));
            case 1 -> new FileMessage.FindRequest(user(), id, "x" + line(Limits.QUERY_OCTETS - 1));
            case 2 -> new FileMessage.FindHit(user(), path(), id, maybeNumber(), maybeNumber(), rootHash());
            case 3 -> new FileMessage.FindEnd(user(), id, number(), maybeNumber(), random.nextBoolean());
            case 4 -> new FileMessage.Cancel(user(), id);
            case 5 -> new FileMessage.Offer(user(), path(), id, 1 + random.nextInt(9), number(), path());
            default -> new FileMessage.OfferReply(user(), id, pick(List.of(OfferAnswer.values())));
        };
    }

    /** A message on a data connection. */
    public PeerMessage peer() {
        return switch (random.nextInt(9)) {
            case 0 -> new PeerMessage.Open(new TransferToken(id(64)));
            case 1 -> new PeerMessage.Ready(asked());
            case 2 -> fetch();
            case 3 -> new PeerMessage.Stop(asked());
            case 4 -> new PeerMessage.Manifest(asked(), version(), random.nextInt(PeerMessage.HASHES_MAX + 1));
            case 5 -> new PeerMessage.Piece(asked(), number(), 1 + random.nextInt(Limits.PIECE_OCTETS));
            case 6 ->
                new PeerMessage.Check(
                        asked(),
                        random.nextInt(Integer.MAX_VALUE),
                        rootHash().orElse(ZEROS).hex());
            case 7 -> new PeerMessage.Done(asked());
            default ->
                new PeerMessage.Fault(
                        random.nextBoolean() ? OptionalInt.of(asked()) : OptionalInt.empty(),
                        ErrorCode.values()[random.nextInt(ErrorCode.values().length)],
                        line(1024));
        };
    }

    private PeerMessage fetch() {
        Wanted wanted = Wanted.values()[random.nextInt(Wanted.values().length)];
        boolean isSome = wanted == Wanted.CHUNKS;
        int first = isSome ? random.nextInt(Integer.MAX_VALUE) : 0;
        int count = isSome ? 1 + random.nextInt(Integer.MAX_VALUE - first) : 0;
        return new PeerMessage.Fetch(path(), asked(), wanted, first, count, maybe(this::version));
    }

    private int asked() {
        return 1 + random.nextInt(Integer.MAX_VALUE);
    }

    private FileVersion version() {
        return new FileVersion(number(), number(), rootHash());
    }

    /** Any command, known or not, any word for the user, and fields that no version knows. */
    public FileEnvelope envelope() {
        if (random.nextBoolean()) {
            return FileEnvelope.of(file());
        }
        String rest = random.nextBoolean() ? "" : " " + text();
        for (int i = random.nextInt(12); i > 0; i--) {
            rest += "\u001F" + (random.nextBoolean() ? "" : line(64));
        }
        int command = random.nextBoolean() ? random.nextInt(256) : random.nextInt(FileCommand.values().length);
        return new FileEnvelope(command, random.nextInt(8) == 0 ? "" : user().display(), rest);
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

    private String folder() {
        return random.nextBoolean() ? "" : path();
    }

    private String sentence() {
        return made(WORDS, Limits.SENTENCE_OCTETS);
    }

    String line(int maxOctets) {
        return made(
                WORDS.stream().filter(w -> !w.equals("\n") && !w.equals("\t")).toList(), maxOctets);
    }

    private String made(List<String> parts, int maxOctets) {
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

    private Password password() {
        String characters = made(List.of("p", " ", "  ", "비밀", "🔑", ":", "%", "/"), Limits.PASSWORD_OCTETS);
        return Password.of(characters.isEmpty() ? " " : characters);
    }

    String id(int maxOctets) {
        int length = random.nextInt(8) == 0 ? maxOctets : 1 + random.nextInt(maxOctets);
        StringBuilder id = new StringBuilder();
        while (id.length() < length) {
            id.append((char) ('!' + random.nextInt('~' - '!' + 1)));
        }
        return id.toString();
    }

    private String cursor() {
        return maybe(() -> id(64)).orElse("");
    }

    private String fingerprint() {
        return maybe(() -> id(128)).orElse("");
    }

    private ClientMessage keys() {
        KeysVerb verb = pick(List.of(KeysVerb.values()));
        return new ClientMessage.Keys(
                verb, request(), verb == KeysVerb.REMOVE ? Optional.of(key()) : Optional.empty(), line(64));
    }

    private ClientMessage.Moderate moderate(ModerationVerb verb) {
        boolean lasts = verb == ModerationVerb.BAN || verb == ModerationVerb.MUTE;
        return new ClientMessage.Moderate(
                verb,
                request(),
                target(verb),
                lasts && random.nextBoolean() ? OptionalLong.of(1 + random.nextInt(1 << 30)) : OptionalLong.empty(),
                verb == ModerationVerb.ROLE ? Optional.of(pick(List.of(Role.values()))) : Optional.empty(),
                line(256));
    }

    private RelayMessage moderated(ClientMessage.Moderate asked) {
        return new RelayMessage.Moderated(
                asked.verb(),
                maybe(asked::request),
                asked.target(),
                asked.seconds(),
                asked.role(),
                asked.reason(),
                maybe(this::user));
    }

    private ModerationTarget target(ModerationVerb verb) {
        boolean isBan = verb == ModerationVerb.BAN || verb == ModerationVerb.UNBAN;
        return switch (isBan ? random.nextInt(3) : 0) {
            case 0 -> new ModerationTarget.User(user());
            case 1 -> new ModerationTarget.Key(key());
            default -> new ModerationTarget.Net(AddressNet.parse(pick(List.of("10.0.0.0/8", "::1", "192.0.2.7"))));
        };
    }

    private Fingerprint key() {
        byte[] key = new byte[91];
        random.nextBytes(key);
        return Fingerprint.ofKey(key);
    }

    RequestId request() {
        return new RequestId(id(64));
    }

    private Optional<MessageId> messageId() {
        return maybe(() -> new MessageId(id(64)));
    }

    Optional<RequestId> requestId() {
        return maybe(() -> new RequestId(id(64)));
    }

    private Optional<RoomName> room() {
        return maybe(() -> RoomName.of((random.nextBoolean() ? "#" : "@") + pick(NAMES)));
    }

    private Optional<RootHash> rootHash() {
        return maybe(() -> new RootHash("0123456789abcdef".repeat(4)));
    }

    private Endpoint endpoint() {
        return Endpoint.of(pick(ENDPOINTS));
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = random.nextBoolean() ? 0 : random.nextInt(9); i > 0; i--) {
            endpoints.add(endpoint());
        }
        return endpoints;
    }

    private Facts facts() {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            values.put(pick(List.of("frame", "chat", "time", "ping", "a-b")), id(64));
        }
        return random.nextBoolean() ? new Facts(values) : new Facts(values).with("timeout", number());
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

    private OptionalLong seq() {
        return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(Math.max(1, number()));
    }

    <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(value.get());
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
