package io.naru.common.message;

import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Valid messages of every family, each field sometimes absent, sometimes as long as it may be, and often just what a
 * careless codec would trip over. Every frame of them fits the default limits.
 *
 * <p>Threading: confined to its test.
 */
public final class RandomMessages extends RandomValues {
    private final RandomRoomMessages rooms;
    private final RandomFileMessages files;
    private final RandomPeerMessages peers;

    /** Messages from a random source. */
    public RandomMessages(Random random) {
        super(random);
        this.rooms = new RandomRoomMessages(random);
        this.files = new RandomFileMessages(random);
        this.peers = new RandomPeerMessages(random);
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
            case 2 -> {
                OptionalLong reply = seq();
                String epoch = reply.isPresent() && random.nextBoolean() ? id(64) : "";
                yield new ClientMessage.Chat(text(), messageId(), maybeRoom(), reply, epoch);
            }
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
            default -> rooms.asked();
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
                new RelayMessage.Chat(
                        user(), text(), messageId(), maybeRoom(), seq(), maybeNumber(), requestId(), seq());
            case 3 -> new RelayMessage.Notice(sentence(), maybeRoom(), maybeNumber());
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
        return files.message();
    }

    /** Any command, known or not, any word for the user, and fields that no version knows. */
    public FileEnvelope envelope() {
        return files.envelope();
    }

    /** A message on a data connection. */
    public PeerMessage peer() {
        return peers.message();
    }

    private Password password() {
        String characters = made(List.of("p", " ", "  ", "비밀", "🔑", ":", "%", "/"), Limits.PASSWORD_OCTETS);
        return Password.of(characters.isEmpty() ? " " : characters);
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

    private Facts facts() {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            values.put(pick(List.of("frame", "chat", "time", "ping", "a-b")), id(64));
        }
        return random.nextBoolean() ? new Facts(values) : new Facts(values).with("timeout", number());
    }
}
