package io.naru.common.message;

import io.naru.common.wire.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the vectors of PROTOCOL.md, section 10, mean as messages, by their names. */
final class ExpectedVectors {
    private static final UserName KIM = UserName.of("kim");
    private static final UserName LEE = UserName.of("lee");
    private static final UserName HANEUL = UserName.of("김하늘");
    private static final Optional<RequestId> R1 = Optional.of(new RequestId("r1"));
    private static final Optional<RequestId> R2 = Optional.of(new RequestId("r2"));
    private static final Optional<RequestId> F1 = Optional.of(new RequestId("f1"));
    private static final Optional<RequestId> O1 = Optional.of(new RequestId("o1"));
    private static final OptionalLong TIME = OptionalLong.of(1_700_000_000_000L);
    private static final OptionalLong NO = OptionalLong.empty();
    private static final Optional<RoomName> LOBBY = Optional.of(RoomName.LOBBY);
    private static final Optional<RootHash> HASH = Optional.of(new RootHash("ab".repeat(32)));
    private static final Endpoint PORT = Endpoint.of("192.0.2.7:40001");

    private ExpectedVectors() {}

    private static final Fingerprint KEY = Fingerprint.ofKey(new byte[] {1, 2, 3});

    static Map<String, ClientMessage> client() {
        Map<String, ClientMessage> all = new LinkedHashMap<>();
        all.put("client.base.credentials", login(KIM, "secret"));
        all.put("client.base.credentials.spaces", login(KIM, "two  words "));
        all.put("client.base.chat", new ClientMessage.Chat("안녕", Optional.empty(), Optional.empty()));
        all.put("client.base.file", new ClientMessage.File(new FileEnvelope(0, "lee", "")));
        all.put("client.base.file.nobody", new ClientMessage.File(new FileEnvelope(0, "", "")));
        all.put("client.base.close", new ClientMessage.Close());
        all.put("client.hello", new ClientMessage.Hello(1, "naru 0.1"));
        all.put("client.credentials", login(HANEUL, "secret"));
        all.put(
                "client.credentials.register",
                new ClientMessage.Credentials(KIM, Password.of("secret"), LoginMode.REGISTER, "1nv1te"));
        all.put("client.credentials.key", new ClientMessage.KeyLogin(KIM));
        all.put(
                "client.keys.add",
                new ClientMessage.Keys(KeysVerb.ADD, new RequestId("k1"), Optional.empty(), "kim at lab"));
        all.put(
                "client.keys.remove",
                new ClientMessage.Keys(KeysVerb.REMOVE, new RequestId("k2"), Optional.of(KEY), ""));
        all.put(
                "client.moderate.ban",
                new ClientMessage.Moderate(
                        ModerationVerb.BAN,
                        new RequestId("m1"),
                        new ModerationTarget.Net(AddressNet.parse("192.0.2.7")),
                        OptionalLong.of(3600),
                        Optional.empty(),
                        "flooding"));
        all.put(
                "client.moderate.role",
                new ClientMessage.Moderate(
                        ModerationVerb.ROLE,
                        new RequestId("m2"),
                        new ModerationTarget.User(LEE),
                        NO,
                        Optional.of(Role.OPERATOR),
                        ""));
        all.put("client.bans", new ClientMessage.Bans(new RequestId("b1")));
        all.put("read.client.keys", new ClientMessage.Keys(KeysVerb.LIST, new RequestId("k3"), Optional.empty(), ""));
        all.put("client.chat", new ClientMessage.Chat("hi", Optional.of(new MessageId("m1")), LOBBY));
        all.put("client.chat.bare", new ClientMessage.Chat("hi", Optional.empty(), Optional.empty()));
        all.put(
                "client.chat.direct",
                new ClientMessage.Chat("one\ntwo", Optional.of(new MessageId("m2")), Optional.of(RoomName.of("@lee"))));
        all.put(
                "client.file",
                new ClientMessage.File(FileEnvelope.of(new FileMessage.ListRequest(LEE, R1, "music", "200"))));
        all.put("client.file.tomorrow", new ClientMessage.File(new FileEnvelope(77, "lee", "\u001Fr9")));
        all.put("client.presence.hidden", new ClientMessage.Presence(PresenceState.ONLINE, 0, 0, "", true));
        all.put("client.presence", new ClientMessage.Presence(PresenceState.AWAY, 3, 4096, "at lunch"));
        all.put("client.ping", new ClientMessage.Ping("p7"));
        all.put("client.pong", new ClientMessage.Pong("p7"));
        all.put("client.close", new ClientMessage.Close());
        all.put("read.client.base.separator", new ClientMessage.Chat("a\uFFFDb", Optional.empty(), Optional.empty()));
        all.put("read.client.fields", new ClientMessage.Ping("p7"));
        all.put("read.client.words", new ClientMessage.Presence(PresenceState.ONLINE, 3, 0, ""));
        return all;
    }

