package io.naru.client.agent;

import io.naru.common.text.SafeText;
import java.io.EOFException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/**
 * Why something outside of this program didn't work, in words that stand behind a colon. Never a class name.
 *
 * <p>Threading: stateless.
 */
public final class Reason {
    private Reason() {}

    /** The reason of a failure of the network or the disk. */
    public static String of(IOException failure) {
        String said = failure.getMessage() == null ? "" : failure.getMessage();
        String lower = said.toLowerCase(Locale.ROOT);
        if (isDiskFull(failure)) {
            return "the disk is full";
        }
        if (lower.contains("quota")) {
            return "the disk quota is used up";
        }
        if (failure instanceof FileSystemException file) {
            return ofFile(file);
        }
        return ofNetwork(failure, said, lower);
    }

    /** Whether the disk had no room. */
    public static boolean isDiskFull(IOException failure) {
        String said = failure.getMessage() == null ? "" : failure.getMessage();
        return said.toLowerCase(Locale.ROOT).contains("no space left");
    }

    private static String ofFile(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "it isn't there";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission is denied";
        }
        if (failure instanceof NotDirectoryException) {
            return "it isn't a folder";
        }
        String reason = failure.getReason();
        boolean isLink = reason != null && reason.toLowerCase(Locale.ROOT).contains("symbolic link");
        if (isLink || failure instanceof FileSystemLoopException) {
            return "it is a symbolic link, or leads in a circle";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "something else has that name";
        }
        return reason == null
                ? "the file system refused"
                : SafeText.line(lowered(reason)).value();
    }

    private static String ofNetwork(IOException failure, String said, String lower) {
        if (failure instanceof UnknownHostException || failure.getCause() instanceof UnresolvedAddressException) {
            return "no such host is known";
        }
        if (failure instanceof SocketTimeoutException) {
            return "no answer came in time";
        }
        if (lower.contains("refused")) {
            return "connection refused";
        }
        if (lower.contains("reset") || lower.contains("broken pipe")) {
            return "the other side broke off";
        }
        if (failure instanceof NoRouteToHostException || failure instanceof PortUnreachableException) {
            return "there is no way to that host";
        }
        if (failure instanceof EOFException) {
            return "the other side hung up";
        }
        if (failure instanceof ClosedChannelException) {
            return "the connection was closed";
        }
        return said.isEmpty()
                ? "the network failed"
                : SafeText.line(lowered(said)).value();
    }

    private static String lowered(String said) {
        return said.substring(0, 1).toLowerCase(Locale.ROOT) + said.substring(1);
    }
}
