package io.naru.client.transfer;

import io.naru.client.event.OfferView;
import io.naru.common.file.AtomicFiles;
import io.naru.common.file.LineFile;
import io.naru.common.file.LockFile;
import io.naru.common.hash.Sha256;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The offers of an account on the disk, each in a file of its own, and one file of the users whose offers are taken without
 * asking. All programs of an install share them, so what is decided about an offer of another user is decided here, under
 * a lock: the first word counts. What was declined or is through stays for as long as it could have been had, so that no
 * program that hears of it again takes it for new. All private to their owner, lines of {@link TabWords} with
 * checksums.
 *
 * <pre>
 *     offer-HASH   naru offer 1    sent ID USER UNTIL OCTETS, then for each file: file PATH TOP INSIDE
 *              or                  received ID USER UNTIL NAME FILES OCTETS STATE FIRST-PATH
 *     always       naru always 1   USER FOLDER
 * </pre>
 *
 * <p>Threading: one thread at a time; other programs at the same time.
 */
final class OfferFiles {
    private static final String FIRST_LINE = "naru offer 1";
    private static final String FIRST_LINE_ALWAYS = "naru always 1";
    private static final int FILES_MAX = 1_000;
    private static final int NAME_OCTETS = 16;

    /** What this user offers, until then. */
    record Sent(RequestId id, OfferedFiles.Offered offered, Instant until) {
        Sent {
            Objects.requireNonNull(id);
            Objects.requireNonNull(offered);
            Objects.requireNonNull(until);
        }
    }

    /**
     * What another user offers, until then.
     *
     * @param firstPath of one of the files, below the offer
     */
    record Received(OfferView view, String firstPath, Instant until) {
        Received {
            Objects.requireNonNull(view);
            Objects.requireNonNull(firstPath);
            Objects.requireNonNull(until);
        }
    }

    /**
     * What was kept.
     *
     * @param always whose offers are taken without asking, and where they go
     * @param sentences what to tell the user
     */
    record Kept(List<Sent> sent, List<Received> received, Map<UserName, Path> always, List<String> sentences) {}

    /**
     * What became of a decision.
     *
     * @param isOurs whether it holds; else another program was quicker
     * @param now how the offer stands
     */
    record Settled(boolean isOurs, Received now) {}

    private final Path folder;

    OfferFiles(Path folder) {
        this.folder = Objects.requireNonNull(folder);
    }

    private Path alwaysFile() {
        return folder.resolve("always");
    }

    /** Reads all that isn't over; what is goes away. */
    Kept read(Instant now) throws IOException {
        Kept kept = readOffers(now);
        kept.always().putAll(always(kept.sentences()));
        return kept;
    }