    static Map<String, RelayMessage> relay() {
        Map<String, RelayMessage> all = new LinkedHashMap<>();
        all.put(
                "relay.hello",
                new RelayMessage.Hello(
                        1,
                        "Naru",
                        Registration.OPEN,
                        Facts.NONE.with("frame", 65536).with("chat", 16384)));
        all.put(
                "relay.welcome",
                new RelayMessage.Welcome(
                        KIM,
                        Role.OPERATOR,
                        Facts.NONE
                                .with("time", TIME.getAsLong())
                                .with("ping", 30)
                                .with("timeout", 75)));
        all.put(
                "relay.chat",
                new RelayMessage.Chat(
                        HANEUL, "hi", Optional.of(new MessageId("m1")), LOBBY, OptionalLong.of(42), TIME));
        all.put("relay.chat.base", chat(HANEUL, "hi"));
        all.put("relay.chat.colons", chat(KIM, "lee: hi"));
        all.put("relay.notice", new RelayMessage.Notice("back at noon", LOBBY, TIME));
        all.put("relay.notice.base", new RelayMessage.Notice("back at noon", Optional.empty(), NO));
        all.put("relay.file", new RelayMessage.File(new FileMessage.ListEnd(LEE, R1, "music", "")));
        all.put(
                "relay.presence",
                new RelayMessage.Presence(
                        LEE,
                        PresenceState.ONLINE,
                        OptionalLong.of(3),
                        OptionalLong.of(4096),
                        TIME,
                        "here",
                        Optional.of(KEY),
                        Role.OPERATOR));
        all.put(
                "relay.presence.offline",
                new RelayMessage.Presence(LEE, PresenceState.OFFLINE, NO, NO, TIME, "", Optional.empty(), Role.MEMBER));
        all.put(
                "read.relay.fingerprint",
                new RelayMessage.Presence(LEE, PresenceState.ONLINE, NO, NO, NO, "", Optional.empty(), Role.MEMBER));
        all.put(
                "relay.key",
                new RelayMessage.KeyEntry(new RequestId("k1"), KEY, "kim at lab", TIME.getAsLong(), NO, true));
        all.put("relay.keys.end", new RelayMessage.KeysEnd(new RequestId("k1")));
        all.put(
                "relay.moderated",
                new RelayMessage.Moderated(
                        ModerationVerb.MUTE,
                        Optional.empty(),
                        new ModerationTarget.User(LEE),
                        OptionalLong.of(600),
                        Optional.empty(),
                        "shouting",
                        Optional.of(KIM)));
        all.put(
                "relay.ban",
                new RelayMessage.BanEntry(
                        new RequestId("b1"),
                        ModerationVerb.BAN,
                        new ModerationTarget.Key(KEY),
                        Optional.of(KIM),
                        TIME.getAsLong(),
                        NO,
                        "flooding"));
        all.put("relay.bans.end", new RelayMessage.BansEnd(new RequestId("b1")));
        all.put("relay.error", new RelayMessage.Error("No user named lee is online.", ErrorCode.UNKNOWN_USER, "r1"));
        all.put("relay.ping", new RelayMessage.Ping("p1"));
        all.put("relay.pong", new RelayMessage.Pong("p7"));
        all.put("relay.close", new RelayMessage.Close("The relay stops.", Optional.of(ErrorCode.STOPPING)));
        all.put("relay.close.base", new RelayMessage.Close("", Optional.empty()));
        all.put("read.relay.code", new RelayMessage.Error("No.", ErrorCode.INTERNAL, ""));
        all.put("read.relay.close", new RelayMessage.Close("Bye.", Optional.empty()));
        return all;
    }

