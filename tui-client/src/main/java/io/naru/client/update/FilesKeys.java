package io.naru.client.update;

import io.naru.client.input.Action;
import io.naru.client.state.Browser;
import io.naru.client.state.FileEntry;
import io.naru.client.state.FileOrder;
import io.naru.client.state.Overlay;
import io.naru.client.state.Overlay.Downloads;
import io.naru.client.state.Person;
import io.naru.client.state.Quantities;
import io.naru.client.state.TextField;
import io.naru.client.state.Transfers;
import io.naru.client.state.Transfers.Mark;
import io.naru.client.state.Wanted;
import io.naru.common.text.SafeText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of the Files pane.
 *
 * <p>Threading: made for one event.
 */
final class FilesKeys {
    private final Turn turn;

    FilesKeys(Turn turn) {
        this.turn = turn;
    }

    void act(Action action) {
        if (turn.browser.owner().isEmpty()) {
            turn.hint("Nobody's files are open. F3 goes to the users; Enter on a name opens what they share.");
            return;
        }
        Person owner = turn.browser.owner().get();
        switch (action) {
            case OPEN -> turn.browser.selected().ifPresent(entry -> open(owner, entry));
            case FOLDER_UP -> up();
            case DOWNLOAD -> chosen(owner).ifPresent(files -> download(files, Optional.empty()));
            case DOWNLOAD_INTO -> chosen(owner).ifPresent(this::askFolder);
            case MARK -> turn.browser.selected().ifPresent(this::mark);
            case SORT_SIZE -> sort(FileOrder.By.SIZE);
            case SORT_NAME -> sort(FileOrder.By.NAME);
            case SORT_TIME -> sort(FileOrder.By.TIME);
            case RELOAD -> new Listings(turn).reload();
            case PEEK -> peek(owner);
            default -> throw new IllegalStateException("not about files: " + action);
        }
    }

    private void open(Person owner, FileEntry entry) {
        if (entry.isUp()) {
            up();
        } else if (entry.isFolder()) {
            new Listings(turn).openFolder(entry.path(), "");
        } else {
            download(new Downloads(List.of(Wanted.of(owner, entry))), Optional.empty());
        }
    }

    private void peek(Person owner) {
        Optional<FileEntry> chosen = turn.browser.selected().filter(entry -> !entry.isUp());
        if (chosen.isPresent()) {
            new Peeks(turn).look(Wanted.of(owner, chosen.get()));
        } else {
            turn.hint("There is nothing here to look at.");
        }
    }

    private void up() {
        Browser browser = turn.browser;
        if (browser.folder().isEmpty()) {
            turn.hint("This is the top of the share.");
        } else {
            new Listings(turn).openFolder(browser.parent(), browser.folder());
        }
    }

    /** What is marked, or else what is under the cursor. */
    private Optional<Downloads> chosen(Person owner) {
        Browser browser = turn.browser;
        List<FileEntry> chosen =
                browser.listing().entries().stream().filter(browser::isMarked).toList();
        if (chosen.isEmpty()) {
            chosen = browser.selected().filter(entry -> !entry.isUp()).stream().toList();
        }
        if (chosen.isEmpty()) {
            turn.hint("There is nothing here to download.");
            return Optional.empty();
        }
        return Optional.of(new Downloads(
                chosen.stream().map(entry -> Wanted.of(owner, entry)).toList()));
    }

    private void askFolder(Downloads files) {
        turn.overlay = Optional.of(new Overlay.Prompt(
                SafeText.line("Download " + called(files.wanted()) + " into which folder? Nothing for the usual one."),
                TextField.EMPTY,
                files));
    }

    private static String called(List<Wanted> wanted) {
        if (wanted.size() == 1) {
            return wanted.get(0).name() + (wanted.get(0).isFolder() ? "/" : "");
        }
        long folders = wanted.stream().filter(Wanted::isFolder).count();
        long files = wanted.size() - folders;
        String counted = files == 0 ? "" : Quantities.count(files, "file");
        String and = files == 0 || folders == 0 ? "" : " and ";
        return counted + and + (folders == 0 ? "" : Quantities.count(folders, "folder"));
    }

    /**
     * Queues files and folders; those on their way already are left out.
     *
     * @param into as the person typed it; empty for the usual folder
     */
    void download(Downloads files, Optional<String> into) {
        Transfers transfers = turn.transfers;
        List<Wanted> queued = new ArrayList<>();
        for (Wanted wanted : files.wanted()) {
            Mark mark = transfers.markOf(wanted.first().owner(), wanted.first().path());
            if (mark != Mark.QUEUED && mark != Mark.DOWNLOADING) {
                turn.effect(new TransferEffect.Download(wanted, into));
                queued.add(wanted);
            }
        }
        turn.browser = turn.browser.withMarked(Set.of());
        if (queued.isEmpty()) {
            boolean isOne = files.wanted().size() == 1;
            turn.hint(isOne ? called(files.wanted()) + " is on its way already." : "They are on their way already.");
        } else {
            String owner = Person.of(queued.get(0).first().owner()).name().value();
            turn.hint("Queued " + called(queued) + " from " + owner + ". F5 shows the queue.");
        }
    }

    private void mark(FileEntry entry) {
        if (entry.isUp()) {
            turn.hint("The way up can't be marked.");
            return;
        }
        Set<String> marked = new HashSet<>(turn.browser.marked());
        if (!marked.remove(entry.path())) {
            marked.add(entry.path());
        }
        turn.browser = turn.browser.withMarked(marked);
        new ListKeys(turn).act(Action.LIST_DOWN);
    }

    private void sort(FileOrder.By by) {
        turn.browser = turn.browser.withOrder(turn.browser.order().toggled(by));
        new Listings(turn).refine();
    }
}
