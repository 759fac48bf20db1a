package io.naru.client.transfer;

import io.naru.client.data.PartFile;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferState;
import io.naru.common.file.LineFile;
import io.naru.common.message.EntryKind;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the lines of a journal say together. A line is {@link TabWords}; what is absent is empty.
 *
 * <pre>
 *     + ID MILLIS PRIORITY KIND AGAIN OCTETS ROOT FOLDER OWNER PATH [OWNER PATH]…     ordered
 *     s ID STATE SENTENCE                                                             how it stands
 *     t ID PATH                                                                       where it goes
 *     p ID PATH KEY                                                                    what has come of it
 *     r ID PRIORITY                                                                   another priority
 *     z ID OCTETS                                                                     how large it is
 *     c ID FILES FAILED OCTETS                                                        what is in the folder, and is here
 *     f ID PATH                                                                       this file of the folder is here
 *     - ID                                                                            cleared
 * </pre>
 *
 * <p>Threading: one thread at a time.
 */
final class JournalState {
    private static final int FIXED_WORDS = 9;

    private final Map<Long, KeptOrder> orders = new LinkedHashMap<>();
    private final Map<Long, Set<String>> filesHere = new LinkedHashMap<>();

    /** All downloads by their ids, oldest first. */
    Map<Long, KeptOrder> orders() {
        return Collections.unmodifiableMap(orders);
    }

    /** The ids, oldest first. */
    List<Long> ids() {
        return List.copyOf(orders.keySet());
    }

    /** Which files of a folder are here already, by their paths below it. */
    Set<String> filesHere(long id) {
        return Set.copyOf(filesHere.getOrDefault(id, Set.of()));
    }

    /** Says nothing any more. */
    void clear() {
        orders.clear();
        filesHere.clear();
    }

    // What is written

    static String added(long id, KeptOrder kept) {
        DownloadOrder wanted = kept.wanted();
        List<String> words = new ArrayList<>(List.of(
                "+",
                Long.toString(id),
                Long.toString(kept.added().toEpochMilli()),
                Integer.toString(kept.priority()),
                wanted.kind() == EntryKind.FOLDER ? "folder" : "file",
                wanted.isAgain() ? "again" : "",
                wanted.octets().isPresent() ? Long.toString(wanted.octets().getAsLong()) : "",
                wanted.root().map(RootHash::hex).orElse(""),
                wanted.intoFolder().toString()));
        for (DownloadOrder.Source source : wanted.sources()) {
            words.add(source.owner().display());
            words.add(source.path());
        }
        return line(words);
    }

    static String stands(long id, TransferState state, String sentence) {
        return line(List.of("s", Long.toString(id), KeptOrder.kept(state).name(), sentence));
    }

    static String target(long id, Path target) {
        return line(List.of("t", Long.toString(id), target.toString()));
    }

    static String part(long id, Optional<PartFile.Mark> part) {
        String path = part.map(mark -> mark.path().toString()).orElse("");
        String key = part.map(PartFile.Mark::fileKey).orElse("");
        return line(List.of("p", Long.toString(id), path, key));
    }

    static String priority(long id, int priority) {
        return line(List.of("r", Long.toString(id), Integer.toString(priority)));
    }

    static String size(long id, long octets) {
        return line(List.of("z", Long.toString(id), Long.toString(octets)));
    }

    static String inside(long id, KeptOrder.Inside inside) {
        return line(List.of(
                "c",
                Long.toString(id),
                Integer.toString(inside.files()),
                Integer.toString(inside.failed()),
                Long.toString(inside.doneOctets())));
    }

    static String fileHere(long id, String path) {
        return line(List.of("f", Long.toString(id), path));
    }

    static String cleared(long id) {
        return line(List.of("-", Long.toString(id)));
    }

    /** Whether a line, as it is written, may make the rest shorter. */
    static boolean isShrinking(String line) {
        return line.startsWith("-\t", line.indexOf(' ') + 1);
    }

    /** Whether a line, as it is written, tells only what is no more when the program has ended. */
    static boolean isFleeting(String line) {
        String[] words = TabWords.words(line.substring(line.indexOf(' ') + 1, line.length() - 1));
        boolean isState = words[0].equals("s") && words.length == 4;
        if (isState) {
            TransferState state = TransferState.valueOf(words[2]);
            return state != TransferState.QUEUED && state != KeptOrder.lasting(state);
        }
        return words[0].equals("c");
    }

