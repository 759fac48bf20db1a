package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.EngineLog;
import io.naru.client.agent.FileSender;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.OfferView;
import io.naru.client.event.QueueEvent;
import io.naru.common.file.SafePath;
import io.naru.common.message.EntryKind;
import io.naru.common.message.FileExchange;
import io.naru.common.message.OfferAnswer;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * What is offered to this user: it waits for an answer, unless who offers it is verified and was always accepted before.
 * Nobody can have more than a few offers open, so nobody's silence others; what is too much is declined at once.
 *
 * <p>Threading: the agent's.
 */
final class ReceivedOffers {
    static final int OPEN_OF_USER_MAX = 8;
    private static final int OPEN_MAX = 64;
    private static final int SHOWN_MAX = 200;

    private final Agent agent;
    private final FileSender sender;
    private final EngineEvent.Sink sink;
    private final KeptOffers kept;
    private final Predicate<UserName> isVerified;
    private final BiConsumer<DownloadOrder, RequestId> order;
    /** Whose offers are accepted without asking, and where they go. */
    private final Map<UserName, Path> always = new HashMap<>();

    private final Map<Key, OfferFiles.Received> offers = new LinkedHashMap<>();

    private record Key(UserName peer, RequestId id) {}

    ReceivedOffers(
            Agent agent,
            FileSender sender,
            EngineEvent.Sink sink,
            KeptOffers kept,
            Predicate<UserName> isVerified,
            BiConsumer<DownloadOrder, RequestId> order) {
        this.agent = agent;
        this.sender = sender;
        this.sink = sink;
        this.kept = kept;
        this.isVerified = isVerified;
        this.order = order;
    }

    /** What was offered to a program before this one, and whose offers are accepted without asking. */
    void restore(List<OfferFiles.Received> before, Map<UserName, Path> alwaysBefore) {
        alwaysBefore.forEach(always::putIfAbsent);
        for (OfferFiles.Received received : before) {
            Key key = new Key(received.view().peer(), received.view().id());
            if (!offers.containsKey(key)) {
                begin(key, received);
                tell(received.view());
            }
        }
    }

    /** Knows of nothing any more; what is kept stays so. */
    void forgetAll() {
        offers.clear();
        always.clear();
    }

    void onOffer(FileExchange.Offer offer) {
        Key key = new Key(offer.user(), offer.requestId().orElseThrow());
        if (offers.containsKey(key)) {
            tellAgain(key);
            return;
        }
        boolean isGood = offer.files() <= Integer.MAX_VALUE
                && SafePath.refusal(offer.firstPath()).isEmpty();
        if (!isGood || isTooMuch(offer.user())) {
            EngineLog.mishap(() -> "an offer of " + offer.user() + " was declined: too many, or of another kind");
            reply(key, OfferAnswer.DECLINED);
            return;
        }
        OfferView view = new OfferView(
                key.id(),
                false,
                key.peer(),
                SafeText.line(offer.name()).value(),
                (int) offer.files(),
                offer.octets(),
                OfferView.State.OPEN,
                "");
        OfferFiles.Received received = new OfferFiles.Received(
                view, offer.firstPath(), agent.clock().now().plus(Offers.LIFE));
        begin(key, received);
        kept.keep(received);
        Path into = always.get(offer.user());
        if (into != null && isVerified.test(offer.user())) {
            accept(key, into, takenWithoutAsking(offer.user()));
        } else {
            tell(view);
        }
    }

    /** It was heard before: the answer, if there is one, may have been lost with a link. */
    private void tellAgain(Key key) {
        switch (offers.get(key).view().state()) {
            case ACCEPTED -> reply(key, OfferAnswer.ACCEPTED);
            case DECLINED -> reply(key, OfferAnswer.DECLINED);
            case DONE -> reply(key, OfferAnswer.DONE);
            case OPEN, GONE -> {
                // The user decides yet, or it can't be had any more.
            }
        }
    }

    private String takenWithoutAsking(UserName user) {
        return "Taken without asking, as you have said of " + user + "."
                + kept.alwaysFile()
                        .map(file -> " Remove the line about " + user + " from " + file
                                + " to be asked by the next program.")
                        .orElse("");
    }

