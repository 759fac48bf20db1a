package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.Reason;
import io.naru.client.agent.RequestIds;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.OfferView;
import io.naru.client.event.QueueEvent;
import io.naru.common.file.SafePath;
import io.naru.common.message.EntryKind;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.OfferAnswer;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Files that are offered to somebody, in both directions. What this user offers is to be had below {@code .offer/ID},
 * by the one to whom it is offered only; what is offered to this user waits for an answer, unless its sender is verified
 * and was always accepted before.
 *
 * <p>Threading: the agent's. Looks at files on the disk's thread.
 */
final class Offers {
    private static final String TOP = ".offer/";
    private static final int OPEN_MAX = 64;
    private static final int OFFER_PAGE = 200;
    private static final Duration LIFE = Duration.ofHours(24);

    private final Agent agent;
    private final FileSender sender;
    private final RequestIds ids;
    private final EngineEvent.Sink sink;
    private final Executor disk;
    private final OfferedFiles own;
    private final Predicate<UserName> isVerified;
    private final BiConsumer<DownloadOrder, RequestId> order;
    /** Whose offers are accepted without asking, and where they go. */
    private final Map<UserName, Path> always = new HashMap<>();

    private final Map<Key, OfferView> views = new LinkedHashMap<>();
    private final Map<Key, String> firstPaths = new LinkedHashMap<>();

