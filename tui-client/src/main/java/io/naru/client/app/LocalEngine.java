package io.naru.client.app;

import io.naru.client.agent.Agent;
import io.naru.client.agent.Answers;
import io.naru.client.agent.Breakdown;
import io.naru.client.agent.Pace;
import io.naru.client.agent.RequestIds;
import io.naru.client.agent.Workers;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.ShareSetting;
import io.naru.client.event.TransferLimits;
import io.naru.client.link.LinkSetup;
import io.naru.client.link.Login;
import io.naru.client.link.RelayLink;
import io.naru.client.share.OwnerSearch;
import io.naru.client.share.RemoteFind;
import io.naru.client.share.RemoteShares;
import io.naru.client.share.Share;
import io.naru.client.talk.ExpectedAccount;
import io.naru.client.talk.Talking;
import io.naru.client.transfer.Peeking;
import io.naru.client.transfer.PeerLines;
import io.naru.client.transfer.TransferSetup;
import io.naru.client.transfer.Transfers;
import io.naru.client.trust.Peers;
import io.naru.client.trust.TrustFileException;
import io.naru.client.trust.TrustFiles;
import io.naru.client.ways.Ways;
import io.naru.client.ways.WaysSetup;
import io.naru.common.identity.Identity;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.ListSort;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Password;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RequestId;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

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
    private final RemoteFind remoteFind;
    private final AtomicLong lastSearch = new AtomicLong();
    private final Transfers transfers;
    private final Ways ways;
    private final Peeking peeking;
    private final OwnPresence presence;
    private final Workers disk = new Workers("naru-trust", 1);
    private final Workers talkDisk = new Workers("naru-outbox", 1);
    private final TrustFiles trust;
    private final Peers peers;
    private final EngineParts parts;
    private final Closing closing;

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
                new LinkEars(this::parts, settings.queueFolder(), this::post)));
        this.talking = new Talking(
                agent, new LinkWay(link), settings.talkFiles(), talkDisk, this::post, settings.tellsMissed());
        this.talk = new AgentTalk(agent, talking);
        this.presence = new OwnPresence(agent, link);
        this.share = new Share(agent, new Answers(agent, link), this::post, presence::setShare, settings.share());
        RequestIds ids = RequestIds.ofNewProgram(settings.random());
        Pace lists = RemoteShares.pace(agent);
        this.remoteShares = new RemoteShares(agent, link, ids, this::post, lists);
        this.trust = settings.trust();
        this.remoteFind = new RemoteFind(agent, link, ids, this::post);
        this.peers = new Peers(settings.trust().peers(), agent, disk, this::post);
        QueueFolders queueFolders = new QueueFolders(agent, link, ids, lists);
        OwnerSearch ownerSearch = new OwnerSearch(agent, link, ids);
        this.transfers = new Transfers(new TransferSetup(
                agent,
                link,
                ids,
                this::post,
                this::openLine,
                settings.connector(),
                queueFolders,
                ownerSearch,
                share,
                peers::obstacle,
                peers::isVerified,
                share::withContent,
                settings.transferBounds(),
                settings.random(),
                this::onTransferEnded));
        this.ways = new Ways(
                new WaysSetup(
                        agent, link, ids, this::post, new KnownKeys(peers), this::ownIdentity, settings.dataPort()),
                transfers.receiver());
        this.peeking = new Peeking(agent, ways, peers::obstacle, this::post);
        this.parts = new EngineParts(
                peers, talking, share, remoteShares, remoteFind, ownerSearch, transfers, queueFolders, ways);
        this.closing = new Closing(agent, link, parts, disk, talkDisk);
        Runnable whenBroken = this::onBroken;
        settings.breakdown().whenBroken(whenBroken);
        closing.closed().whenComplete((nothing, fault) -> settings.breakdown().forget(whenBroken));
    }

    /** The ways are made after the transfers, since each needs the other. */
    private PeerLines.Attempt openLine(UserName owner, String path, PeerLines.Listener listener) {
        return ways.open(owner, path, listener);
    }

    private void onBroken() {
        closing.breakDown(Breakdown.SENTENCE);
        sink.post(new EngineEvent.EngineBroken(Breakdown.SENTENCE));
    }

    private EngineParts parts() {
        return parts;
    }

    private void onTransferEnded() {
        closing.onTransferEnded();
    }

    /** Was read before the link stood, if that is encrypted; otherwise this may be the first to need it. */
    private Optional<Identity> ownIdentity() {
        try {
            return Optional.of(trust.identity());
        } catch (TrustFileException e) {
            post(new EngineEvent.RequestRefused(e.getMessage(), Optional.empty()));
            return Optional.empty();
        }
    }

    private void post(EngineEvent event) {
        sink.post(event);
        if (event instanceof EngineEvent.LinkEnded) {
            talking.onEnded();
        }
        closing.onTold(event);
    }

    @Override
    public void connect(Login login) {
        agent.execute(() -> {
            if (closing.hasBegun()) {
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
        list(owner, folder, cursor, "", ListSort.NAMES);
    }

    @Override
    public void list(UserName owner, String folder, String cursor, String filter, ListSort sort) {
        agent.execute(() -> {
            try {
                remoteShares.list(owner, folder, cursor, filter, sort);
                if (cursor.isEmpty()) {
                    transfers.lookAgain();
                }
            } catch (InvalidValueException e) {
                post(new ListingEvent.ListingFailed(owner, folder, e.getMessage()));
            }
        });
    }

    @Override
    public long find(String words) {
        long search = lastSearch.incrementAndGet();
        agent.execute(() -> {
            remoteFind.find(search, words);
            transfers.lookAgain();
        });
        return search;
    }

    @Override
    public void endFind(long search) {
        agent.execute(() -> remoteFind.stop(search));
    }

    @Override
    public long download(DownloadOrder order) {
        long id = transfers.idFor(order);
        agent.execute(() -> transfers.download(id, order));
        return id;
    }

    @Override
    public void peek(UserName owner, String path) {
        agent.execute(() -> peeking.look(owner, path));
    }

    @Override
    public void cancel(long transferId) {
        agent.execute(() -> transfers.cancel(transferId));
    }

    @Override
    public void pause(long transferId) {
        agent.execute(() -> transfers.pause(transferId));
    }

    @Override
    public void resume(long transferId) {
        agent.execute(() -> transfers.resume(transferId));
    }

    @Override
    public void retry(long transferId) {
        agent.execute(() -> transfers.retry(transferId));
    }

    @Override
    public void raise(long transferId, int steps) {
        agent.execute(() -> transfers.raise(transferId, steps));
    }

    @Override
    public void top(long transferId) {
        agent.execute(() -> transfers.top(transferId));
    }

    @Override
    public void clear(long transferId) {
        agent.execute(() -> transfers.clear(transferId));
    }

    @Override
    public void limit(TransferLimits limits) {
        agent.execute(() -> transfers.limit(limits));
    }

    @Override
    public void send(UserName user, List<Path> files) {
        List<Path> all = List.copyOf(files);
        agent.execute(() -> transfers.send(user, all));
    }

    @Override
    public void answerOffer(UserName from, RequestId id, Optional<Path> into, boolean isAlways) {
        agent.execute(() -> transfers.answerOffer(from, id, into, isAlways));
    }

    @Override
    public void askAgain(Optional<UserName> user) {
        agent.execute(() -> transfers.askAgain(user));
    }

    @Override
    public void takeQueue() {
        agent.execute(transfers::takeQueue);
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
    public void share(ShareSetting setting) {
        agent.execute(() -> share.share(setting));
    }

    @Override
    public void unshare() {
        agent.execute(() -> share.unshare(Optional.empty()));
    }

    @Override
    public void unshare(String name) {
        agent.execute(() -> share.unshare(Optional.of(name)));
    }

    @Override
    public void limitHashing(long octetsASecond) {
        agent.execute(() -> share.limitHashing(octetsASecond));
    }

    @Override
    public void rescan() {
        agent.execute(share::rescan);
    }

    @Override
    public void net(Optional<UserName> user) {
        agent.execute(() -> ways.net(user));
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
        agent.execute(() -> closing.begin(waitForTransfers));
        return closing.closed();
    }
}
