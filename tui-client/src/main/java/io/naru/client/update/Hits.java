package io.naru.client.update;

import io.naru.client.event.RoomEvent;
import io.naru.client.input.Action;
import io.naru.client.state.Focus;
import io.naru.client.state.HitList;
import io.naru.client.state.ListCursor;
import io.naru.client.state.Overlay;
import io.naru.client.state.TextField;
import io.naru.common.message.FreeText;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import io.naru.common.wire.Limits;
import java.util.List;
import java.util.Optional;

/**
 * Searching what was said on the relay, from the words to a hit that is opened in its place.
 *
 * <p>Threading: made for one event.
 */
final class Hits {
    private final Turn turn;

    Hits(Turn turn) {
        this.turn = turn;
    }

    /** {@code /search}: with words, in all rooms; without, back to what was found last, or to typing some. */
    void search(String words) {
        if (!words.isBlank()) {
            begin(words, Optional.empty());
        } else if (turn.asked.hits().isPresent()) {
            show(turn.asked.hits().get());
        } else {
            new SearchKeys(turn).act(Action.SEARCH);
        }
    }

    /** Enter in the search of the lines: the same words, in the history of the room that is shown. */
    void search(Overlay.Search search) {
        String words = FreeText.scrub(search.query().text());
        if (words.isBlank()) {
            turn.hint("Type a word to search for.");
        } else if (FreeText.octets(words) > Limits.QUERY_OCTETS) {
            turn.hint("That is too long to search for: " + Limits.QUERY_OCTETS + " octets at most.");
        } else {
            turn.room(turn.room().withScroll(search.before()));
            begin(words, Optional.of(turn.room().id()));
        }
    }

    private void begin(String words, Optional<RoomName> room) {
        if (!turn.link.isUp()) {
            turn.hint("Not connected just now, so the relay can't be asked.");
            return;
        }
        HitList asked = HitList.asked(words, room, turn.request());
        turn.focus(Focus.COMPOSER);
        show(asked);
        ask(asked);
    }

    private void show(HitList list) {
        turn.overlay = Optional.of(list);
        turn.asked = turn.asked.withHits(list);
    }

    private void ask(HitList list) {
        turn.effect(new RoomEffect.Search(list.request(), list.words(), list.room(), list.next()));
    }

    /** A key about searching, while the list is open. */
    void act(Action action) {
        HitList list = open().orElseThrow();
        switch (action) {
            case SEARCH -> edit(list);
            case SCOPE -> changeScope(list);
            default -> throw new IllegalStateException("not about what was found: " + action);
        }
    }

    /** Moves the cursor; near the end more is asked for. */
    void move(HitList list, Action action) {
        int rows = turn.sizes().overlayRows();
        ListCursor cursor = ListKeys.moved(list.cursor(), action, list.hits().size(), rows);
        show(list.withCursor(cursor));
        askMore();
    }

    private Optional<HitList> open() {
        return turn.overlay.flatMap(Overlay::asHits);
    }

    private void askMore() {
        open().filter(this::wantsMore).ifPresent(list -> {
            HitList asking = list.asking(turn.request());
            show(asking);
            ask(asking);
        });
    }

    private boolean wantsMore(HitList list) {
        int rows = Math.max(1, turn.sizes().overlayRows());
        boolean isNearEnd = list.cursor().index() + rows >= list.hits().size();
        return !list.isAsking() && list.next().isPresent() && isNearEnd && turn.link.isUp();
    }

    /** Tab: in this room alone, or in all. */
    private void changeScope(HitList list) {
        Optional<RoomName> other = list.room().isPresent()
                ? Optional.empty()
                : Optional.of(turn.room().id());
        begin(list.words(), other);
    }

    /** Enter: the message in its place, with what was said around it. */
    void openSelected(HitList list) {
        list.selected().ifPresent(hit -> {
            turn.overlay = Optional.empty();
            new Places(turn).open(hit.room(), hit.seq());
        });
    }

    /** A page came. Kept also when the list isn't shown any more, for coming back to it. */
    void onFound(RoomEvent.Found event) {
        Optional<HitList> waiting =
                turn.asked.hits().filter(list -> list.isAsking() && list.request() == event.request());
        if (waiting.isEmpty()) {
            return;
        }
        List<HitList.Hit> page = event.hits().stream()
                .filter(hit -> !turn.settings.isIgnored(hit.message().sender()))
                .map(this::hit)
                .toList();
        boolean isShown = open().isPresent();
        HitList list = waiting.get().with(page, event.next());
        turn.asked = turn.asked.withHits(list);
        if (isShown) {
            turn.overlay = Optional.of(list);
            askMore();
        }
    }

    private HitList.Hit hit(RoomEvent.Hit found) {
        UserName sender = found.message().sender();
        String text = OwnMessages.bodyOf(found.message().text());
        return new HitList.Hit(
                found.room(),
                SafeText.line(found.room().display()),
                found.message().seq(),
                Listening.personOf(turn, sender),
                SafeText.line(text.replace('\n', ' ').replace('\t', ' ')),
                found.message().time());
    }

    /** The relay refused something, perhaps this: whether it is told here. */
    boolean isRefused(String sentence) {
        Optional<HitList> asking = open().filter(HitList::isAsking);
        asking.ifPresent(list -> show(list.refused(SafeText.line(sentence))));
        return asking.isPresent();
    }

    /** Ctrl+F: other words, from those that were searched for. */
    private void edit(HitList list) {
        turn.overlay = Optional.empty();
        SearchKeys search = new SearchKeys(turn);
        search.act(Action.SEARCH);
        turn.overlay.flatMap(Overlay::asSearch).ifPresent(opened -> search.query(opened, TextField.of(list.words())));
    }
}
