package io.naru.client.talk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files of an account come from. */
@FunctionalInterface
public interface AccountOpener {
    /** Nowhere: what would be kept is forgotten with the program. */
    AccountOpener NONE = (name, isMade) -> Optional.empty();

    /** Folders of their own below that one, which is made at need. */
    static AccountOpener below(Path folder) {
        return (name, isMade) -> isMade || Files.exists(folder.resolve(name))
                ? Optional.of(AccountFiles.open(folder.resolve(name)))
                : Optional.empty();
    }

    /**
     * Opens the files of an account; blocks on the disk.
     *
     * @param name of their folder below that of all, with {@code /} between its parts
     * @param isMade whether the folder is made if it isn't there
     * @return empty if nothing is to be kept, or nothing is there
     * @throws IOException if they can't be used; a sentence
     */
    Optional<AccountFiles> open(String name, boolean isMade) throws IOException;
}
