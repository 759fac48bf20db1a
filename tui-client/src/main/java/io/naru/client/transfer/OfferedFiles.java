package io.naru.client.transfer;

import io.naru.client.agent.Reason;
import io.naru.common.file.OpenFolder;
import io.naru.common.file.OpenedFile;
import io.naru.common.file.Opening;
import io.naru.common.file.SafePath;
import io.naru.common.message.EntryKind;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The files that this user offers, in front of the share: a path below {@code .offer/ID} is served to the one to whom
 * that was offered, and to nobody else.
 *
 * <p>Threading: any.
 */
final class OfferedFiles implements UploadSource {
    private static final String TOP = ".offer/";
    private static final int FILES_MAX = 10_000;

    /**
     * An offer.
     *
     * @param user to whom
     * @param byPath the files by their paths below the offer
     * @param octets of all together
     */
    record Offered(UserName user, Map<String, Place> byPath, long octets) {
        Offered {
            byPath = new LinkedHashMap<>(byPath);
        }

        int files() {
            return byPath.size();
        }

        String firstPath() {
            return byPath.keySet().iterator().next();
        }

        /** What people call it: the file, or the folder that it is in. */
        String name() {
            String first = firstPath();
            return first.indexOf('/') < 0 ? first : first.substring(0, first.indexOf('/'));
        }
    }

    /**
     * Where an offered file lies.
     *
     * @param top the folder that the user named, or in which the named file is, without links
     * @param inside from there to the file; on the way no link is followed
     */
    record Place(Path top, Path inside) {
        Place {
            if (inside.isAbsolute() || !inside.normalize().equals(inside) || inside.startsWith("..")) {
                throw new IllegalArgumentException("not inside a folder: " + inside);
            }
        }

        Path path() {
            return top.resolve(inside);
        }

        private OpenedFile open() throws IOException {
            OpenFolder folder = OpenFolder.top(top);
            try {
                for (Path part : inside.getNameCount() > 1 ? inside.getParent() : List.<Path>of()) {
                    try (OpenFolder above = folder) {
                        folder = above.folder(part);
                    }
                }
                return folder.file(inside.getFileName());
            } finally {
                folder.close();
            }
        }
    }

    /**
     * Something in an offered folder.
     *
     * @param size of a file
     */
    record Entry(String name, EntryKind kind, OptionalLong size, OptionalLong modifiedMillis) {}

    private final UploadSource share;
    private final Opening opening;
    private final Map<RequestId, Offered> offers = new ConcurrentHashMap<>();

    OfferedFiles(UploadSource share) {
        this(share, Opening.PATIENCE);
    }

    /** The same. How long something may take to open is for tests. */
    OfferedFiles(UploadSource share, Duration patience) {
        this.share = share;
        this.opening = new Opening("naru-offer-open", patience);
    }

    /**
     * Finds out what is to be offered. Folders are offered with all that is in them but what is hidden; links and
     * special files aren't.
     *
     * @throws IOException with a sentence, if something can't be
     */
    static Offered look(UserName user, List<Path> files) throws IOException {
        Map<String, Place> byPath = new LinkedHashMap<>();
        long octets = 0;
        for (Path each : files) {
            Path file = each.toAbsolutePath().normalize();
            Path above = file.getParent();
            String separator = file.getFileSystem().getSeparator();
            if (above == null) {
                throw new IOException("All of a disk can't be sent; name a folder or a file.");
            }
            try (Stream<Path> inside = Files.walk(file)) {
                for (Path one : (Iterable<Path>) inside::iterator) {
                    boolean isNamed = one.equals(file);
                    if (Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS)
                            && (isNamed || isOffered(file.relativize(one)))) {
                        String path = above.relativize(one).toString().replace(separator, "/");
                        byPath.putIfAbsent(path, place(file, one));
                        octets += Files.size(one);
                    }
                    if (byPath.size() > FILES_MAX) {
                        throw new IOException("These are more than " + FILES_MAX + " files; share the folder instead.");
                    }
                }
            } catch (NoSuchFileException e) {
                throw new IOException("There is no " + file + ".", e);
            } catch (UncheckedIOException e) {
                throw new IOException(
                        "Not all of " + file + " can be read: " + Reason.of(e.getCause()) + ".", e.getCause());
            }
        }
        if (byPath.isEmpty()) {
            throw new IOException("There is no file to send there.");
        }
        return new Offered(user, byPath, octets);
    }

    private static Place place(Path named, Path one) throws IOException {
        Path top = one.equals(named) ? named.getParent() : named;
        return new Place(top.toRealPath(), top.relativize(one));
    }

    /** Whether what is found in a folder goes with it: nothing hidden, and no name that others would refuse. */
    private static boolean isOffered(Path inside) {
        return StreamSupport.stream(inside.spliterator(), false)
                .allMatch(part -> SafePath.refusal(part.toString()).isEmpty());
    }

    void add(RequestId id, Offered offered) {
        offers.put(id, offered);
    }

    void remove(RequestId id) {
        offers.remove(id);
    }

    @Override
    public Opened open(UserName who, String path) throws IOException {
        if (!path.startsWith(TOP)) {
            return share.open(who, path);
        }
        String[] parts = path.substring(TOP.length()).split("/", 2);
        Optional<Offered> offered = find(who, parts[0]);
        Place place = offered.isPresent() && parts.length == 2
                ? offered.get().byPath().get(parts[1])
                : null;
        if (place == null) {
            throw new NoSuchFileException(path);
        }
        OpenedFile file = opening.open(place::open);
        return new Opened(
                file.channel(), file.path(), file.state().octets(), file.state().modifiedMillis());
    }

    private Optional<Offered> find(UserName who, String id) {
        return offers.entrySet().stream()
                .filter(each -> each.getKey().value().equals(id)
                        && each.getValue().user().equals(who))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What is in a folder of an offer; empty if that isn't one, or not for this user. */
    Optional<List<Entry>> list(UserName who, String folder) {
        if (!folder.startsWith(TOP)) {
            return Optional.empty();
        }
        String[] parts = folder.substring(TOP.length()).split("/", 2);
        String inside = parts.length == 2 ? parts[1] + "/" : "";
        return find(who, parts[0]).map(offered -> entries(offered, inside));
    }

    private static List<Entry> entries(Offered offered, String inside) {
        Set<String> folders = new LinkedHashSet<>();
        List<Entry> entries = new ArrayList<>();
        offered.byPath().forEach((path, place) -> {
            if (path.startsWith(inside)) {
                String rest = path.substring(inside.length());
                int slash = rest.indexOf('/');
                if (slash >= 0) {
                    folders.add(rest.substring(0, slash));
                } else {
                    entries.add(new Entry(rest, EntryKind.FILE, size(place.path()), OptionalLong.empty()));
                }
            }
        });
        folders.forEach(
                name -> entries.add(new Entry(name, EntryKind.FOLDER, OptionalLong.empty(), OptionalLong.empty())));
        return entries;
    }

    private static OptionalLong size(Path file) {
        try {
            return OptionalLong.of(Files.size(file));
        } catch (IOException e) {
            // Asking for it will tell.
            return OptionalLong.empty();
        }
    }
}
