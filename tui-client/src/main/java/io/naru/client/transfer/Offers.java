package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.Answers;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.RequestIds;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.OfferView;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Files that are offered to somebody, in both directions, and over restarts of the program.
 *
 * <p>Threading: the agent's. Looks at files, and keeps its own, on the disk's thread.
 */
final class Offers {
    /** What the paths of offers begin with. */
    static final String TOP = ".offer/";

    /** How long an offer is to be had. */
    static final Duration LIFE = Duration.ofHours(24);

    private final KeptOffers kept;
    private final SentOffers sent;
    private final ReceivedOffers received;

    /**
     * No offers yet.
     *
     * @param own is told what is offered by this user
     * @param isVerified whose safety number was compared
     * @param order has the files of an offer fetched
     */
    Offers(
            Agent agent,
            FileSender sender,
            RequestIds ids,
            EngineEvent.Sink sink,
            Executor disk,
            OfferedFiles own,
            Predicate<UserName> isVerified,
            BiConsumer<DownloadOrder, RequestId> order) {
        this.kept = new KeptOffers(agent, disk, sink);
        this.sent = new SentOffers(agent, sender, ids, sink, disk, own, kept);
        this.received = new ReceivedOffers(agent, sender, sink, kept, isVerified, order);
    }

    /** Whether a path is that of a whole offer. */
    static boolean isTop(String path) {
        return path.startsWith(TOP) && path.indexOf('/', TOP.length()) < 0;
    }

    /** The same offer in another state. */
    static OfferView with(OfferView view, OfferView.State state, String sentence) {
        return new OfferView(
                view.id(), view.isOwn(), view.peer(), view.name(), view.files(), view.octets(), state, sentence);
    }

    /**
     * Has the offers of an account, instead of those of another one.
     *
     * @param folder where they are kept, private and made at need; absent if nothing is
     * @param isAnother whether what is open is of another account
     */
    void open(Optional<Path> folder, boolean isAnother) {
        if (isAnother) {
            sent.forgetAll();
            received.forgetAll();
        }
        kept.open(folder, before -> {
            sent.restore(before.sent());
            received.restore(before.received());
        });
    }

    /** There is a link, perhaps a new one: what isn't through is offered again. */
    void onUp() {
        sent.onUp();
    }

    /** Offers files. */
    void send(UserName user, List<Path> files) {
        sent.send(user, files);
    }

    /** Somebody says what becomes of an offer. */
    void onReply(FileExchange.OfferReply reply) {
        sent.onReply(reply);
    }

    /** What is answered to somebody who asks what is in an offer; empty if it is something else that is asked. */
    Optional<Answers.Answer> answer(FileMessage.ListRequest request) {
        return sent.answer(request);
    }

    /** Somebody offers files. */
    void onOffer(FileExchange.Offer offer) {
        received.onOffer(offer);
    }

    /** Answers an offer: where it goes, or empty to decline. */
    void answer(UserName from, RequestId id, Optional<Path> into, boolean isAlways) {
        received.answer(from, id, into, isAlways);
    }

    /** From now on a user's offers wait for an answer again; without a user tells whose don't. */
    void askAgain(Optional<UserName> user) {
        received.askAgain(user);
    }

    /** A download ended; if it was an offer's, its sender is told. */
    void onDownloaded(UserName from, String path) {
        received.onDownloaded(from, path);
    }
}
