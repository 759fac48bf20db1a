package io.naru.client.update;

import io.naru.client.event.DownloadOrder;
import io.naru.client.event.FindEvent;
import io.naru.client.input.Action;
import io.naru.client.state.FindList;
import io.naru.client.state.Focus;
import io.naru.client.state.FoundRow;
import io.naru.client.state.ListCursor;
import io.naru.client.state.Overlay;
import java.util.List;
import java.util.Optional;

/**
 * Searching in everybody's files, from the words to a download.
 *
 * <p>Threading: made for one event.
 */
final class FileSearch implements FindEvent.Handler {
    private final Turn turn;

    FileSearch(Turn turn) {
        this.turn = turn;
    }

    /** {@code /find}: with words asks everybody; without, goes back to what was found last. */
    void search(String words) {
        if (words.isBlank()) {
            turn.asked
                    .found()
                    .ifPresentOrElse(
                            this::show, () -> turn.hint("What are you looking for? /find WORDS asks everybody here."));
        } else if (!turn.link.isUp()) {
            turn.hint("Not connected just now, so nobody can be asked.");
        } else {
            turn.focus(Focus.COMPOSER);
            show(FindList.asked(words.strip(), turn.asked.found(), sharing()));
            turn.effect(new TransferEffect.Find(words.strip()));
        }
    }

    /** How many others share something. */
    private int sharing() {
        return (int) turn.roster.entries().stream()
                .filter(entry -> !entry.isMe() && entry.sharedFiles().orElse(0) > 0)
                .count();
    }

    private void show(FindList list) {
        turn.overlay = Optional.of(list);
        turn.asked = turn.asked.withFound(list);
    }

    private Optional<FindList> open() {
        return turn.overlay.flatMap(Overlay::asFound);
    }

    @Override
    public void onFindHits(FindEvent.FindHits event) {
        waiting(event.search(), event.words()).ifPresent(list -> changed(list.with(event)));
    }

    @Override
    public void onFindEnded(FindEvent.FindEnded event) {
        waiting(event.search(), event.words()).ifPresent(list -> changed(list.with(event)));
    }

    private Optional<FindList> waiting(long search, String words) {
        return turn.asked.found().filter(list -> !list.isOver() && list.isOf(search, words));
    }

    private void changed(FindList list) {
        boolean isShown = open().isPresent();
        turn.asked = turn.asked.withFound(list);
        if (isShown) {
            turn.overlay = Optional.of(list);
        }
    }

    /** Moves the cursor. */
    void move(FindList list, Action action) {
        int rows = turn.sizes().overlayRows();
        ListCursor cursor = ListKeys.moved(list.cursor(), action, list.rows().size(), rows);
        show(list.withCursor(cursor));
    }

    /** Enter: downloads it from all who have it, and stays. */
    void download(FindList list) {
        list.selected()
                .ifPresent(row ->
                        new FilesKeys(turn).download(new Overlay.Downloads(List.of(row.wanted())), Optional.empty()));
    }

    /** Goes to where the first owner has it. */
    void browse() {
        open().flatMap(FindList::selected).ifPresent(row -> {
            DownloadOrder.Source source = row.sources().get(0);
            new Listings(turn).openAt(source.owner(), source.path());
        });
    }

    /** Looks at its beginning. */
    void peek() {
        open().flatMap(FindList::selected).map(FoundRow::wanted).ifPresent(new Peeks(turn)::look);
    }

    /** Whoever closes the list wants no more of it. */
    void afterEvent(Optional<Overlay> before) {
        boolean wasOpen = before.flatMap(Overlay::asFound).isPresent();
        boolean isLeft = wasOpen && open().isEmpty();
        turn.asked
                .found()
                .filter(list -> isLeft && !list.isOver())
                .ifPresent(list -> list.search().ifPresent(search -> turn.effect(new TransferEffect.EndFind(search))));
    }
}
