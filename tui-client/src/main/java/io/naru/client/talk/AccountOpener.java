package io.naru.client.talk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files of an account come from. */
@FunctionalInterface
public interface AccountOpener {
    /** Nowhere: what would be kept is forgotten with the program. */
    AccountOpener NONE = account -> Optional.empty();

    /** Folders of their own below that one, which is made at need. */
    static AccountOpener below(Path folder) {
        return account -> Optional.of(AccountFiles.open(account.below(folder)));
    }

    /**
     * Opens the files of an account; blocks on the disk.
     *
     * @return empty if nothing is to be kept
     * @throws IOException if they can't be used; a sentence
     */
    Optional<AccountFiles> open(TalkAccount account) throws IOException;
}
