package io.naru.common.wire;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What went wrong, for programs (PROTOCOL.md, section 8). The sentence for people stands beside it in an ERROR. */
public enum ErrorCode {
    /** The octets aren't a frame, or the frame isn't a message. Ends the connection. */
    MALFORMED("malformed"),
    /** A frame or one of its parts is over its limit. */
    TOO_LARGE("too-large"),
    /** The message exists but isn't allowed in this state of the session. */
    NOT_ALLOWED("not-allowed"),
    /** Wrong password or unknown user; the two are never told apart. */
    LOGIN_REFUSED("login-refused"),
    /** The name can't be registered: taken, or registration is closed. */
    REGISTRATION_REFUSED("registration-refused"),
    /** The login took longer than allowed. */
    LOGIN_TIMEOUT("login-timeout"),
    /** Nothing was heard for too long. */
    IDLE_TIMEOUT("idle-timeout"),
    /** The relay's table of users is full. */
    RELAY_FULL("relay-full"),
    /** Too many connections from one address. */
    TOO_MANY_CONNECTIONS("too-many-connections"),
    /** Too much at once; try again later. */
    BUSY("busy"),
    /** No user of this name is online. */
    UNKNOWN_USER("unknown-user"),
    /** No room of this name. */
    UNKNOWN_ROOM("unknown-room"),
    /** The file isn't shared, or not any more. */
    NOT_FOUND("not-found"),
    /** The file isn't what it was when it was asked for first. */
    CHANGED("changed"),
    /** The file is there, but can't be read. */
    UNREADABLE("unreadable"),
    /** The queue to this reader was full. */
    SLOW_READER("slow-reader"),
    /** The user has as many other sessions as one may have. */
    REPLACED("replaced"),
    /** The relay is stopping. */
    STOPPING("stopping"),
    /** This key isn't bound to that account; a password may be sent instead. */
    KEY_UNKNOWN("key-unknown"),
    /** The code of an invite isn't valid: unknown, used up, revoked or expired. */
    INVITE_REFUSED("invite-refused"),
    /** The relay takes this only over TLS. */
    TLS_REQUIRED("tls-required"),
    /** The user, the key or the address is banned. */
    BANNED("banned"),
    /** Somebody ended this session. */
    KICKED("kicked"),
    /** The user may read but not speak. */
    MUTED("muted"),
    /** The user's role doesn't allow it. */
    NOT_PERMITTED("not-permitted"),
    /** Far more than the limits allow, for too long. */
    TOO_FAST("too-fast"),
    /** The relay can't keep messages just now, so it took none; reading goes on. */
    NOT_STORED("not-stored"),
    /** There are as many rooms, or members, as there may be. */
    LIMIT_REACHED("limit-reached"),
    /** A fault of the relay itself. */
    INTERNAL("internal");

    private static final Map<String, ErrorCode> BY_TOKEN =
            Arrays.stream(values()).collect(Collectors.toMap(code -> code.token, Function.identity()));

    private final String token;

    ErrorCode(String token) {
        this.token = token;
    }

    /** The word on the wire, ASCII. */
    public String token() {
        return token;
    }

    /** The code of a word, empty when this version doesn't know it. */
    public static Optional<ErrorCode> of(String token) {
        return Optional.ofNullable(BY_TOKEN.get(token));
    }
}
