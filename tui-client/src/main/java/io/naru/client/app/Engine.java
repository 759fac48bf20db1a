package io.naru.client.app;

import io.naru.client.agent.Agent;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.ShareSetting;
import io.naru.client.event.TransferLimits;
import io.naru.client.link.Login;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.ListSort;
import io.naru.common.message.MessageId;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Password;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RequestId;
import io.naru.common.message.Role;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * All that a user can do at a relay, without a screen: link, share and transfers behind one door. The screen, the plain
 * mode, the scripts and the tests use the same one. What comes of a call is told by events
 * ({@link io.naru.client.event.EngineEvent}), which one thread posts in their order.
 *
 * <p>Threading: every method from any thread; none blocks.
 */
public interface Engine {
    /** An engine that runs, on threads of its own, and does nothing yet. */
    static Engine start(EngineSettings settings, EngineEvent.Sink sink) {
        Agent agent = new Agent(settings.clock());
        Engine engine = new LocalEngine(settings, agent, sink);
        agent.start("naru-engine", settings.breakdown());
        return engine;
    }

    /**
     * Connects and logs in, and comes back after each break until the relay refuses for good or {@link #leave} is
     * called. Told by {@code LinkConnecting}, {@code LinkUp}, {@code LinkLost} and {@code LinkEnded}; on the way
     * there {@code RelayUnknown}, {@code RelayChanged} and {@code PasswordWanted} may come. After a {@code LinkEnded} it
     * may be called again; while there is a link it does nothing.
     */
    void connect(Login login);

    /**
     * Makes the next attempt to connect now, if the link is waiting for it; after a {@code LinkEnded} by a refusal, the
     * same login is tried again. Otherwise does nothing.
     */
    void reconnectNow();

    /**
     * Says that the relay of a {@code RelayUnknown} is the right one: its key is written down, and the next attempt
     * accepts that key and no other. Does nothing unless the engine waits for it.
     *
     * @param relay as told
     * @param fingerprint as told
     */
    void trustRelay(String relay, Fingerprint fingerprint);

    /** Answers {@code PasswordWanted}. Owns the password from here; wipes it when nobody waits for one. */
    void password(Password password);

    /** Asks which keys open the account. Told by {@code KeysReceived} or {@code RequestRefused}. */
    void listKeys();

    /**
     * Binds the key of this connection to the account, so that it needs no password any more. Told as
     * {@link #listKeys}.
     *
     * @param label what the user calls it, one line of 64 octets at most; may be empty
     */
    void addKey(String label);

    /** Takes a key from the account. Told as {@link #listKeys}. */
    void removeKey(Fingerprint fingerprint);

    /**
     * Does something about somebody; the user's role must allow it. Told by {@code Moderated} or {@code RequestRefused}.
     *
     * @param verb what
     * @param target whom; keys and nets only for bans
     * @param span for how long to ban or mute, a second or more; empty for good
     * @param role which one to give; empty for other verbs
     * @param reason one line of 256 octets at most; may be empty
     */
    void moderate(
            ModerationVerb verb, ModerationTarget target, Optional<Duration> span, Optional<Role> role, String reason);

    /** Asks who is banned or muted. Told by {@code BansReceived} or {@code RequestRefused}. */
    void bans();

    /**
     * Makes the number to compare with somebody who is online. Told by {@code SafetyNumberMade} or
     * {@code RequestRefused}.
     */
    void safetyNumber(UserName user);

    /**
     * Remembers that safety numbers were compared. Told by {@code PeerTrusted} or {@code RequestRefused}.
     *
     * @param fingerprint the key of the number that was compared
     */
    void verifyPeer(UserName user, Fingerprint fingerprint);

    /**
     * Takes somebody's new key, too, beside the known ones. Told by {@code PeerTrusted} or {@code RequestRefused}.
     *
     * @param fingerprint the new key, as it was shown
     */
    void acceptPeer(UserName user, Fingerprint fingerprint);

    /** Rooms, and what is said in them. */
    Talk talk();

    /** Says something in the lobby, as {@link Talk#say}. */
    default void say(MessageId id, String text) {
        talk().say(id, RoomName.LOBBY, text, OptionalLong.empty());
    }

    /**
     * Asks for a page of somebody's share. Told by {@code ListingReceived}, more than once for a long flat list, or by
     * {@code ListingFailed}. Asking again for what is being asked for does nothing.
     *
     * @param folder empty for the top, parts parted by {@code /}
     * @param cursor empty for the first page, else {@code nextCursor} of the page before
     */
    void list(UserName owner, String folder, String cursor);

    /**
     * Asks for a page of what fits a filter, in another order; the owner filters and sorts. Told as {@link #list}.
     *
     * @param cursor empty for the first page, else {@code nextCursor} of the page before, of the same filter and order
     * @param filter words that must all be in a name; empty for all
     * @param sort in which order
     */
    void list(UserName owner, String folder, String cursor, String filter, ListSort sort);

