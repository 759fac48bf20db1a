package io.naru.client.app;

import io.naru.client.agent.Agent;
import io.naru.client.agent.RequestIds;
import io.naru.client.agent.Workers;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.link.LinkListener;
import io.naru.client.link.LinkSetup;
import io.naru.client.link.Login;
import io.naru.client.link.RelayLink;
import io.naru.client.share.RemoteShares;
import io.naru.client.share.Share;
import io.naru.client.talk.ExpectedAccount;
import io.naru.client.talk.RelayWay;
import io.naru.client.talk.TalkAccount;
import io.naru.client.talk.Talking;
import io.naru.client.transfer.Transfers;
import io.naru.client.trust.Peers;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.FileMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Password;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.RoomNews;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import io.naru.common.wire.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * The engine of this process: link, share, remote shares and transfers around one agent, {@code naru-engine}.
 *
 * <p>Threading: every method from any thread; all state is the agent's.
 */
final class LocalEngine implements Engine {
    private final Agent agent;
    private final EngineEvent.Sink sink;
    private final RelayLink link;
    private final Talking talking;
    private final Talk talk;
    private final Share share;
    private final RemoteShares remoteShares;
    private final Transfers transfers;
    private final OwnPresence presence;
    private final Workers disk = new Workers("naru-trust", 1);
    private final Workers talkDisk = new Workers("naru-outbox", 1);
    private final Peers peers;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private boolean isClosing;

    /** An engine whose agent has yet to be started. */
    LocalEngine(EngineSettings settings, Agent agent, EngineEvent.Sink sink) {
        this.agent = agent;
        this.sink = sink;
        this.link = new RelayLink(new LinkSetup(
                agent,
                settings.dialer(),
                settings.linkTimes(),
                settings.random(),
                settings.software(),
                this::post,
                new Ears()));
        this.talking =
                new Talking(agent, new Way(), settings.talkFiles(), talkDisk, this::post, settings.tellsMissed());
        this.talk = new AgentTalk(agent, talking);
        this.presence = new OwnPresence(agent, link);
        this.share = new Share(agent, link, this::post, presence::setShare);
        RequestIds ids = RequestIds.ofNewProgram(settings.random());
        this.remoteShares = new RemoteShares(agent, link, ids, this::post);
        this.peers = new Peers(settings.trust().peers(), agent, disk, this::post);
        this.transfers = new Transfers(
                agent, link, ids, this::post, settings.connector(), share, peers::obstacle, settings.transferBounds());
    }

    private void post(EngineEvent event) {
        sink.post(event);
        if (event instanceof EngineEvent.LinkEnded) {
            talking.onEnded();
        }
        if (isClosing && (event instanceof EngineEvent.TransferChanged || event instanceof EngineEvent.LinkEnded)) {
            agent.execute(this::closeWhenIdle);
        }
    }

    @Override
    public void connect(Login login) {
        agent.execute(() -> {
            if (isClosing) {
                login.password().ifPresent(Password::wipe);
            } else {
                if (link.isEnded()) {
                    talking.onConnecting(new ExpectedAccount(
                            login.relay().toString(), login.protection().isPlain(), login.user()));
                }
                link.connect(login);
            }
        });
    }

    @Override
    public void reconnectNow() {
        agent.execute(link::tryWithoutPause);
    }

    @Override
    public void trustRelay(String relay, Fingerprint fingerprint) {
        agent.execute(() -> link.trust(relay, fingerprint));
    }

    @Override
    public void password(Password password) {
        agent.execute(() -> link.password(password));
    }

    @Override
    public void listKeys() {
        agent.execute(() -> link.askKeys(KeysVerb.LIST, Optional.empty(), ""));
    }

    @Override
    public void addKey(String label) {
        agent.execute(() -> link.askKeys(KeysVerb.ADD, Optional.empty(), label));
    }

    @Override
    public void removeKey(Fingerprint fingerprint) {
        agent.execute(() -> link.askKeys(KeysVerb.REMOVE, Optional.of(fingerprint), ""));
    }

    @Override
    public void moderate(
            ModerationVerb verb, ModerationTarget target, Optional<Duration> span, Optional<Role> role, String reason) {
        OptionalLong seconds = span.isPresent() ? OptionalLong.of(span.get().toSeconds()) : OptionalLong.empty();
        agent.execute(() -> link.ask(id -> new ClientMessage.Moderate(verb, id, target, seconds, role, reason)));
    }

    @Override
    public void bans() {
        agent.execute(() -> link.ask(ClientMessage.Bans::new));
    }

    @Override
    public void safetyNumber(UserName user) {
        agent.execute(() -> peers.makeSafetyNumber(user));
    }

    @Override
    public void verifyPeer(UserName user, Fingerprint fingerprint) {
        agent.execute(() -> peers.verify(user, fingerprint));
    }

    @Override
    public void acceptPeer(UserName user, Fingerprint fingerprint) {
        agent.execute(() -> peers.accept(user, fingerprint));
    }

    @Override
    public Talk talk() {
        return talk;
    }

