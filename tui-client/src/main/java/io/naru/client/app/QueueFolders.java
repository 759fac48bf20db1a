package io.naru.client.app;

import io.naru.client.agent.Agent;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.Pace;
import io.naru.client.agent.RequestIds;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.share.RemoteShares;
import io.naru.client.transfer.FolderLister;
import io.naru.common.message.FileMessage;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The queue's own questions about what is in others' folders, apart from those of the screen.
 *
 * <p>Threading: the agent's.
 */
final class QueueFolders implements FolderLister {
    private final RemoteShares shares;
    private final Map<Place, List<Listener>> waiting = new HashMap<>();

    private record Place(UserName owner, String folder) {}

    QueueFolders(Agent agent, FileSender sender, RequestIds ids, Pace pace) {
        this.shares = new RemoteShares(agent, sender, ids, this::hear, pace);
    }

    @Override
    public void list(UserName owner, String folder, String cursor, Listener listener) {
        Place place = new Place(owner, folder);
        waiting.computeIfAbsent(place, first -> new ArrayList<>()).add(listener);
        try {
            shares.list(owner, folder, cursor);
        } catch (InvalidValueException e) {
            waiting.remove(place);
            listener.onFailed(e.getMessage());
        }
    }

    private void hear(EngineEvent event) {
        if (event instanceof ListingEvent.ListingReceived page) {
            boolean isLast = !page.nextCursor().equals(RemoteShares.MORE_COMES);
            Place place = new Place(page.owner(), page.folder());
            List<Listener> told = List.copyOf(waiting.getOrDefault(place, List.of()));
            if (isLast) {
                waiting.remove(place);
            }
            told.forEach(
                    each -> each.onEntries(page.entries(), page.isFlat(), isLast ? page.nextCursor() : "", isLast));
        } else if (event instanceof ListingEvent.ListingFailed failed) {
            List<Listener> told = waiting.remove(new Place(failed.owner(), failed.folder()));
            if (told != null) {
                told.forEach(each -> each.onFailed(failed.sentence()));
            }
        }
    }

    void onStart(FileMessage.ListStart start) {
        shares.onStart(start);
    }

    void onEntry(FileMessage.ListEntry entry) {
        shares.onEntry(entry);
    }

    void onEnd(FileMessage.ListEnd end) {
        shares.onEnd(end);
    }

    boolean onRefused(FileMessage.DownloadRefuse refusal) {
        return shares.onRefused(refusal);
    }

    boolean onRefused(String id, ErrorCode code, String text) {
        return shares.onRefused(id, code, text);
    }

    void onGone(UserName user) {
        shares.onGone(user);
    }

    void onDown() {
        shares.onDown();
    }
}
