package io.naru.client.state;

import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What this user shares.
 *
 * @param folder for drawing; empty when nothing is shared
 * @param files how many files, as far as counted
 * @param octets how large they are together
 * @param isScanning whether more is being found
 */
public record ShareStatus(Optional<SafeText> folder, long files, long octets, boolean isScanning) {
    /** Nothing is shared. */
    public static final ShareStatus NOTHING = new ShareStatus(Optional.empty(), 0, 0, false);

    public ShareStatus {
        Objects.requireNonNull(folder);
    }

    /** Whether nothing is shared. */
    public boolean isNothing() {
        return folder.isEmpty();
    }

    /** What the folders are called. */
    public List<String> names() {
        return folder.map(SafeText::value).stream().toList();
    }

    /** The folders, for drawing. */
    public String called() {
        return String.join(", ", names());
    }
}
