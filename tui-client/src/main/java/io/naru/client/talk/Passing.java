package io.naru.client.talk;

import io.naru.common.wire.ErrorCode;

/**
 * Which refusals are worth trying again without anybody doing anything about them.
 *
 * <p>Threading: stateless.
 */
final class Passing {
    private Passing() {}

    static boolean isPassing(ErrorCode code) {
        return switch (code) {
            case NOT_STORED, BUSY, TOO_FAST, INTERNAL, STOPPING -> true;
            default -> false;
        };
    }
}
