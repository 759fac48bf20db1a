package io.naru.client.share;

import io.naru.client.event.ShareSetting;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * One of the folders that this user shares.
 *
 * @param setting as the user wants it
 * @param root its folder on disk, with the rules of what in it is shared
 * @param tree its number in the index; empty without an index
 */
record SharedFolder(ShareSetting setting, ShareRoot root, OptionalLong tree) {
    SharedFolder {
        Objects.requireNonNull(setting);
        Objects.requireNonNull(root);
        Objects.requireNonNull(tree);
    }

    String name() {
        return setting.name();
    }

    boolean isForEverybody() {
        return setting.audience().isEverybody();
    }
}
