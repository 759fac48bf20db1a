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
import io.naru.common.text.SafeText;
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
            default -> throw new IllegalStateException("not about files: " + action);
        }
    }

    private void open(Person owner, FileEntry entry) {
        if (entry.isUp()) {
            up();
        } else if (entry.isFolder()) {
            new Listings(turn).openFolder(entry.path(), "");
        } else {
            download(new Downloads(owner, List.of(entry)), Optional.empty());
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

    /** The marked files, or else the one under the cursor. */
    private Optional<Downloads> chosen(Person owner) {
        Browser browser = turn.browser;
        List<FileEntry> marked =
                browser.listing().entries().stream().filter(browser::isMarked).toList();
        if (!marked.isEmpty()) {
            return Optional.of(new Downloads(owner, marked));
        }
        Optional<FileEntry> file = browser.selected().filter(entry -> !entry.isFolder());
        if (file.isEmpty()) {
            turn.hint("Folders aren't downloaded as a whole. Open it, mark files with Space, and press d.");
        }
        return file.map(entry -> new Downloads(owner, List.of(entry)));
    }

    private void askFolder(Downloads files) {
        String what = files.entries().size() == 1
                ? files.entries().get(0).name().value()
                : Quantities.count(files.entries().size(), "file");
        turn.overlay = Optional.of(new Overlay.Prompt(
                SafeText.line("Download " + what + " into which folder? Nothing for the usual one."),
                TextField.EMPTY,
                files));
    }

    /**
     * Queues files; those on their way already are left out.
     *
     * @param into as the person typed it; empty for the usual folder
     */
    void download(Downloads files, Optional<String> into) {
        Transfers transfers = turn.transfers;
        Person owner = files.owner();
        int queued = 0;
        for (FileEntry entry : files.entries()) {
            Mark mark = transfers.markOf(owner.user(), entry.path());
            if (mark != Mark.QUEUED && mark != Mark.DOWNLOADING) {
                turn.effect(new Effect.RequestDownload(owner.user(), entry.path(), entry.size(), into));
                queued++;
            }
        }
        turn.browser = turn.browser.withMarked(Set.of());
        String first = files.entries().get(0).name().value();
        if (queued == 0) {
            turn.hint(
                    files.entries().size() == 1 ? first + " is on its way already." : "They are on their way already.");
        } else {
            String what = queued == 1 && files.entries().size() == 1 ? first : Quantities.count(queued, "file");
            turn.hint("Queued " + what + " from " + owner.name() + ". F5 shows the queue.");
        }
    }

    private void mark(FileEntry entry) {
        if (entry.isFolder()) {
            turn.hint("Only files can be marked.");
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
        new Listings(turn).requestMore();
    }
}
