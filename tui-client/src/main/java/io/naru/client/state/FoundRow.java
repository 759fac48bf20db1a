package io.naru.client.state;

import io.naru.client.event.DownloadOrder;
import io.naru.client.event.FoundFile;
import io.naru.common.message.EntryKind;
import io.naru.common.message.RootHash;
import io.naru.common.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One content that a search found, wherever it is.
 *
 * @param number by which it is known in its search
 * @param name for drawing, as its first source calls it
 * @param folder where it lies there, for drawing; empty for the top
 * @param octets its size, where told
 * @param modified when it was changed, where told
 * @param root of the content, where told
 * @param owners who has it, in the order of the sources
 * @param sources where it is, one at least
 */
public record FoundRow(
        int number,
        SafeText name,
        SafeText folder,
        OptionalLong octets,
        Optional<Instant> modified,
        Optional<RootHash> root,
        List<Person> owners,
        List<DownloadOrder.Source> sources) {
    public FoundRow {
        Objects.requireNonNull(name);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(octets);
        Objects.requireNonNull(modified);
        Objects.requireNonNull(root);
        owners = List.copyOf(owners);
        sources = List.copyOf(sources);
    }

    /** What the engine tells, made safe. */
    static FoundRow of(FoundFile file) {
        String path = file.path();
        int slash = path.lastIndexOf('/');
        return new FoundRow(
                file.number(),
                SafeText.line(path.substring(slash + 1)),
                SafeText.line(path.substring(0, Math.max(0, slash))),
                file.octets(),
                file.modified(),
                file.root(),
                file.sources().stream()
                        .map(FoundFile.Source::owner)
                        .distinct()
                        .map(Person::of)
                        .toList(),
                file.sources().stream()
                        .map(source -> new DownloadOrder.Source(source.owner(), source.path()))
                        .toList());
    }

    /** It, to be downloaded from those who have it. */
    public Wanted wanted() {
        int count = Math.min(sources.size(), DownloadOrder.SOURCES_MAX);
        return new Wanted(EntryKind.FILE, name, sources.subList(0, count), octets, root);
    }
}
