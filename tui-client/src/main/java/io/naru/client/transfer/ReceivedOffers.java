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
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is offered to this user: it waits for an answer, unless who offers it is verified and was always accepted before.
 * Nobody can have more than a few offers open, so nobody's silence others; what is too much is declined at once. Every
 * program of an install hears of the same offers; what one has decided goes away in the others.
 *
 * <p>Threading: the agent's.
 */
final class ReceivedOffers {
    static final int OPEN_OF_USER_MAX = 8;
    private static final int OPEN_MAX = 64;
    private static final int SHOWN_MAX = 200;
    private static final Duration WATCHED_EVERY = Duration.ofSeconds(2);

    private final Agent agent;
    private final FileSender sender;
    private final EngineEvent.Sink sink;
    private final KeptOffers kept;
    private final Predicate<UserName> isVerified;
    private final BiConsumer<DownloadOrder, RequestId> order;
    private final Map<Key, OfferFiles.Received> offers = new LinkedHashMap<>();

    /** About which the user has decided, and the files don't know yet. */
    private final Set<Key> deciding = new HashSet<>();

    private boolean isWatching;

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

    /** What was offered to a program before this one, or is known to another one that runs. */
    void restore(List<OfferFiles.Received> kept) {
        for (OfferFiles.Received received : kept) {
            Key key = new Key(received.view().peer(), received.view().id());
            if (offers.containsKey(key)) {
                follow(key, received);
                continue;
            }
            begin(key, received);
            if (isIn(received, OfferView.State.OPEN) || isIn(received, OfferView.State.ACCEPTED)) {
                tell(received.view());
            }
        }
    }

    /** Another program has decided, if this one hasn't. */
    private void follow(Key key, OfferFiles.Received decided) {
        OfferView.State state = decided.view().state();
        boolean isOpen = isIn(offers.get(key), OfferView.State.OPEN) && !deciding.contains(key);
        boolean isRunning = isIn(offers.get(key), OfferView.State.ACCEPTED) && state == OfferView.State.DONE;
        if (isOpen && state != OfferView.State.OPEN) {
            String what = decided.view().name() + " of " + key.peer();
            change(
                    key,
                    state,
                    state == OfferView.State.DECLINED
                            ? "Another Naru of yours has declined " + what + "."
                            : "Another Naru of yours has taken " + what + ".");
        } else if (isRunning) {
            change(key, state, "");
        }
    }

    /** As long as something waits for an answer, another program may give it. */
    private void watch() {
        boolean isAnyOpen = offers.values().stream().anyMatch(each -> isIn(each, OfferView.State.OPEN));
        if (!isWatching && isAnyOpen) {
            isWatching = true;
            agent.schedule(WATCHED_EVERY, () -> {
                isWatching = false;
                kept.look(found -> restore(found.received()));
                watch();
            });
        }
    }

    /** Knows of nothing any more; what is kept stays so. */
    void forgetAll() {
        offers.clear();
        deciding.clear();
        kept.forgetAlways();
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
        kept.settle(received, settled -> onKept(key, settled));
    }

    /** It is on the disk, or another program has put it there and may have decided. */
    private void onKept(Key key, OfferFiles.Settled settled) {
        if (!isIn(settled.now(), OfferView.State.OPEN)) {
            offers.put(key, settled.now());
            tellAgain(key);
            return;
        }
        kept.always(all -> {
            boolean isOpen = offers.containsKey(key) && isIn(offers.get(key), OfferView.State.OPEN);
            Path into = all.get(key.peer());
            if (isOpen && into != null && isVerified.test(key.peer())) {
                decide(key, Optional.of(into), takenWithoutAsking(key.peer()));
            } else if (isOpen) {
                tell(offers.get(key).view());
            }
        });
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

    private static String takenWithoutAsking(UserName user) {
        return "Taken without asking, as you have said of " + user + ". /offers ask " + user + " takes that back.";
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
        watch();
    }

    /** Whoever offered it has forgotten it by now. */
    private void onTooOld(Key key) {
        OfferFiles.Received received = offers.get(key);
        if (received != null && isIn(received, OfferView.State.OPEN)) {
            change(key, OfferView.State.GONE, "It was offered too long ago.");
        }
        if (received != null && !isIn(received, OfferView.State.ACCEPTED)) {
            kept.drop(false, key.peer(), key.id());
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
        if (into.isPresent() && isAlways && isVerified.test(from)) {
            kept.keepAlways(from, into.get());
        }
        decide(key, into, "");
    }

    /** The first program that decides is the one that acts; the others hear of it. */
    private void decide(Key key, Optional<Path> into, String sentence) {
        if (!deciding.add(key)) {
            return;
        }
        OfferFiles.Received wanted =
                with(offers.get(key), into.isPresent() ? OfferView.State.ACCEPTED : OfferView.State.DECLINED, sentence);
        kept.settle(wanted, settled -> {
            deciding.remove(key);
            if (!offers.containsKey(key)) {
                return;
            }
            if (!settled.isOurs()) {
                follow(key, settled.now());
                return;
            }
            reply(key, into.isPresent() ? OfferAnswer.ACCEPTED : OfferAnswer.DECLINED);
            into.ifPresent(folder -> fetch(key, wanted, folder));
            change(key, wanted.view().state(), sentence);
        });
    }

    private void fetch(Key key, OfferFiles.Received received, Path into) {
        OfferView view = received.view();
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
    }

    /**
     * From now on a user's offers wait for an answer again.
     *
     * @param user empty to tell only whose don't
     */
    void askAgain(Optional<UserName> user) {
        if (user.isPresent()) {
            kept.dropAlways(
                    user.get(),
                    wasIn -> say(
                            wasIn
                                    ? "From now on you are asked about what " + user.get() + " offers."
                                    : "You are asked about what " + user.get() + " offers anyway."));
        } else {
            kept.always(all -> say(all.isEmpty() ? "Nobody's offers are taken without asking." : whose(all)));
        }
    }

    private String whose(Map<UserName, Path> all) {
        String users = all.entrySet().stream()
                .map(each -> each.getKey()
                        + (isVerified.test(each.getKey()) ? "" : ", once verified again,")
                        + " (to " + each.getValue() + ")")
                .collect(Collectors.joining("; "));
        return "Taken without asking is what these offer: " + users + ". /offers ask USER takes that back.";
    }

    private void say(String sentence) {
        sink.post(new QueueEvent.OffersSaid(sentence));
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
                kept.settle(change(key, OfferView.State.DONE, ""), settled -> {});
            }
        }
    }

    private void reply(Key key, OfferAnswer answer) {
        sender.offer(new FileExchange.OfferReply(key.peer(), Optional.of(key.id()), answer));
    }

    private OfferFiles.Received change(Key key, OfferView.State state, String sentence) {
        OfferFiles.Received received = with(offers.get(key), state, sentence);
        offers.put(key, received);
        tell(received.view());
        return received;
    }

    private static OfferFiles.Received with(OfferFiles.Received before, OfferView.State state, String sentence) {
        return new OfferFiles.Received(Offers.with(before.view(), state, sentence), before.firstPath(), before.until());
    }

    private void tell(OfferView view) {
        sink.post(new QueueEvent.OfferChanged(view));
    }
}
