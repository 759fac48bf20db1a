package io.naru.client.app;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.link.LinkListener;
import io.naru.client.talk.TalkAccount;
import io.naru.common.message.FileMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomNews;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import io.naru.common.wire.ErrorCode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the link tells, taken to where it belongs.
 *
 * <p>Threading: the agent's.
 */
final class LinkEars implements LinkListener {
    private final Supplier<EngineParts> parts;
    private final Optional<Path> queueFolder;
    private final EngineEvent.Sink sink;

    /**
     * Ears that hear once there is something to hear for.
     *
     * @param parts which are made after the link; not asked for before it tells something
     * @param queueFolder where the accounts' queues are kept
     */
    LinkEars(Supplier<EngineParts> parts, Optional<Path> queueFolder, EngineEvent.Sink sink) {
        this.parts = parts;
        this.queueFolder = queueFolder;
        this.sink = sink;
    }

    @Override
    public void onUp(Ends ends) {
        EngineParts all = parts.get();
        TalkAccount account = new TalkAccount(ends.relayName(), ends.relayKey(), ends.me());
        all.peers().onUp(ends.me(), ends.ownKey(), ends.relayKey());
        all.talking().onUp(account, ends.chatTextOctets());
        all.ways().onUp(ends.local(), ends.relay(), ends.relayPort());
        all.ownerSearch().onUp(ends.me());
        openQueue(account);
        all.transfers().onUp(ends.local());
        all.share().onUp(ends.me());
        all.remoteFind().onUp(ends.me());
    }

    @Override
    public void onDown() {
        EngineParts all = parts.get();
        all.peers().onDown();
        all.transfers().onDown();
        all.queueFolders().onDown();
        all.ways().onDown();
        all.remoteShares().onDown();
        all.remoteFind().onDown();
        all.ownerSearch().onDown();
        all.share().onDown();
        all.talking().onDown();
    }

    @Override
    public void onChat(RelayMessage.Chat chat) {
        parts.get().talking().onChat(chat);
    }

    @Override
    public void onRoom(RoomNews news) {
        EngineParts all = parts.get();
        all.talking().onRoom(news);
        all.share().onRoom(news);
    }

    @Override
    public void onSnapshotEnd() {
        EngineParts all = parts.get();
        all.share().onSnapshotEnd();
        all.talking().onSnapshotEnd();
    }

    @Override
    public void onFile(FileMessage message) {
        message.accept(new FileRoutes(parts.get()));
    }

    @Override
    public void onRefused(String id, ErrorCode code, String text) {
        EngineParts all = parts.get();
        String sentence = SafeText.line(text).value();
        if (!all.talking().onRefused(id, code, sentence)
                && !all.remoteShares().onRefused(id, code, text)
                && !all.ways().onRefused(id, code, text)
                && !all.remoteFind().onRefused(id, text)
                && !all.ownerSearch().onRefused(id)
                && !all.queueFolders().onRefused(id, code, text)) {
            sink.post(new EngineEvent.RelayRefused(code, text));
        }
    }

    @Override
    public PeerTrust onPresence(UserName user, PresenceState state, Optional<Fingerprint> key) {
        EngineParts all = parts.get();
        if (state == PresenceState.OFFLINE) {
            all.share().onGone(user);
            all.remoteShares().onGone(user);
            all.transfers().onGone(user);
            all.queueFolders().onGone(user);
            all.ways().onGone(user);
            all.peers().onGone(user);
            all.talking().onPresence(user, false);
            return PeerTrust.NONE;
        }
        all.transfers().onSeen(user);
        all.talking().onPresence(user, true);
        return all.peers().onSeen(user, key);
    }

    /** Each account has a queue of its own: whom it asks, and for what, means nothing at another relay. */
    private void openQueue(TalkAccount account) {
        parts.get().transfers().open(queueFolder.map(folder -> folder.resolve(account.folderName())));
    }
}