    /**
     * Searches everybody's shares; ends the search before. Told by {@code FindHits} and, within ten seconds,
     * {@code FindEnded}.
     *
     * @param words that must all be in a path
     * @return the number of the search
     */
    long find(String words);

    /** Ends a search that is open. Told by {@code FindEnded}. */
    void endFind(long search);

    /**
     * Queues a download. Told by {@code TransferChanged}; it survives the program. The same file or folder of the same
     * owner into the same folder isn't queued twice: as long as the first hasn't ended it is told of again, and goes on
     * if it was paused.
     *
     * @return the id of the transfer, in this program run
     */
    long download(DownloadOrder order);

    /**
     * Queues a download of one file from one user.
     *
     * @param path as the owner calls the file, from the top of the share
     * @param expectedOctets its size as listed; another one at download is an error
     * @param intoFolder where it is put under its own name, made if it isn't there; nothing in it is overwritten
     * @return the id of the transfer, in this program run
     */
    default long download(UserName owner, String path, OptionalLong expectedOctets, Path intoFolder) {
        return download(DownloadOrder.file(owner, path, expectedOctets, intoFolder));
    }

    /**
     * Looks at the beginning of somebody's file, without writing anything to disk. Told by {@code PeekReceived} or
     * {@code PeekFailed}; a new look ends the one before.
     *
     * @param path as the owner calls the file, from the top of the share
     */
    void peek(UserName owner, String path);

    /** Ends a transfer that hasn't ended; what came of a download stays in its part file. */
    void cancel(long transferId);

    /** Leaves a download alone until {@link #resume}. */
    void pause(long transferId);

    /** Goes on with a download that was paused, or that waits for something. */
    void resume(long transferId);

    /**
     * Starts a failed or cancelled download again, or one that rests at once. Of one that is done it is looked whether it
     * is still there, and what isn't is fetched.
     */
    void retry(long transferId);

    /**
     * Changes a download's priority.
     *
     * @param steps how much higher; less than 0 for lower
     */
    void raise(long transferId, int steps);

    /** Puts a download before all others. */
    void top(long transferId);

    /** Takes a transfer that has ended out of the list. Told by {@code TransferCleared}. */
    void clear(long transferId);

    /** Sets slots, rates, and with whom files are exchanged without encryption. */
    void limit(TransferLimits limits);

    /**
     * Offers files to somebody, and folders with all that is in them. Told by {@code OfferChanged}.
     *
     * @param files 1 or more
     */
    void send(UserName user, List<Path> files);

    /**
     * Answers an offer. Told by {@code OfferChanged}, and {@code TransferChanged} for what is fetched.
     *
     * @param from who offers
     * @param id of the offer
     * @param into where the files go; empty to decline
     * @param isAlways whether later offers of this user are accepted without asking, if the user is verified
     */
    void answerOffer(UserName from, RequestId id, Optional<Path> into, boolean isAlways);

    /**
     * Has offers of a user wait for an answer again that were taken without asking. Told by {@code OffersSaid}.
     *
     * @param user empty to tell only whose offers are taken without asking
     */
    void askAgain(Optional<UserName> user);

    /** Asks another program of this install, if one has the queue of downloads, to hand it over. Told by {@code QueueSaid}. */
    void takeQueue();

    /**
     * What others are to see of this user, now and after each reconnect.
     *
     * @param state online or away
     * @param status one line in the user's own words, 256 octets at most, or empty
     */
    void setPresence(PresenceState state, String status);

    /** Shares all of a folder with everybody, too, under its own name. Told as {@link #share(ShareSetting)}. */
    default void share(Path folder) {
        share(ShareSetting.of(folder));
    }

    /**
     * Shares a folder, too; one that is shared already under that name gets the other audience and patterns. Told by
     * {@code ShareCounted}, or {@code ShareFailed}.
     */
    void share(ShareSetting setting);

    /** Shares nothing. */
    void unshare();

    /** Shares one folder no more. Told by {@code ShareCounted}, or {@code ShareFailed}. */
    void unshare(String name);

    /**
     * Bounds how fast the share is read by itself to be hashed, from now on.
     *
     * @param octetsASecond 1 to four thousand million
     */
    void limitHashing(long octetsASecond);

    /** Looks at all shared folders anew. */
    void rescan();

    /**
     * Tells which ways files can come and go; with a user, tests all of them. Told by {@code NetReported}, within a few
     * seconds once the user's client has answered.
     */
    void net(Optional<UserName> user);

    /** Tells the relay goodbye and ends the link; transfers that have their connection go on. Told by {@code LinkEnded}. */
    void leave();

    /**
     * Ends everything.
     *
     * @param waitForTransfers whether transfers that are queued or under way are finished first
     * @return done when nothing of the engine is left but idle threads; failed, with a sentence for the user, if it has
     *     broken down
     */
    CompletableFuture<Void> close(boolean waitForTransfers);
}
