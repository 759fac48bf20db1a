package io.naru.common.message;

import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Fields;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameType;
import io.naru.common.wire.Level;
import io.naru.common.wire.ProtocolException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Frames to messages: the mirror of {@link MessageWriter}, method for method. A frame whose type, or whose file
 * command, this version doesn't know gives no message; a frame that breaks a rule gives a
 * {@link ProtocolException} with the sentence of that rule.
 *
 * <p>Threading: stateless.
 */
public final class MessageReader {
    private MessageReader() {}

    /**
     * What a client says to the relay.
     *
     * @param level of the connection: on the base level a body is all text, and stray controls in it, which people type
     *     by accident, are replaced instead of refused
     * @return empty for a type that isn't known, or that clients don't send
     * @throws ProtocolException if the frame isn't what its type asks for
     */
    public static Optional<ClientMessage> client(Frame frame, Level level) throws ProtocolException {
        return read(frame, type -> {
            // HELLO has fields although the connection is still on the base level: it is what ends it.
            boolean hasFields = level == Level.EXTENDED || type == FrameType.HELLO;
            Fields body = hasFields ? Fields.of(frame) : Fields.ofBase(frame);
            return clientMessage(type, frame, body, level);
        });
    }

    /**
     * What the relay says to an extended client.
     *
     * @return empty for a type or file command that isn't known, or that relays don't send
     * @throws ProtocolException if the frame isn't what its type asks for; the fault of the relay, but of another user if
     *     it is a FILE frame, for which the connection to the relay mustn't end
     */
    public static Optional<RelayMessage> relay(Frame frame) throws ProtocolException {
        return read(frame, type -> relayMessage(type, frame, Fields.of(frame)));
    }

    /**
     * What another client says about files.
     *
     * @return empty for a file command that isn't known
     * @throws ProtocolException if the frame isn't what its command asks for
     */
    public static Optional<FileMessage> file(Frame frame) throws ProtocolException {
        return read(frame, type -> FileReader.message(frame, Fields.of(frame)));
    }

    /**
     * What the other end of a data connection says.
     *
     * @return empty for a type of frame that isn't known, or that has no business there
     * @throws ProtocolException if the frame isn't what its type asks for
     */
    public static Optional<PeerMessage> peer(Frame frame) throws ProtocolException {
        return read(frame, type -> PeerReader.peer(type, Fields.of(frame)));
    }

    /** Nothing of a type that isn't known. */
    private static <M> Optional<M> read(Frame frame, Function<FrameType, Optional<M>> reader) throws ProtocolException {
        try {
            return FrameType.of(frame.typeOctet()).flatMap(reader);
        } catch (InvalidValueException e) {
            throw new ProtocolException(ErrorCode.MALFORMED, e.getMessage());
        }
    }

    private static Optional<ClientMessage> clientMessage(FrameType type, Frame frame, Fields body, Level level) {
        return switch (type) {
            case CHAT -> Optional.of(clientChat(body, level));
            case CREDENTIALS -> Optional.of(credentials(body));
            case KEYS -> Optional.of(keys(body));
            case MODERATE -> verb(body).map(verb -> moderate(verb, body));
            case BANS -> Optional.of(new ClientMessage.Bans(new RequestId(body.base())));
            case FILE -> Optional.of(new ClientMessage.File(FileEnvelope.of(frame)));
            case CLOSE -> Optional.of(new ClientMessage.Close());
            case HELLO -> Optional.of(new ClientMessage.Hello(version(body.base()), body.get(0)));
            case PRESENCE -> Optional.of(clientPresence(body));
            case PING -> Optional.of(new ClientMessage.Ping(body.base()));
            case PONG -> Optional.of(new ClientMessage.Pong(body.base()));
            case JOIN, LEAVE, ROOMS, TOPIC, HISTORY, READ, INVITE -> Optional.of(RoomReader.client(type, body));
            case WELCOME, ERROR, SPLICE, FETCH, STOP, MANIFEST, PIECE, CHECK, DONE, FAULT, READY, HAVE ->
                Optional.empty();
        };
    }

