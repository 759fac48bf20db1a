package io.naru.client.view;

import io.naru.client.state.AppState;
import io.naru.client.state.FindList;
import io.naru.client.state.HitList;
import io.naru.client.state.OfferPage;
import io.naru.client.state.Overlay;
import io.naru.client.state.PeekPage;

/**
 * Draws what lies over the panes. The search of the chat isn't drawn here: it stands in the composer's place.
 *
 * <p>Threading: confined to one thread, for one frame.
 */
final class Overlays implements Overlay.Handler {
    private final AppState state;
    private final Panes panes;
    private final Canvas canvas;

    Overlays(AppState state, Panes panes, Canvas canvas) {
        this.state = state;
        this.panes = panes;
        this.canvas = canvas;
    }

    @Override
    public void onHelp(Overlay.Help help) {
        canvas.hideCursor();
        PageOverlay.help(panes, state, help).draw(canvas);
    }

    @Override
    public void onDetails(Overlay.Details details) {
        canvas.hideCursor();
        PageOverlay.details(panes, state, details).draw(canvas);
    }

    @Override
    public void onConfirm(Overlay.Confirm confirm) {
        canvas.hideCursor();
        QuestionOverlay.drawConfirm(panes, confirm, canvas);
    }

    @Override
    public void onPrompt(Overlay.Prompt prompt) {
        canvas.hideCursor();
        QuestionOverlay.drawPrompt(panes, prompt, canvas);
    }

    @Override
    public void onPassword(Overlay.PasswordPrompt prompt) {
        canvas.hideCursor();
        QuestionOverlay.drawPassword(panes, prompt, canvas);
    }

    @Override
    public void onHits(HitList hits) {
        canvas.hideCursor();
        new HitsOverlay(panes, state, hits).draw(canvas);
    }

    @Override
    public void onFound(FindList found) {
        canvas.hideCursor();
        new FoundOverlay(panes, state, found).draw(canvas);
    }

    @Override
    public void onPeek(PeekPage page) {
        canvas.hideCursor();
        PageOverlay.peek(panes, state, page).draw(canvas);
    }

    @Override
    public void onOffers(OfferPage page) {
        canvas.hideCursor();
        OffersOverlay.draw(panes, state, page, canvas);
    }

    @Override
    public void onRooms(Overlay.Rooms rooms) {
        canvas.hideCursor();
        RoomsOverlay.draw(panes, rooms, canvas);
    }

    @Override
    public void onSearch(Overlay.Search search) {}
}
