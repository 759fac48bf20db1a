package io.naru.common.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Says in words why a file could not be used. The messages of the JDK's exceptions are often nothing but the path,
 * their meaning being in the name of the class, which no user should see.
 *
 * <p>Threading: stateless; any thread.
 */
public final class FileFault {
    private FileFault() {}

    /** The reason, as the end of a sentence that says what was tried: without the path, capital or full stop. */
    public static String reason(IOException fault) {
        if (fault instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (fault instanceof FileAlreadyExistsException) {
            return "it exists already";
        }
        if (fault instanceof NotDirectoryException) {
            return "not a folder";
        }
        if (fault instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        }
        if (fault instanceof FileSystemException known && known.getReason() != null) {
            return lowerFirst(known.getReason());
        }
        return fault.getMessage() == null ? "input or output failed" : lowerFirst(fault.getMessage());
    }

    /** A file, absolute, as it is typed into a shell: for sentences that tell a command. */
    public static String quoted(Path file) {
        return "'" + file.toAbsolutePath().toString().replace("'", "'\\''") + "'";
    }

    private static String lowerFirst(String text) {
        boolean oneCapital =
                text.length() > 1 && Character.isUpperCase(text.charAt(0)) && !Character.isUpperCase(text.charAt(1));
        return oneCapital ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
    }
}