    @Override
    public void list(UserName owner, String folder, String cursor) {
        agent.execute(() -> {
            try {
                remoteShares.list(owner, folder, cursor);
            } catch (InvalidValueException e) {
                post(new EngineEvent.ListingFailed(owner, folder, e.getMessage()));
            }
        });
    }

    @Override
    public long download(UserName owner, String path, OptionalLong expectedOctets, Path intoFolder) {
        long id = transfers.nextId();
        agent.execute(() -> transfers.download(id, owner, path, expectedOctets, intoFolder));
        return id;
    }

    @Override
    public void cancel(long transferId) {
        agent.execute(() -> transfers.cancel(transferId));
    }

    @Override
    public void retry(long transferId) {
        agent.execute(() -> transfers.retry(transferId));
    }

    @Override
    public void clear(long transferId) {
        agent.execute(() -> transfers.clear(transferId));
    }

    @Override
    public void setPresence(PresenceState state, String status) {
        agent.execute(() -> {
            try {
                presence.setState(state, status);
            } catch (InvalidValueException e) {
                post(new EngineEvent.RelayRefused(ErrorCode.TOO_LARGE, e.getMessage()));
            }
        });
    }

    @Override
    public void share(Path folder) {
        agent.execute(() -> share.open(folder));
    }

    @Override
    public void unshare() {
        agent.execute(share::close);
    }

    @Override
    public void rescan() {
        agent.execute(share::rescan);
    }

    @Override
    public void leave() {
        agent.execute(() -> {
            talking.flush();
            link.leave();
        });
    }

    @Override
    public CompletableFuture<Void> close(boolean waitForTransfers) {
        agent.execute(() -> {
            isClosing = true;
            talking.flush();
            transfers.closeUploads();
            if (!waitForTransfers) {
                transfers.cancelAll();
            }
            closeWhenIdle();
        });
        return closed;
    }

    private void closeWhenIdle() {
        if (link.isEnded()) {
            transfers.cancelQueued();
        }
        if (transfers.isBusy() || closed.isDone()) {
            return;
        }
        if (link.isEnded()) {
            // For the password: the relay may have ended the link, and nobody tries again now.
            link.leave();
            talking.close();
            agent.stop();
            // Behind what is still to be written.
            disk.execute(() -> talkDisk.execute(() -> closed.complete(null)));
        } else {
            link.leave();
        }
    }

    /** The way of chat through the link. */
    private final class Way implements RelayWay {
        @Override
        public boolean tell(ClientMessage message) {
            return link.tell(message);
        }

        @Override
        public boolean isEnded() {
            return link.isEnded();
        }
    }

    /** What the link tells, taken to where it belongs. */
    private final class Ears implements LinkListener, FileMessage.Handler {
        @Override
        public void onUp(Ends ends) {
            peers.onUp(ends.me(), ends.ownKey(), ends.relayKey());
            talking.onUp(new TalkAccount(ends.relayName(), ends.relayKey(), ends.me()), ends.chatTextOctets());
            transfers.onUp(ends.local(), ends.relay());
        }

        @Override
        public void onDown() {
            peers.onDown();
            transfers.onDown();
            remoteShares.onDown();
            talking.onDown();
        }

        @Override
        public void onChat(RelayMessage.Chat chat) {
            talking.onChat(chat);
        }

        @Override
        public void onRoom(RoomNews news) {
            talking.onRoom(news);
        }

        @Override
        public void onSnapshotEnd() {
            talking.onSnapshotEnd();
        }

        @Override
        public void onFile(FileMessage message) {
            message.accept(this);
        }

        @Override
        public void onRefused(String id, ErrorCode code, String text) {
            String sentence = SafeText.line(text).value();
            if (!talking.onRefused(id, code, sentence)
                    && !remoteShares.onRefused(id, text)
                    && !transfers.onRefused(id, text)) {
                post(new EngineEvent.RelayRefused(code, text));
            }
        }

        @Override
        public PeerTrust onPresence(UserName user, PresenceState state, Optional<Fingerprint> key) {
            if (state == PresenceState.OFFLINE) {
                remoteShares.onGone(user);
                transfers.onGone(user);
            }
            talking.onPresence(user, state != PresenceState.OFFLINE);
            return peers.onSeen(user, key);
        }

        @Override
        public void onListRequest(FileMessage.ListRequest request) {
            share.onListRequest(request);
        }

        @Override
        public void onListStart(FileMessage.ListStart start) {
            remoteShares.onStart(start);
        }

        @Override
        public void onListEntry(FileMessage.ListEntry entry) {
            remoteShares.onEntry(entry);
        }

        @Override
        public void onListEnd(FileMessage.ListEnd end) {
            remoteShares.onEnd(end);
        }

        @Override
        public void onDownloadRequest(FileMessage.DownloadRequest request) {
            transfers.onRequest(request);
        }

        @Override
        public void onDownloadAccept(FileMessage.DownloadAccept accept) {
            transfers.onAccept(accept);
        }

        @Override
        public void onDownloadRefuse(FileMessage.DownloadRefuse refusal) {
            if (!remoteShares.onRefused(refusal)) {
                transfers.onRefuse(refusal);
            }
        }
    }
}
