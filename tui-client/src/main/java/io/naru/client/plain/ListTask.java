package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.RemoteEntry;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.util.Optional;

/**
 * Prints a folder of somebody's share, page by page; after a break of the link it goes on where it was.
 *
 * <p>Threading: one thread.
 */
final class ListTask implements Task {
    private final UserName owner;
    private final String folder;
    private final FileFormat format;
    private final People people = new People();
    private Optional<Engine> engine = Optional.empty();
    private String cursor = "";
    private boolean isAsked;
    private boolean isDone;

    ListTask(UserName owner, String folder, FileFormat format) {
        this.owner = owner;
        this.folder = folder;
        this.format = format;
    }

    @Override
    public void onUp(Engine up, EngineEvent.LinkUp event) {
        engine = Optional.of(up);
        people.begin();
        isAsked = false;
    }

    @Override
    public boolean onEvent(EngineEvent event) throws IOException {
        if (people.onEvent(event)) {
            if (people.areAllTold() && !isAsked) {
                people.checkOnline(owner);
                ask();
            }
            return true;
        }
        if (event instanceof ListingEvent.ListingFailed failed && isMine(failed.owner(), failed.folder())) {
            throw new OutcomeException(Outcome.of(failed.fault()), failed.sentence());
        }
        if (event instanceof ListingEvent.ListingReceived page && isMine(page.owner(), page.folder())) {
            onPage(page);
            return true;
        }
        return false;
    }

    private void onPage(ListingEvent.ListingReceived page) {
        for (RemoteEntry entry : page.entries()) {
            format.entry(owner, page.isFlat() ? "" : folder, entry);
        }
        cursor = page.nextCursor();
        isDone = cursor.isEmpty() || format.isBroken();
        if (!isDone) {
            ask();
        }
    }

    private void ask() {
        isAsked = true;
        engine.orElseThrow().list(owner, folder, cursor);
    }

    @Override
    public void onTooLate(String lost, String gaveUp) throws IOException {
        if (lost.isEmpty() && isAsked) {
            throw new OutcomeException(Outcome.ABSENT, owner + " doesn't answer." + gaveUp);
        }
        Task.super.onTooLate(lost, gaveUp);
    }

    private boolean isMine(UserName user, String path) {
        return user.equals(owner) && path.equals(folder);
    }

    @Override
    public boolean isWaiting() {
        return true;
    }

    @Override
    public boolean isDone() {
        return isDone;
    }
}