    static Map<String, FileMessage> file() {
        Map<String, FileMessage> all = new LinkedHashMap<>();
        all.put("file.list-request", new FileMessage.ListRequest(LEE, R1, "music", "200"));
        all.put(
                "file.list-request.sorted",
                new FileMessage.ListRequest(LEE, R1, "music", "", "가", new ListSort(ListSort.Key.SIZE, true)));
        all.put("file.list-request.base", new FileMessage.ListRequest(LEE, Optional.empty(), "", ""));
        all.put("file.list-start", new FileMessage.ListStart(LEE, R1, "music", OptionalLong.of(1000)));
        all.put("file.list-start.base", new FileMessage.ListStart(LEE, Optional.empty(), "", NO));
        all.put(
                "file.list-entry",
                new FileMessage.ListEntry(LEE, "my notes.txt", R1, OptionalLong.of(12), TIME, EntryKind.FILE, HASH));
        all.put("file.list-entry.base", entry("my notes.txt", Optional.empty(), EntryKind.FILE));
        all.put("file.list-entry.folder", entry("music", R1, EntryKind.FOLDER));
        all.put("file.list-entry.escaped", entry("100% a\nb", Optional.empty(), EntryKind.FILE));
        all.put("file.list-entry.percent", entry("100%25", Optional.empty(), EntryKind.FILE));
        all.put("file.list-end", new FileMessage.ListEnd(LEE, R1, "music", "400"));
        all.put("file.list-end.base", new FileMessage.ListEnd(LEE, Optional.empty(), "", ""));
        all.put(
                "file.download-request",
                new FileMessage.DownloadRequest(
                        LEE,
                        "music/a b.ogg",
                        R2,
                        "SHA256:abc",
                        List.of(Endpoint.of("192.0.2.7:7000"), Endpoint.of("[2001:db8::1]:7000")),
                        Optional.of(Endpoint.of("198.51.100.3:1").address())));
        all.put("file.download-request.base", request("music/a b.ogg"));
        all.put(
                "file.download-accept",
                new FileMessage.DownloadAccept(
                        LEE,
                        "my notes.txt",
                        PORT,
                        R2,
                        Optional.of(new TransferToken("t0k3n")),
                        "",
                        OptionalLong.of(12),
                        TIME,
                        Optional.empty(),
                        List.of(),
                        Optional.of(Endpoint.of("198.51.100.2:1").address())));
        all.put("file.download-accept.base", accept("my notes.txt", PORT));
        all.put(
                "file.download-refuse",
                new FileMessage.DownloadRefuse(LEE, "my notes.txt", R2, "not-found", "It is not shared any more."));
        all.put(
                "file.download-refuse.base",
                new FileMessage.DownloadRefuse(LEE, "my notes.txt", Optional.empty(), "", ""));
        all.put("file.splice-request", new FileExchange.SpliceRequest(LEE, R2, Optional.empty()));
        all.put(
                "file.splice-request.told",
                new FileExchange.SpliceRequest(LEE, R2, Optional.of(new TransferToken("t0k3n"))));
        all.put("file.find-request", new FileExchange.FindRequest(KIM, F1, "열쇠 key"));
        all.put(
                "file.find-request.root",
                new FileExchange.FindRequest(KIM, F1, new ContentQuery(HASH.orElseThrow(), 4 << 20).text()));
        all.put("file.find-hit", new FileExchange.FindHit(LEE, "music/a b.ogg", F1, OptionalLong.of(12), TIME, HASH));
        all.put("file.find-end", new FileExchange.FindEnd(LEE, F1, 3));
        all.put("file.find-end.part", new FileExchange.FindEnd(LEE, F1, 3, false));
        all.put("file.find-end.asked", new FileExchange.FindEnd(KIM, F1, 0, OptionalLong.of(12)));
        all.put("file.cancel", new FileExchange.Cancel(LEE, F1));
        all.put("file.offer", new FileExchange.Offer(LEE, "my notes", O1, 2, 4096, "my notes/100%25"));
        all.put("file.offer-reply", new FileExchange.OfferReply(LEE, O1, OfferAnswer.ACCEPTED));
        all.put("read.file.percent", request("100% a\nb%41"));
        all.put("read.file.six", accept("a", Endpoint.of("[2001:db8::1]:80")));
        all.put("read.file.mapped", accept("a", Endpoint.of("192.0.2.7:80")));
        return all;
    }

