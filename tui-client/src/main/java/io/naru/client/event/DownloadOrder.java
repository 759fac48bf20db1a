package io.naru.client.event;

import io.naru.common.message.EntryKind;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A download that is wanted.
 *
 * @param kind a file, or a folder with all that is in it
 * @param sources who has it, 1 or more; the first is asked first, and names it
 * @param octets its size as listed; another one at download is an error
 * @param root of its content, where known; only such a file is fetched from several sources
 * @param intoFolder where it is put under its own name, made if it isn't there; nothing in it is overwritten
 * @param isAgain whether it is fetched though it is there already
 */
public record DownloadOrder(
        EntryKind kind,
        List<Source> sources,
        OptionalLong octets,
        Optional<RootHash> root,
        Path intoFolder,
        boolean isAgain) {
    /** The most sources of one file. */
    public static final int SOURCES_MAX = 16;

    /**
     * Who has it.
     *
     * @param owner whose client to ask
     * @param path as the owner calls it, from the top of the share
     */
    public record Source(UserName owner, String path) {
        public Source {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(path);
        }
    }

    public DownloadOrder {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(octets);
        Objects.requireNonNull(root);
        Objects.requireNonNull(intoFolder);
        sources = List.copyOf(sources);
        if (sources.isEmpty() || sources.size() > SOURCES_MAX) {
            throw new IllegalArgumentException("a download has 1 to " + SOURCES_MAX + " sources");
        }
    }

    /** One file of one owner. */
    public static DownloadOrder file(UserName owner, String path, OptionalLong octets, Path intoFolder) {
        return new DownloadOrder(
                EntryKind.FILE, List.of(new Source(owner, path)), octets, Optional.empty(), intoFolder, false);
    }

    /** A folder of an owner, with all that is in it. */
    public static DownloadOrder folder(UserName owner, String path, Path intoFolder) {
        return new DownloadOrder(
                EntryKind.FOLDER,
                List.of(new Source(owner, path)),
                OptionalLong.empty(),
                Optional.empty(),
                intoFolder,
                false);
    }

    /** The same of a content that is known by its root. */
    public DownloadOrder withRoot(RootHash known) {
        return new DownloadOrder(kind, sources, octets, Optional.of(known), intoFolder, isAgain);
    }

    /** The same from other sources. */
    public DownloadOrder withSources(List<Source> others) {
        return new DownloadOrder(kind, others, octets, root, intoFolder, isAgain);
    }

    /** Who is asked first. */
    public Source first() {
        return sources.get(0);
    }
}
