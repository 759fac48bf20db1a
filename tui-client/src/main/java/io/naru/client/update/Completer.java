package io.naru.client.update;

import io.naru.client.command.CommandRow;
import io.naru.client.command.CommandTable;
import io.naru.client.command.CompletionPoint;
import io.naru.client.command.Parameter.Kind;
import io.naru.client.command.ShareWords;
import io.naru.client.command.TransferCommand;
import io.naru.client.command.Words;
import io.naru.client.state.Browser;
import io.naru.client.state.Completion;
import io.naru.client.state.Completion.Candidate;
import io.naru.client.state.FileEntry;
import io.naru.client.state.RosterEntry;
import io.naru.client.state.Setting;
import io.naru.client.state.TextField;
import io.naru.client.state.Texts;
import io.naru.client.state.Transfer;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.RoomName;
import io.naru.common.text.SafeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tab in the composer: commands, their arguments, and names in a message.
 *
 * <p>Threading: made for one event.
 */
final class Completer {
    private static final int CANDIDATES_MAX = 1000;

    private static final Set<Kind> LOCAL = Set.of(Kind.LOCAL_FOLDER, Kind.LOCAL_FILES);

    private final Turn turn;

    Completer(Turn turn) {
        this.turn = turn;
    }

    /** The next candidate, or the one before. */
    void complete(int step) {
        Optional<Completion> open = turn.composer.completion();
        if (open.isPresent()) {
            put(open.get(), open.get().moved(step));
            return;
        }
        Optional<CompletionPoint> point =
                CompletionPoint.in(turn.composer.field().before());
        if (point.isEmpty()) {
            turn.hint("There is nothing to complete here.");
        } else if (point.get().kind().equals(Optional.of(Kind.LOCAL_FOLDER))) {
            turn.effect(new Effect.CompletePath(point.get().typed()));
        } else if (point.get().kind().equals(Optional.of(Kind.LOCAL_FILES))) {
            turn.effect(new Effect.CompletePath(point.get().typed(), true));
        } else {
            begin(point.get(), candidates(point.get()), step);
        }
    }

    /** The folders that were asked for, if the composer still stands where it asked. */
    void onPathsFound(String prefix, List<String> paths) {
        Optional<CompletionPoint> point = CompletionPoint.in(
                        turn.composer.field().before())
                .filter(found -> found.kind().filter(LOCAL::contains).isPresent()
                        && found.typed().equals(prefix));
        if (point.isPresent() && turn.composer.completion().isEmpty()) {
            Optional<CompletionPoint> behind = paths.isEmpty()
                    ? ShareWords.behindFolder(
                            turn.composer.field().before(), point.get().start())
                    : Optional.empty();
            if (point.get().kind().equals(Optional.of(Kind.LOCAL_FOLDER)) && behind.isPresent()) {
                begin(behind.get(), candidates(behind.get()), 1);
                return;
            }
            boolean areWords = point.get().kind().equals(Optional.of(Kind.LOCAL_FILES));
            begin(point.get(), paths.stream().map(path -> path(path, areWords)).toList(), 1);
        }
    }

    private static Candidate path(String path, boolean isWord) {
        return isWord
                ? new Candidate(Words.quoted(path), SafeText.line(path), path.endsWith("/") ? "" : " ")
                : candidate(path, "");
    }

    /** Puts back what was typed. */
    void giveUp() {
        Completion open = turn.composer.completion().orElseThrow();
        Completion original = new Completion(open.candidates(), -1, open.start(), open.original());
        put(open, original);
        turn.composer = turn.composer.edited(turn.composer.field());
    }

    private void begin(CompletionPoint point, List<Candidate> candidates, int step) {
        if (candidates.isEmpty()) {
            turn.hint(nothing(point));
            return;
        }
        // Written as it was typed, not as the point has it: names of commands are compared in small letters.
        String original = turn.composer.field().before().substring(point.start());
        Completion none = new Completion(candidates, -1, point.start(), original);
        put(none, none.moved(step));
        if (candidates.size() == 1) {
            turn.composer = turn.composer.edited(turn.composer.field());
        }
    }

