package io.naru.client.view;

import io.naru.client.state.Transfers.Mark;

/**
 * The signs that say what became of somebody's file.
 *
 * <p>Threading: stateless.
 */
final class FileMarks {
    private FileMarks() {}

    static String sign(Mark mark) {
        return switch (mark) {
            case NONE -> "";
            case HAVE -> "✓";
            case QUEUED -> "…";
            case DOWNLOADING -> "▼";
            case FAILED -> "✗";
            case OFFERED -> "◇";
        };
    }

    static Role role(Mark mark) {
        return switch (mark) {
            case NONE, QUEUED -> Role.MUTED;
            case HAVE -> Role.GOOD;
            case DOWNLOADING, OFFERED -> Role.ACCENT;
            case FAILED -> Role.ERROR;
        };
    }
}