    /** All that is to be known, in as few lines as it takes. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        orders.forEach((id, kept) -> lines.addAll(linesOf(id, kept, filesHere.getOrDefault(id, Set.of()))));
        return lines;
    }

    /** All that is to be known of one download. */
    static List<String> linesOf(long id, KeptOrder kept, Set<String> here) {
        List<String> lines = new ArrayList<>();
        lines.add(added(id, kept));
        kept.target().ifPresent(path -> lines.add(target(id, path)));
        if (kept.part().isPresent()) {
            lines.add(part(id, kept.part()));
        }
        if (!kept.octets().equals(kept.wanted().octets())) {
            kept.octets().ifPresent(octets -> lines.add(size(id, octets)));
        }
        kept.inside().ifPresent(inside -> lines.add(inside(id, inside)));
        here.forEach(path -> lines.add(fileHere(id, path)));
        if (kept.state() != TransferState.QUEUED) {
            lines.add(stands(id, kept.state(), kept.sentence()));
        }
        return lines;
    }

    // What is read

    /** Takes a line; false if it can't be one of ours. */
    boolean take(String line) {
        String[] words = TabWords.words(line);
        try {
            return words.length > 1 && take(words, Long.parseLong(words[1]));
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    private boolean take(String[] words, long id) {
        String kind = words[0];
        if (kind.equals("+") && words.length >= FIXED_WORDS + 2 && words.length % 2 == FIXED_WORDS % 2) {
            orders.put(id, ordered(words));
            return true;
        }
        if (kind.equals("-") && words.length == 2) {
            orders.remove(id);
            filesHere.remove(id);
            return true;
        }
        if (kind.equals("f") && words.length == 3) {
            filesHere.computeIfAbsent(id, first -> new LinkedHashSet<>()).add(words[2]);
            return true;
        }
        if (kind.equals("s") && words.length == 4) {
            TransferState state = TransferState.valueOf(words[2]);
            return change(id, kept -> kept.with(state, words[3]));
        }
        if (kind.equals("p") && words.length == 4) {
            Optional<PartFile.Mark> part = path(words[2]).map(path -> new PartFile.Mark(path, words[3]));
            return change(id, kept -> kept.withPart(part));
        }
        if (kind.equals("c") && words.length == 5) {
            KeptOrder.Inside inside = new KeptOrder.Inside(
                    Integer.parseInt(words[2]), Integer.parseInt(words[3]), Long.parseLong(words[4]));
            return change(id, kept -> kept.withInside(inside));
        }
        if (words.length != 3) {
            return false;
        }
        return switch (kind) {
            case "t" -> change(id, kept -> kept.withTarget(path(words[2])));
            case "z" -> change(id, kept -> kept.withOctets(Long.parseLong(words[2])));
            case "r" -> change(id, kept -> kept.withPriority(Integer.parseInt(words[2])));
            default -> false;
        };
    }

    /** What isn't there any more has been cleared before its last news was written. */
    private boolean change(long id, UnaryOperator<KeptOrder> change) {
        orders.computeIfPresent(id, (same, kept) -> change.apply(kept));
        return true;
    }

    private static KeptOrder ordered(String[] words) {
        List<DownloadOrder.Source> sources = new ArrayList<>();
        for (int i = FIXED_WORDS; i < words.length; i += 2) {
            sources.add(new DownloadOrder.Source(UserName.of(words[i]), words[i + 1]));
        }
        DownloadOrder wanted = new DownloadOrder(
                words[4].equals("folder") ? EntryKind.FOLDER : EntryKind.FILE,
                sources,
                words[6].isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(words[6])),
                words[7].isEmpty() ? Optional.empty() : Optional.of(new RootHash(words[7])),
                path(words[8]).orElseThrow(() -> new IllegalArgumentException("no folder")),
                words[5].equals("again"));
        return new KeptOrder(
                wanted,
                Instant.ofEpochMilli(Long.parseLong(words[2])),
                Integer.parseInt(words[3]),
                TransferState.QUEUED,
                "",
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Path> path(String word) throws InvalidPathException {
        return word.isEmpty() ? Optional.empty() : Optional.of(Path.of(word));
    }

    private static String line(List<String> words) {
        return LineFile.line(TabWords.line(words));
    }
}