    private void put(Completion before, Completion after) {
        TextField field = turn.composer.field();
        int end = before.start() + before.inserted().length();
        turn.composer = turn.composer.completed(field.replace(before.start(), end, after.inserted()), after);
    }

    private String nothing(CompletionPoint point) {
        boolean isRemote = point.kind().isPresent()
                && (point.kind().get() == Kind.REMOTE_FILE || point.kind().get() == Kind.REMOTE_FOLDER);
        if (isRemote && !isOpen(point.before().get(0))) {
            return "Their files aren't open here. /ls " + point.before().get(0) + " opens them.";
        }
        boolean isBanned = point.kind().equals(Optional.of(Kind.BANNED))
                && turn.asked.bans().isEmpty();
        boolean isKey = point.kind().equals(Optional.of(Kind.FINGERPRINT))
                && turn.asked.keys().isEmpty();
        if (isBanned || isKey) {
            return "Nothing is known to complete this with. " + (isKey ? "/keys" : "/bans") + " asks the relay.";
        }
        return point.typed().isEmpty()
                ? "There is nothing to complete here."
                : "Nothing begins with \"" + point.typed() + "\".";
    }

    private List<Candidate> candidates(CompletionPoint point) {
        if (point.kind().isEmpty()) {
            return commands(point.typed());
        }
        return switch (point.kind().get()) {
            case USER, TARGET -> users(point);
            case REMOTE_FILE -> files(point, false);
            case REMOTE_FOLDER -> files(point, true);
            case COMMAND ->
                commands(point.typed().startsWith("/") ? point.typed().substring(1) : point.typed());
            case TRANSFER -> transfers(point.typed());
            case SETTING ->
                matching(
                        point.typed(),
                        List.of(Setting.values()).stream().map(Setting::word).toList(),
                        " ");
            case SETTING_VALUE ->
                Setting.named(point.before().get(0))
                        .map(setting -> matching(point.typed(), setting.choices(), ""))
                        .orElse(List.of());
            case ROOM -> rooms(point);
            case PRIVATE -> matching(point.typed(), List.of("private"), "");
            case YES -> matching(point.typed(), List.of("yes"), "");
            case BANNED -> banned(point.typed(), ModerationVerb.BAN);
            case MUTED -> {
                List<Candidate> muted = banned(point.typed(), ModerationVerb.MUTE);
                yield muted.isEmpty() ? users(point) : muted;
            }
            case FINGERPRINT -> keys(point.typed());
            case QUEUE_VERB ->
                matching(
                        point.typed(),
                        Arrays.stream(TransferCommand.Verb.values())
                                .map(TransferCommand.Verb::word)
                                .toList(),
                        " ");
            case REPLY -> {
                List<String> words = new ArrayList<>();
                Arrays.stream(TransferCommand.Reply.values()).forEach(reply -> words.add(reply.word()));
                words.add(TransferCommand.AskAgain.WORD);
                yield matching(point.typed(), words, " ");
            }
            case OFFER_OR_USER ->
                point.before().get(0).equalsIgnoreCase(TransferCommand.AskAgain.WORD) ? users(point) : List.of();
            case SHARE_WORD -> shareWords(point);
            case SHARE_AUDIENCE -> {
                List<Candidate> audience = new ArrayList<>(users(point));
                audience.addAll(point.typed().isEmpty() || point.typed().startsWith("#") ? rooms(point) : List.of());
                audience.addAll(shareWords(point));
                yield audience;
            }
            case SHARE -> matching(point.typed(), turn.share.names(), "");
            case TEXT, LOCAL_FOLDER, LOCAL_FILES, SPAN -> List.of();
        };
    }

    private static List<Candidate> shareWords(CompletionPoint point) {
        List<String> left = ShareWords.ALL.stream()
                .filter(word -> !point.before().contains(word))
                .toList();
        return matching(point.typed(), left, " ");
    }

    private List<Candidate> banned(String typed, ModerationVerb verb) {
        return matching(
                typed,
                turn.asked.bansAt(turn.now.instant()).stream()
                        .filter(ban -> ban.verb() == verb)
                        .map(ban -> ban.target().toString())
                        .toList(),
                "");
    }