    private static ClientMessage clientChat(Fields body, Level level) {
        String text = level == Level.BASE ? FreeText.scrub(body.base()) : body.base();
        OptionalLong reply = OptionalField.number("A seq", body.get(2));
        String epoch = reply.isPresent() ? body.get(3) : "";
        return new ClientMessage.Chat(
                text,
                OptionalField.parse(body.get(0), MessageId::new),
                OptionalField.parse(body.get(1), RoomName::of),
                reply,
                epoch);
    }

    private static ClientMessage credentials(Fields body) {
        LoginMode mode = WireWord.parse(LoginMode.class, body.get(0), LoginMode.LOGIN);
        if (mode == LoginMode.KEY) {
            return new ClientMessage.KeyLogin(UserName.of(body.base()));
        }
        int space = body.base().indexOf(' ');
        if (space < 0) {
            throw new InvalidValueException("A login is a user name, a space and a password.");
        }
        return new ClientMessage.Credentials(
                UserName.of(body.base().substring(0, space)),
                Password.of(body.base().substring(space + 1)),
                mode,
                body.get(1));
    }

    private static ClientMessage keys(Fields body) {
        return new ClientMessage.Keys(
                WireWord.parse(KeysVerb.class, body.base(), KeysVerb.LIST),
                new RequestId(body.get(0)),
                body.has(1) ? Optional.of(Fingerprint.parse(body.get(1))) : Optional.empty(),
                body.get(2));
    }

    /** A moderation of tomorrow can't be taken for another one. */
    private static Optional<ModerationVerb> verb(Fields body) {
        return Optional.ofNullable(WireWord.parse(ModerationVerb.class, body.base(), null));
    }

    private static ClientMessage moderate(ModerationVerb verb, Fields body) {
        return new ClientMessage.Moderate(
                verb,
                new RequestId(body.get(0)),
                ModerationTarget.parse(body.get(1)),
                OptionalField.number("A span in seconds", body.get(2)),
                role(body.get(3)),
                body.get(4));
    }

    private static Optional<Role> role(String word) {
        return OptionalField.parse(word, role -> WireWord.parse(Role.class, role, Role.MEMBER));
    }

    private static ClientMessage clientPresence(Fields body) {
        return new ClientMessage.Presence(
                WireWord.parse(PresenceState.class, body.base(), PresenceState.ONLINE),
                OptionalField.number("The number of shared files", body.get(0)).orElse(0),
                OptionalField.number("The size of a share", body.get(1)).orElse(0),
                body.get(2),
                body.get(3).equals(MessageWriter.HIDDEN));
    }

    private static Optional<RelayMessage> relayMessage(FrameType type, Frame frame, Fields body) {
        return switch (type) {
            case CHAT -> Optional.of(chatOrNotice(body));
            case FILE -> FileReader.message(frame, body).map(RelayMessage.File::new);
            case CLOSE -> Optional.of(close(body));
            case HELLO -> Optional.of(relayHello(body));
            case WELCOME ->
                Optional.of(new RelayMessage.Welcome(
                        UserName.of(body.base()),
                        WireWord.parse(Role.class, body.get(0), Role.MEMBER),
                        Facts.parse(body.get(1))));
            case PRESENCE -> Optional.of(relayPresence(body));
            case ERROR ->
                Optional.of(new RelayMessage.Error(
                        body.base(), ErrorCode.of(body.get(0)).orElse(ErrorCode.INTERNAL), body.get(1)));
            case PING -> Optional.of(new RelayMessage.Ping(body.base()));
            case PONG -> Optional.of(new RelayMessage.Pong(body.base()));
            case KEYS -> keyEntryOrEnd(body);
            case MODERATE -> verb(body).map(verb -> moderated(verb, body));
            case BANS -> banEntryOrEnd(body);
            case JOIN, LEAVE, ROOMS, TOPIC, HISTORY, READ, INVITE -> Optional.of(RoomReader.relay(type, body));
            case CREDENTIALS, SPLICE, FETCH, STOP, MANIFEST, PIECE, CHECK, DONE, FAULT, READY, HAVE -> Optional.empty();
        };
    }

    private static RelayMessage relayHello(Fields body) {
        return new RelayMessage.Hello(
                version(body.base()),
                body.get(0),
                WireWord.parse(Registration.class, body.get(1), Registration.CLOSED),
                Facts.parse(body.get(2)));
    }

