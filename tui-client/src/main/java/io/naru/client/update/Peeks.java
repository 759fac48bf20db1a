package io.naru.client.update;

import io.naru.client.event.DownloadOrder;
import io.naru.client.event.PeekEvent;
import io.naru.client.input.Action;
import io.naru.client.state.Overlay;
import io.naru.client.state.PeekPage;
import io.naru.client.state.Peeked;
import io.naru.client.state.Person;
import io.naru.client.state.Wanted;
import io.naru.common.message.EntryKind;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looking at the beginning of a file that isn't downloaded.
 *
 * <p>Threading: made for one event.
 */
final class Peeks implements PeekEvent.Handler {
    private final Turn turn;

    Peeks(Turn turn) {
        this.turn = turn;
    }

    /** A file that was chosen. */
    void look(Wanted wanted) {
        if (wanted.isFolder()) {
            turn.hint("Only files have a beginning to look at; Enter opens the folder.");
        } else {
            open(wanted.first().owner(), wanted.first().path(), wanted.octets());
        }
    }

    /** A file that was typed. */
    void look(UserName owner, String path) {
        open(owner, path, OptionalLong.empty());
    }

    private void open(UserName owner, String path, OptionalLong octets) {
        turn.overlay = Optional.of(PeekPage.asked(Person.of(owner), path, octets));
        turn.effect(new TransferEffect.Peek(owner, path));
    }

    @Override
    public void onPeekReceived(PeekEvent.PeekReceived event) {
        shown(event.owner(), event.path())
                .ifPresent(page -> turn.overlay = Optional.of(page.with(Peeked.of(event.octets(), event.total()))));
    }

    @Override
    public void onPeekFailed(PeekEvent.PeekFailed event) {
        shown(event.owner(), event.path())
                .ifPresent(page -> turn.overlay = Optional.of(page.failed(SafeText.line(event.sentence()))));
    }

    private Optional<PeekPage> shown(UserName owner, String path) {
        return turn.overlay
                .flatMap(Overlay::asPeek)
                .filter(page -> page.owner().user().equals(owner) && page.path().equals(path));
    }

    /** Downloads the file that is looked at. */
    void act(Action action) {
        PeekPage page = turn.overlay.flatMap(Overlay::asPeek).orElseThrow();
        if (action != Action.DOWNLOAD) {
            throw new IllegalStateException("not about a look at a file: " + action);
        }
        String name = page.path().substring(page.path().lastIndexOf('/') + 1);
        Wanted wanted = new Wanted(
                EntryKind.FILE,
                SafeText.line(name),
                List.of(new DownloadOrder.Source(page.owner().user(), page.path())),
                page.octets(),
                Optional.empty());
        turn.overlay = Optional.empty();
        new FilesKeys(turn).download(new Overlay.Downloads(List.of(wanted)), Optional.empty());
    }
}