    private List<Candidate> keys(String typed) {
        return turn.asked.keys().stream()
                .filter(key -> Texts.startsWith(key.fingerprint().toString(), typed))
                .map(key -> new Candidate(
                        key.fingerprint().toString(),
                        SafeText.line(key.label().isEmpty() ? key.fingerprint().toString() : key.label()),
                        ""))
                .toList();
    }

    private List<Candidate> commands(String typed) {
        List<Candidate> candidates = new ArrayList<>();
        for (String name : CommandTable.names()) {
            if (Texts.startsWith(name, typed)) {
                Optional<CommandRow> row = CommandTable.named(name);
                if (row.filter(found -> !found.isFor(turn.link.role())).isPresent()) {
                    continue;
                }
                boolean isMore = row.isPresent() && !row.get().parameters().isEmpty();
                candidates.add(candidate(name, isMore ? " " : ""));
            }
        }
        return candidates;
    }

    private List<Candidate> users(CompletionPoint point) {
        boolean isMessage = !turn.composer.field().text().startsWith("/")
                || turn.composer.field().text().startsWith("//");
        if (isMessage && point.typed().isEmpty()) {
            return List.of();
        }
        if (isMessage && point.typed().startsWith("#")) {
            return rooms(point);
        }
        boolean hasSign = point.typed().startsWith("@");
        String suffix = isMessage && point.start() == 0 ? ": " : " ";
        List<Candidate> others = new ArrayList<>();
        List<Candidate> me = new ArrayList<>();
        for (RosterEntry entry : turn.roster.entries()) {
            String name = (hasSign ? "@" : "") + entry.person().user().display();
            if (Texts.startsWith(name, point.typed())) {
                (entry.isMe() ? me : others).add(candidate(name, suffix));
            }
        }
        others.addAll(me);
        return others;
    }

    /** Rooms with a tab, then those that were listed; a sign that isn't typed is added. */
    private List<Candidate> rooms(CompletionPoint point) {
        Set<RoomName> names = new LinkedHashSet<>();
        turn.rooms().forEach(room -> names.add(room.id()));
        turn.asked.rooms().forEach(listed -> names.add(listed.room()));
        String typed = point.typed();
        boolean hasSign = typed.isEmpty() || typed.startsWith("#") || typed.startsWith("@");
        String beginning = hasSign ? typed : "#" + typed;
        return names.stream()
                .map(RoomName::display)
                .filter(name -> Texts.startsWith(name, beginning))
                .map(name -> candidate(name, " "))
                .toList();
    }

    private boolean isOpen(String user) {
        return turn.browser
                .owner()
                .filter(owner -> owner.user().display().equalsIgnoreCase(user))
                .isPresent();
    }

    private List<Candidate> files(CompletionPoint point, boolean isFoldersOnly) {
        if (!isOpen(point.before().get(0))) {
            return List.of();
        }
        Browser browser = turn.browser;
        List<Candidate> candidates = new ArrayList<>();
        for (FileEntry entry : browser.listing().entries()) {
            if (candidates.size() == CANDIDATES_MAX) {
                break;
            }
            boolean isKind = entry.isFolder() || !isFoldersOnly;
            if (isKind && Texts.startsWith(entry.path(), point.typed())) {
                candidates.add(candidate(entry.path(), entry.isFolder() && !isFoldersOnly ? "/" : ""));
            }
        }
        return candidates;
    }

    private List<Candidate> transfers(String typed) {
        List<Candidate> candidates = new ArrayList<>();
        for (Transfer transfer : turn.transfers.all()) {
            String number = Long.toString(transfer.id());
            if (number.startsWith(typed)) {
                candidates.add(new Candidate(number, SafeText.line(number + " " + transfer.shownPath()), ""));
            }
        }
        return candidates;
    }

    private static List<Candidate> matching(String typed, List<String> words, String suffix) {
        return words.stream()
                .filter(word -> Texts.startsWith(word, typed))
                .map(word -> candidate(word, suffix))
                .toList();
    }

    private static Candidate candidate(String text, String suffix) {
        return new Candidate(text, SafeText.line(text), suffix);
    }
}