    /** The same without the users whose offers are taken without asking. */
    Kept readOffers(Instant now) throws IOException {
        Kept kept = new Kept(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        if (!Files.isDirectory(folder)) {
            return kept;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "offer-" + "?".repeat(2 * NAME_OCTETS))) {
            int count = 0;
            for (Path file : files) {
                count++;
                if (count <= FILES_MAX) {
                    read(file, now, kept);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return kept;
    }

    private static void read(Path file, Instant now, Kept kept) throws IOException {
        byte[] octets = LineFile.read(file);
        LineFile.Content content = LineFile.parse(octets, FIRST_LINE);
        try {
            if (!content.isWhole() || content.lines().isEmpty()) {
                throw new IllegalArgumentException("torn");
            }
            take(content.lines(), kept);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            kept.sentences()
                    .add("An offer in " + file + " can't be read. It is kept as " + LineFile.putAside(file, octets)
                            + ".");
            Files.delete(file);
            return;
        }
        boolean isOver = kept.sent().removeIf(each -> !each.until().isAfter(now))
                | kept.received().removeIf(each -> !each.until().isAfter(now));
        if (isOver) {
            Files.delete(file);
        }
    }

    private static void take(List<String> lines, Kept kept) {
        String[] first = TabWords.words(lines.get(0));
        RequestId id = new RequestId(first[1]);
        UserName user = UserName.of(first[2]);
        Instant until = Instant.ofEpochMilli(Long.parseLong(first[3]));
        if (first[0].equals("sent")) {
            Map<String, OfferedFiles.Place> byPath = new LinkedHashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] words = TabWords.words(line);
                byPath.put(words[1], new OfferedFiles.Place(Path.of(words[2]), Path.of(words[3])));
            }
            long octets = Long.parseLong(first[4]);
            kept.sent().add(new Sent(id, new OfferedFiles.Offered(user, byPath, octets), until));
        } else {
            OfferView view = new OfferView(
                    id,
                    false,
                    user,
                    first[4],
                    Integer.parseInt(first[5]),
                    Long.parseLong(first[6]),
                    OfferView.State.valueOf(first[7]),
                    "");
            kept.received().add(new Received(view, first[8], until));
        }
    }

    void keep(Sent sent) throws IOException {
        OfferedFiles.Offered offered = sent.offered();
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "sent",
                sent.id().value(),
                offered.user().display(),
                Long.toString(sent.until().toEpochMilli()),
                Long.toString(offered.octets())));
        offered.byPath()
                .forEach((path, place) -> lines.add(List.of(
                        "file", path, place.top().toString(), place.inside().toString())));
        write(file(true, offered.user(), sent.id()), FIRST_LINE, lines);
    }

    /** Puts down how an offer of another user stands, unless a program has decided otherwise before. */
    Settled settle(Received wanted) throws IOException {
        AtomicFiles.createPrivateFolders(folder);
        return LockFile.holding(folder.resolve("offers.lock"), () -> {
            Optional<Received> before = received(wanted.view());
            if (before.isPresent()
                    && !isNext(before.get().view().state(), wanted.view().state())) {
                return new Settled(false, before.get());
            }
            write(wanted);
            return new Settled(true, wanted);
        });
    }

    private static boolean isNext(OfferView.State before, OfferView.State wanted) {
        return switch (before) {
            case OPEN -> wanted != OfferView.State.OPEN;
            case ACCEPTED -> wanted == OfferView.State.DONE;
            case DONE, DECLINED, GONE -> false;
        };
    }

    private Optional<Received> received(OfferView view) throws IOException {
        LineFile.Content content = LineFile.parse(LineFile.read(file(false, view.peer(), view.id())), FIRST_LINE);
        Kept found = new Kept(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        try {
            if (!content.lines().isEmpty()) {
                take(content.lines(), found);
            }
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
        return found.received().stream().findFirst();
    }

    private void write(Received received) throws IOException {
        OfferView view = received.view();
        write(
                file(false, view.peer(), view.id()),
                FIRST_LINE,
                List.of(List.of(
                        "received",
                        view.id().value(),
                        view.peer().display(),
                        Long.toString(received.until().toEpochMilli()),
                        view.name(),
                        Integer.toString(view.files()),
                        Long.toString(view.octets()),
                        view.state().name(),
                        received.firstPath())));
    }

    /** It is over. */
    void drop(boolean isOwn, UserName peer, RequestId id) throws IOException {
        Files.deleteIfExists(file(isOwn, peer, id));
    }

    /** From now on a user's offers are taken without asking; other programs may be told of others meanwhile. */
    void keepAlways(UserName user, Path into) throws IOException {
        AtomicFiles.createPrivateFolders(folder);
        LockFile.holding(folder.resolve("always.lock"), () -> {
            Map<UserName, Path> all = always(new ArrayList<>());
            all.put(user, into);
            writeAlways(all);
            return null;
        });
    }

    /** From now on a user's offers wait for an answer again; whether they didn't. */
    boolean dropAlways(UserName user) throws IOException {
        AtomicFiles.createPrivateFolders(folder);
        return LockFile.holding(folder.resolve("always.lock"), () -> {
            Map<UserName, Path> all = always(new ArrayList<>());
            boolean wasIn = all.remove(user) != null;
            if (wasIn) {
                writeAlways(all);
            }
            return wasIn;
        });
    }

    /** Whose offers are taken without asking, and where they go. */
    Map<UserName, Path> always() throws IOException {
        return always(new ArrayList<>());
    }

    private void writeAlways(Map<UserName, Path> all) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        all.forEach((each, where) -> lines.add(List.of(each.display(), where.toString())));
        write(alwaysFile(), FIRST_LINE_ALWAYS, lines);
    }

    private Map<UserName, Path> always(List<String> sentences) throws IOException {
        byte[] octets = LineFile.read(alwaysFile());
        LineFile.Content content = LineFile.parse(octets, FIRST_LINE_ALWAYS);
        Map<UserName, Path> all = new LinkedHashMap<>();
        boolean isRight = content.isWhole();
        for (String line : content.lines()) {
            String[] words = TabWords.words(line);
            try {
                all.put(UserName.of(words[0]), Path.of(words[1]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                isRight = false;
            }
        }
        if (!isRight) {
            sentences.add("The list of those whose files are taken without asking, " + alwaysFile()
                    + ", can't be read wholly. Who isn't in what could be read is asked about again.");
        }
        return all;
    }

    private void write(Path file, String first, List<List<String>> lines) throws IOException {
        StringBuilder text = new StringBuilder(first).append('\n');
        lines.forEach(words -> text.append(LineFile.line(TabWords.line(words))));
        AtomicFiles.createPrivateFolders(folder);
        AtomicFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Names and ids come from others, so no part of a path is made of them. */
    private Path file(boolean isOwn, UserName peer, RequestId id) {
        String what = (isOwn ? "sent" : "received") + "\n" + peer.display() + "\n" + id.value();
        byte[] hash = Sha256.digest().digest(what.getBytes(StandardCharsets.UTF_8));
        return folder.resolve("offer-" + HexFormat.of().formatHex(hash, 0, NAME_OCTETS));
    }
}
