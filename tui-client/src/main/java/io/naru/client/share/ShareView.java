package io.naru.client.share;

import io.naru.client.event.ShareAudience;
import io.naru.common.file.FileState;
import io.naru.common.message.EntryKind;
import io.naru.common.message.UserName;
import java.nio.file.NoSuchFileException;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;

/**
 * All shared folders as they are now, and what of them somebody sees. Whoever sees one folder has its content at the top,
 * whoever sees several has their names there: so what isn't shown to somebody doesn't show in the paths either.
 *
 * <p>Threading: immutable; the members of rooms are asked for at each call.
 *
 * @param folders in the order in which they were shared, their names different
 */
record ShareView(List<SharedFolder> folders, RoomPeople people) {
    ShareView {
        folders = List.copyOf(folders);
    }

    /** A place in one of the folders, and the path from its top. */
    record Place(SharedFolder folder, String path) {}

    /** What somebody sees of it. */
    List<SharedFolder> seenBy(UserName who) {
        return folders.stream()
                .filter(folder -> admits(folder.setting().audience(), who))
                .toList();
    }

    /** Whether somebody is among those who may see a folder. */
    boolean admits(ShareAudience audience, UserName who) {
        return audience.isEverybody()
                || audience.users().contains(who)
                || audience.rooms().stream().anyMatch(room -> people.isIn(who, room));
    }

    /**
     * Where a path leads for somebody.
     *
     * @return empty for the top when somebody sees several folders or none
     * @throws NoSuchFileException if there is nothing to be seen
     */
    Optional<Place> place(UserName who, String path) throws NoSuchFileException {
        List<SharedFolder> seen = seenBy(who);
        if (seen.size() == 1) {
            return Optional.of(new Place(seen.get(0), path));
        }
        if (path.isEmpty()) {
            return Optional.empty();
        }
        int slash = path.indexOf('/');
        String first = Normalizer.normalize(slash < 0 ? path : path.substring(0, slash), Normalizer.Form.NFC);
        for (SharedFolder folder : seen) {
            if (Normalizer.normalize(folder.name(), Normalizer.Form.NFC).equals(first)) {
                return Optional.of(new Place(folder, slash < 0 ? "" : path.substring(slash + 1)));
            }
        }
        throw new NoSuchFileException(path);
    }

    /** The path of somebody's for a path in a folder. */
    static String pathFor(List<SharedFolder> seen, SharedFolder folder, String path) {
        return seen.size() == 1 ? path : folder.name() + "/" + path;
    }

    /** The names of folders as the entries of a top. Looks at the disk. */
    static List<SharedEntry> entries(List<SharedFolder> seen) {
        return seen.stream()
                .map(folder -> new SharedEntry(
                        folder.name(),
                        EntryKind.FOLDER,
                        new FileState(0, folder.root().modifiedNanos(), ""),
                        Optional.empty()))
                .toList();
    }
}