    private boolean isTooMuch(UserName user) {
        long all = offers.values().stream()
                .filter(each -> isIn(each, OfferView.State.OPEN))
                .count();
        long ofUser = offers.values().stream()
                .filter(each ->
                        isIn(each, OfferView.State.OPEN) && each.view().peer().equals(user))
                .count();
        return all >= OPEN_MAX || ofUser >= OPEN_OF_USER_MAX;
    }

    private static boolean isIn(OfferFiles.Received received, OfferView.State state) {
        return received.view().state() == state;
    }

    private void begin(Key key, OfferFiles.Received received) {
        offers.put(key, received);
        if (offers.size() > SHOWN_MAX) {
            offers.entrySet().stream()
                    .filter(each -> !isIn(each.getValue(), OfferView.State.OPEN))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .ifPresent(over -> {
                        offers.remove(over);
                        kept.drop(false, over.peer(), over.id());
                    });
        }
        agent.schedule(kept.left(received.until()), () -> onTooOld(key));
    }

    /** Whoever offered it has forgotten it by now. */
    private void onTooOld(Key key) {
        OfferFiles.Received received = offers.get(key);
        if (received != null && isIn(received, OfferView.State.OPEN)) {
            end(key, OfferView.State.GONE, "It was offered too long ago.");
        }
    }

    /**
     * Answers an offer.
     *
     * @param into where it goes; empty declines it
     * @param isAlways whether later offers of this user, if verified, are accepted without asking
     */
    void answer(UserName from, RequestId id, Optional<Path> into, boolean isAlways) {
        Key key = new Key(from, id);
        OfferFiles.Received received = offers.get(key);
        if (received == null || !isIn(received, OfferView.State.OPEN)) {
            return;
        }
        if (into.isPresent()) {
            if (isAlways && isVerified.test(from)) {
                always.put(from, into.get());
                kept.keepAlways(from, into.get());
            }
            accept(key, into.get(), "");
        } else {
            reply(key, OfferAnswer.DECLINED);
            end(key, OfferView.State.DECLINED, "");
        }
    }

    private void accept(Key key, Path into, String sentence) {
        OfferFiles.Received received = offers.get(key);
        OfferView view = received.view();
        reply(key, OfferAnswer.ACCEPTED);
        String top = Offers.TOP + key.id().value();
        DownloadOrder.Source source = view.files() == 1
                ? new DownloadOrder.Source(key.peer(), top + "/" + received.firstPath())
                : new DownloadOrder.Source(key.peer(), top);
        order.accept(
                new DownloadOrder(
                        view.files() == 1 ? EntryKind.FILE : EntryKind.FOLDER,
                        List.of(source),
                        view.files() == 1 ? OptionalLong.of(view.octets()) : OptionalLong.empty(),
                        Optional.empty(),
                        into,
                        true),
                key.id());
        kept.keep(change(key, OfferView.State.ACCEPTED, sentence));
    }

    /** A download ended; if it was an offer's, its sender is told. */
    void onDownloaded(UserName from, String path) {
        if (path.startsWith(Offers.TOP)) {
            String rest = path.substring(Offers.TOP.length());
            int slash = rest.indexOf('/');
            Key key = new Key(from, new RequestId(slash < 0 ? rest : rest.substring(0, slash)));
            // Also of one that isn't known here any more: its sender waits for this.
            reply(key, OfferAnswer.DONE);
            if (offers.containsKey(key)) {
                end(key, OfferView.State.DONE, "");
            }
        }
    }

    private void reply(Key key, OfferAnswer answer) {
        sender.offer(new FileExchange.OfferReply(key.peer(), Optional.of(key.id()), answer));
    }

    private void end(Key key, OfferView.State state, String sentence) {
        change(key, state, sentence);
        kept.drop(false, key.peer(), key.id());
    }

    private OfferFiles.Received change(Key key, OfferView.State state, String sentence) {
        OfferFiles.Received before = offers.get(key);
        OfferView changed = Offers.with(before.view(), state, sentence);
        OfferFiles.Received received = new OfferFiles.Received(changed, before.firstPath(), before.until());
        offers.put(key, received);
        tell(changed);
        return received;
    }

    private void tell(OfferView view) {
        sink.post(new QueueEvent.OfferChanged(view));
    }
}