    static Map<String, PeerMessage> peer() {
        RootHash root = new RootHash("ab".repeat(32));
        FileVersion whole = new FileVersion(4194304, 1700000000000L, Optional.of(root));
        Optional<FileVersion> unhashed = Optional.of(new FileVersion(2097152, 0, Optional.empty()));
        return Map.ofEntries(
                Map.entry("peer.open", new PeerMessage.Open(new TransferToken("t0k3n"))),
                Map.entry("peer.ready", new PeerMessage.Ready(1)),
                Map.entry("peer.fetch.facts", fetch("a b.ogg", 1, Wanted.FACTS)),
                Map.entry("peer.fetch.manifest", fetch("100% a\nb", 2, Wanted.MANIFEST)),
                Map.entry("peer.fetch.all", fetch("a", 3, Wanted.ALL)),
                Map.entry("peer.fetch.chunks", new PeerMessage.Fetch("a", 4, Wanted.CHUNKS, 0, 16, Optional.of(whole))),
                Map.entry("peer.fetch.unhashed", new PeerMessage.Fetch("a", 5, Wanted.CHUNKS, 7, 1, unhashed)),
                Map.entry("peer.stop", new PeerMessage.Stop(4)),
                Map.entry("peer.have", new PeerMessage.Have(65536)),
                Map.entry("peer.manifest", new PeerMessage.Manifest(2, whole, 16)),
                Map.entry(
                        "peer.manifest.unhashed",
                        new PeerMessage.Manifest(1, new FileVersion(12, 1700000000000L, Optional.empty()), 0)),
                Map.entry("peer.piece", new PeerMessage.Piece(4, 262144, 262144)),
                Map.entry("peer.check", new PeerMessage.Check(5, 7, "ab".repeat(32))),
                Map.entry("peer.done", new PeerMessage.Done(4)),
                Map.entry(
                        "peer.fault",
                        new PeerMessage.Fault(
                                OptionalInt.of(4), ErrorCode.CHANGED, "The file became longer meanwhile.")),
                Map.entry(
                        "peer.fault.line",
                        new PeerMessage.Fault(
                                OptionalInt.empty(), ErrorCode.NOT_PERMITTED, "That token was used already.")),
                Map.entry("read.peer.wanted", fetch("a", 6, Wanted.FACTS)),
                Map.entry("read.peer.fault", new PeerMessage.Fault(OptionalInt.of(4), ErrorCode.INTERNAL, "")));
    }

    private static PeerMessage fetch(String path, int request, Wanted wanted) {
        return new PeerMessage.Fetch(path, request, wanted, 0, 0, Optional.empty());
    }

    private static ClientMessage login(UserName user, String password) {
        return new ClientMessage.Credentials(user, Password.of(password), LoginMode.LOGIN, "");
    }

    private static RelayMessage chat(UserName sender, String text) {
        return new RelayMessage.Chat(sender, text, Optional.empty(), Optional.empty(), NO, NO);
    }

    private static FileMessage entry(String name, Optional<RequestId> id, EntryKind kind) {
        return new FileMessage.ListEntry(LEE, name, id, NO, NO, kind, Optional.empty());
    }

    private static FileMessage request(String path) {
        return new FileMessage.DownloadRequest(LEE, path, Optional.empty(), "", List.of());
    }

    private static FileMessage accept(String path, Endpoint endpoint) {
        return new FileMessage.DownloadAccept(
                LEE,
                path,
                endpoint,
                Optional.empty(),
                Optional.empty(),
                "",
                NO,
                NO,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
