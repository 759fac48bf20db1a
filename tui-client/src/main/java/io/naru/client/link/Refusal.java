package io.naru.client.link;

import io.naru.common.wire.ErrorCode;

/**
 * Which refusals of a relay make sense to try again.
 *
 * <p>Threading: stateless.
 */
final class Refusal {
    private Refusal() {}

    /** Whether the same login may be taken later without anybody doing anything about it. */
    static boolean isPassing(ErrorCode code) {
        return switch (code) {
            case LOGIN_TIMEOUT,
                    IDLE_TIMEOUT,
                    RELAY_FULL,
                    TOO_MANY_CONNECTIONS,
                    BUSY,
                    SLOW_READER,
                    STOPPING,
                    TOO_FAST,
                    NOT_STORED,
                    INTERNAL -> true;
            case MALFORMED,
                    TOO_LARGE,
                    NOT_ALLOWED,
                    LOGIN_REFUSED,
                    REGISTRATION_REFUSED,
                    UNKNOWN_USER,
                    UNKNOWN_ROOM,
                    NOT_FOUND,
                    CHANGED,
                    UNREADABLE,
                    REPLACED,
                    KEY_UNKNOWN,
                    INVITE_REFUSED,
                    TLS_REQUIRED,
                    BANNED,
                    KICKED,
                    MUTED,
                    NOT_PERMITTED,
                    LIMIT_REACHED -> false;
        };
    }
}
