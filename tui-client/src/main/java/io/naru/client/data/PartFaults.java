package io.naru.client.data;

import io.naru.client.agent.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Says what happened to a part file, and what to do.
 *
 * <p>Threading: stateless.
 */
final class PartFaults {
    private PartFaults() {}

    static PartFileException of(Path folder, IOException fault) {
        if (fault instanceof PartFileException already) {
            return already;
        }
        return new PartFileException(sentence(folder, fault), fault);
    }

    private static String sentence(Path folder, IOException fault) {
        String said = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
        if (Reason.isDiskFull(fault)) {
            return "The disk is full. Make room in " + folder + " and try again.";
        }
        if (said.contains("quota")) {
            return "Your disk quota is used up. Delete something, or choose another folder than " + folder + ".";
        }
        if (said.contains("file too large")) {
            return "The disk of " + folder + " can't hold a file that large. Choose another folder.";
        }
        if (said.contains("read-only")) {
            return "The disk of " + folder + " is read-only. Choose another folder.";
        }
        if (fault instanceof AccessDeniedException) {
            return "You may not write into " + folder + ". Choose another folder, or change its permissions.";
        }
        if (fault instanceof FileAlreadyExistsException || fault instanceof NotDirectoryException) {
            return "Something that is no folder stands where " + folder + " should be. Choose another folder.";
        }
        return "Nothing can be saved in " + folder + ": " + Reason.of(fault) + ".";
    }
}