    private static RelayMessage chatOrNotice(Fields body) {
        OptionalLong time = OptionalField.number("A time", body.get(3));
        if (body.base().startsWith("* ")) {
            return new RelayMessage.Notice(
                    body.base().substring(2), OptionalField.parse(body.get(1), RoomName::of), time);
        }
        int colon = body.base().indexOf(": ");
        if (colon < 0) {
            throw new InvalidValueException("A chat message names its sender.");
        }
        return new RelayMessage.Chat(
                UserName.of(body.base().substring(0, colon)),
                body.base().substring(colon + 2),
                OptionalField.parse(body.get(0), MessageId::new),
                OptionalField.parse(body.get(1), RoomName::of),
                OptionalField.number("A seq", body.get(2)),
                time,
                OptionalField.parse(body.get(4), RequestId::new),
                OptionalField.number("A seq", body.get(5)));
    }

    /** A pause that isn't a number of seconds in a day is none: the reason matters more. */
    private static RelayMessage close(Fields body) {
        OptionalLong pause =
                body.get(2).matches("[0-9]{1,5}") ? OptionalField.number("A pause", body.get(2)) : OptionalLong.empty();
        boolean isWithinADay = pause.orElse(Long.MAX_VALUE) <= RelayMessage.Close.RETRY_SECONDS_MAX;
        return new RelayMessage.Close(
                body.get(0), ErrorCode.of(body.get(1)), isWithinADay ? pause : OptionalLong.empty());
    }

    private static RelayMessage relayPresence(Fields body) {
        return new RelayMessage.Presence(
                UserName.of(body.base()),
                WireWord.parse(PresenceState.class, body.get(0), PresenceState.ONLINE),
                OptionalField.number("The number of shared files", body.get(1)),
                OptionalField.number("The size of a share", body.get(2)),
                OptionalField.number("A time", body.get(3)),
                body.get(4),
                fingerprint(body.get(5)),
                WireWord.parse(Role.class, body.get(6), Role.MEMBER));
    }

    /** A form of tomorrow tells nothing, which is what shows as "not known". */
    private static Optional<Fingerprint> fingerprint(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Fingerprint.parse(text));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private static Optional<RelayMessage> keyEntryOrEnd(Fields body) {
        return switch (body.base()) {
            case "key" ->
                Optional.of(new RelayMessage.KeyEntry(
                        new RequestId(body.get(0)),
                        Fingerprint.parse(body.get(1)),
                        body.get(2),
                        Numbers.parse("A time", body.get(3), Numbers.MAX),
                        OptionalField.number("A time", body.get(4)),
                        body.get(5).equals("current")));
            case "end" -> Optional.of(new RelayMessage.KeysEnd(new RequestId(body.get(0))));
            default -> Optional.empty();
        };
    }

    private static RelayMessage moderated(ModerationVerb verb, Fields body) {
        return new RelayMessage.Moderated(
                verb,
                requestId(body),
                ModerationTarget.parse(body.get(1)),
                OptionalField.number("A span in seconds", body.get(2)),
                role(body.get(3)),
                body.get(4),
                OptionalField.parse(body.get(5), UserName::of));
    }

    private static Optional<RelayMessage> banEntryOrEnd(Fields body) {
        return switch (body.base()) {
            case "ban", "mute" ->
                Optional.of(new RelayMessage.BanEntry(
                        new RequestId(body.get(0)),
                        WireWord.parse(ModerationVerb.class, body.base(), ModerationVerb.BAN),
                        ModerationTarget.parse(body.get(1)),
                        OptionalField.parse(body.get(2), UserName::of),
                        Numbers.parse("A time", body.get(3), Numbers.MAX),
                        OptionalField.number("A time", body.get(4)),
                        body.get(5)));
            case "end" -> Optional.of(new RelayMessage.BansEnd(new RequestId(body.get(0))));
            default -> Optional.empty();
        };
    }

    private static int version(String word) {
        if (!word.startsWith("naru/")) {
            throw new InvalidValueException("HELLO begins with naru/ and a version.");
        }
        return (int) Numbers.parse("A protocol version", word.substring(5), 999);
    }

    private static Optional<RequestId> requestId(Fields body) {
        return OptionalField.parse(body.get(0), RequestId::new);
    }
}