    private record Key(boolean isOwn, UserName peer, RequestId id) {}

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
        this.agent = agent;
        this.sender = sender;
        this.ids = ids;
        this.sink = sink;
        this.disk = disk;
        this.own = own;
        this.isVerified = isVerified;
        this.order = order;
    }

    /** Whether a path is that of a whole offer. */
    static boolean isTop(String path) {
        return path.startsWith(TOP) && path.indexOf('/', TOP.length()) < 0;
    }

    // What this user offers

    void send(UserName user, List<Path> files) {
        RequestId id = ids.next('o');
        disk.execute(() -> {
            try {
                OfferedFiles.Offered offered = OfferedFiles.look(user, files);
                agent.execute(() -> offer(user, id, offered));
            } catch (IOException e) {
                String sentence = e.getMessage() == null ? Reason.of(e) : e.getMessage();
                agent.execute(() -> refuse(user, id, files, sentence));
            }
        });
    }

    private void refuse(UserName user, RequestId id, List<Path> files, String sentence) {
        String name = files.isEmpty() ? "" : files.get(0).getFileName().toString();
        told(new OfferView(id, true, user, name, files.size(), 0, OfferView.State.GONE, sentence));
    }

    private void offer(UserName user, RequestId id, OfferedFiles.Offered offered) {
        boolean isSent = sender.offer(new FileExchange.Offer(
                user, offered.name(), Optional.of(id), offered.files(), offered.octets(), offered.firstPath()));
        OfferView view = new OfferView(
                id, true, user, offered.name(), offered.files(), offered.octets(), OfferView.State.OPEN, "");
        if (!isSent) {
            told(with(view, OfferView.State.GONE, "There is no connection to the relay just now."));
            return;
        }
        own.add(id, offered);
        keep(view);
        told(with(view, OfferView.State.OPEN, "Offered " + named(view) + " to " + user + "."));
        agent.schedule(LIFE, () -> own.remove(id));
    }

    /** Takes an own offer back, or wants no more of another's. */
    void onReply(FileExchange.OfferReply reply) {
        Key key = new Key(true, reply.user(), reply.requestId().orElseThrow());
        OfferView view = views.get(key);
        if (view == null) {
            return;
        }
        switch (reply.answer()) {
            case ACCEPTED -> change(key, OfferView.State.ACCEPTED, reply.user() + " accepted " + named(view) + ".");
            case DECLINED -> {
                own.remove(view.id());
                change(key, OfferView.State.DECLINED, reply.user() + " declined " + named(view) + ".");
            }
            case DONE -> {
                own.remove(view.id());
                change(key, OfferView.State.DONE, reply.user() + " has " + named(view) + ".");
            }
        }
    }

    /** Somebody asks what is in an offer; false if it is something else that is asked. */
    boolean onListRequest(FileMessage.ListRequest request) {
        Optional<List<OfferedFiles.Entry>> entries = own.list(request.user(), request.folder());
        if (entries.isEmpty() || request.requestId().isEmpty()) {
            return false;
        }
        List<OfferedFiles.Entry> all = entries.get();
        int from = cursor(request.cursor(), all.size());
        int to = Math.min(all.size(), from + OFFER_PAGE);
        sender.offer(new FileMessage.ListStart(
                request.user(), request.requestId(), request.folder(), OptionalLong.of(all.size())));
        for (OfferedFiles.Entry entry : all.subList(from, to)) {
            sender.offer(new FileMessage.ListEntry(
                    request.user(),
                    entry.name(),
                    request.requestId(),
                    entry.size(),
                    entry.modifiedMillis(),
                    entry.kind(),
                    Optional.empty()));
        }
        String next = to < all.size() ? Integer.toString(to) : "";
        sender.offer(new FileMessage.ListEnd(request.user(), request.requestId(), request.folder(), next));
        return true;
    }

    private static int cursor(String cursor, int size) {
        boolean isNumber = cursor.matches("[0-9]{1,6}");
        return isNumber ? Math.min(size, Integer.parseInt(cursor)) : 0;
    }

    // What others offer

    void onOffer(FileExchange.Offer offer) {
        RequestId id = offer.requestId().orElseThrow();
        Key key = new Key(false, offer.user(), id);
        boolean isGood = offer.files() <= Integer.MAX_VALUE
                && SafePath.refusal(offer.firstPath()).isEmpty();
        if (views.containsKey(key) || views.size() >= OPEN_MAX && !forgetOldest()) {
            return;
        }
        if (!isGood) {
            reply(offer.user(), id, OfferAnswer.DECLINED);
            return;
        }
        OfferView view = new OfferView(
                id,
                false,
                offer.user(),
                SafeText.line(offer.name()).value(),
                (int) offer.files(),
                offer.octets(),
                OfferView.State.OPEN,
                "");
        keep(view);
        firstPaths.put(key, offer.firstPath());
        if (always.containsKey(offer.user()) && isVerified.test(offer.user())) {
            accept(key, always.get(offer.user()));
        } else {
            told(view);
        }
    }

    /**
     * Answers an offer.
     *
     * @param into where it goes; empty declines it
     * @param isAlways whether later offers of this user, if verified, are accepted without asking
     */
    void answer(UserName from, RequestId id, Optional<Path> into, boolean isAlways) {
        Key key = new Key(false, from, id);
        OfferView view = views.get(key);
        if (view == null || view.state() != OfferView.State.OPEN) {
            return;
        }
        if (into.isPresent()) {
            if (isAlways && isVerified.test(from)) {
                always.put(from, into.get());
            }
            accept(key, into.get());
        } else {
            reply(from, id, OfferAnswer.DECLINED);
            change(key, OfferView.State.DECLINED, "");
        }
    }

    private void accept(Key key, Path into) {
        OfferView view = views.get(key);
        reply(key.peer(), key.id(), OfferAnswer.ACCEPTED);
        String top = TOP + key.id().value();
        DownloadOrder.Source source = view.files() == 1
                ? new DownloadOrder.Source(key.peer(), top + "/" + firstPaths.get(key))
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
        change(key, OfferView.State.ACCEPTED, "");
    }

    /** A download ended; if it was an offer's, its sender is told. */
    void onDownloaded(UserName from, String path) {
        if (path.startsWith(TOP)) {
            String rest = path.substring(TOP.length());
            int slash = rest.indexOf('/');
            RequestId id = new RequestId(slash < 0 ? rest : rest.substring(0, slash));
            Key key = new Key(false, from, id);
            if (views.containsKey(key)) {
                reply(from, id, OfferAnswer.DONE);
                change(key, OfferView.State.DONE, "");
            }
        }
    }

    private void reply(UserName to, RequestId id, OfferAnswer answer) {
        sender.offer(new FileExchange.OfferReply(to, Optional.of(id), answer));
    }

    private boolean forgetOldest() {
        Optional<Key> over = views.entrySet().stream()
                .filter(each -> each.getValue().state() != OfferView.State.OPEN
                        && each.getValue().state() != OfferView.State.ACCEPTED)
                .map(Map.Entry::getKey)
                .findFirst();
        over.ifPresent(key -> {
            views.remove(key);
            firstPaths.remove(key);
        });
        return over.isPresent();
    }

    private static String named(OfferView view) {
        return view.files() == 1 ? view.name() : view.name() + " and " + (view.files() - 1) + " more";
    }

    private void keep(OfferView view) {
        views.put(new Key(view.isOwn(), view.peer(), view.id()), view);
    }

    private void change(Key key, OfferView.State state, String sentence) {
        OfferView changed = with(views.get(key), state, sentence);
        views.put(key, changed);
        told(changed);
    }

    private static OfferView with(OfferView view, OfferView.State state, String sentence) {
        return new OfferView(
                view.id(), view.isOwn(), view.peer(), view.name(), view.files(), view.octets(), state, sentence);
    }

    private void told(OfferView view) {
        sink.post(new QueueEvent.OfferChanged(view));
    }
}
