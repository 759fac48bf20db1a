package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.Answers;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.Reason;
import io.naru.client.agent.RequestIds;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.OfferView;
import io.naru.client.event.QueueEvent;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.OfferAnswer;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * What this user offers: to be had below {@code .offer/ID}, by the one to whom it is offered only, for a day. What isn't
 * through is offered again over a new link, and by the next program, since the answer may have been lost meanwhile; who
 * has it already tells how it stands.
 *
 * <p>Threading: the agent's. Looks at files on the disk's thread.
 */
final class SentOffers {
    private static final int OPEN_MAX = 64;
    private static final int SHOWN_MAX = 200;
    private static final int PAGE = 200;

    private final Agent agent;
    private final FileSender sender;
    private final RequestIds ids;
    private final EngineEvent.Sink sink;
    private final Executor disk;
    private final OfferedFiles own;
    private final KeptOffers kept;
    private final Map<RequestId, OfferView> views = new LinkedHashMap<>();
    /** Those that aren't through, as they are offered. */
    private final Map<RequestId, FileExchange.Offer> unanswered = new LinkedHashMap<>();

    SentOffers(
            Agent agent,
            FileSender sender,
            RequestIds ids,
            EngineEvent.Sink sink,
            Executor disk,
            OfferedFiles own,
            KeptOffers kept) {
        this.agent = agent;
        this.sender = sender;
        this.ids = ids;
        this.sink = sink;
        this.disk = disk;
        this.own = own;
        this.kept = kept;
    }

    /** What was offered by a program before this one. */
    void restore(List<OfferFiles.Sent> before) {
        for (OfferFiles.Sent sent : before) {
            if (!views.containsKey(sent.id())) {
                begin(sent);
                sender.offer(unanswered.get(sent.id()));
            }
        }
    }

    /** There is a new link. */
    void onUp() {
        unanswered.values().forEach(sender::offer);
    }

    /** Offers nothing any more; what is kept stays so. */
    void forgetAll() {
        views.keySet().forEach(own::remove);
        views.clear();
        unanswered.clear();
    }

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
        tell(new OfferView(id, true, user, name, files.size(), 0, OfferView.State.GONE, sentence));
    }

    private void offer(UserName user, RequestId id, OfferedFiles.Offered offered) {
        OfferView view = view(id, offered);
        long open = views.values().stream().filter(SentOffers::isOpen).count();
        if (open >= OPEN_MAX) {
            tell(Offers.with(
                    view, OfferView.State.GONE, OPEN_MAX + " offers of yours are open; wait for answers to them."));
            return;
        }
        OfferFiles.Sent sent =
                new OfferFiles.Sent(id, offered, agent.clock().now().plus(Offers.LIFE));
        begin(sent);
        kept.keep(sent);
        // Without a link it goes out with the next one.
        boolean isSent = sender.offer(unanswered.get(id));
        String sentence = isSent
                ? "Offered " + named(view) + " to " + user + "."
                : "There is no connection to the relay just now; " + named(view) + " is offered as soon as there is.";
        tell(Offers.with(view, OfferView.State.OPEN, sentence));
    }

    private void begin(OfferFiles.Sent sent) {
        own.add(sent.id(), sent.offered());
        views.put(sent.id(), view(sent.id(), sent.offered()));
        unanswered.put(sent.id(), message(sent));
        dropOldest();
        agent.schedule(kept.left(sent.until()), () -> end(sent.id()));
    }

    private static OfferView view(RequestId id, OfferedFiles.Offered offered) {
        return new OfferView(
                id, true, offered.user(), offered.name(), offered.files(), offered.octets(), OfferView.State.OPEN, "");
    }

    private static FileExchange.Offer message(OfferFiles.Sent sent) {
        OfferedFiles.Offered offered = sent.offered();
        return new FileExchange.Offer(
                offered.user(),
                offered.name(),
                Optional.of(sent.id()),
                offered.files(),
                offered.octets(),
                offered.firstPath());
    }

    /** Nobody gets any of it from now on. */
    private void end(RequestId id) {
        own.remove(id);
        unanswered.remove(id);
        OfferView view = views.get(id);
        if (view != null) {
            kept.drop(true, view.peer(), id);
        }
    }

    private static boolean isOpen(OfferView view) {
        return view.state() == OfferView.State.OPEN || view.state() == OfferView.State.ACCEPTED;
    }

    private void dropOldest() {
        if (views.size() > SHOWN_MAX) {
            views.values().stream()
                    .filter(each -> !isOpen(each))
                    .findFirst()
                    .ifPresent(over -> views.remove(over.id()));
        }
    }

    /** The other one says what becomes of an offer. */
    void onReply(FileExchange.OfferReply reply) {
        RequestId id = reply.requestId().orElseThrow();
        OfferView view = views.get(id);
        boolean isExpected = view != null && view.peer().equals(reply.user()) && isOpen(view);
        if (!isExpected || isToldAlready(view, reply.answer())) {
            return;
        }
        switch (reply.answer()) {
            case ACCEPTED -> change(view, OfferView.State.ACCEPTED, reply.user() + " accepted " + named(view) + ".");
            case DECLINED -> {
                end(id);
                change(view, OfferView.State.DECLINED, reply.user() + " declined " + named(view) + ".");
            }
            case DONE -> {
                end(id);
                change(view, OfferView.State.DONE, reply.user() + " has " + named(view) + ".");
            }
        }
    }

    private static boolean isToldAlready(OfferView view, OfferAnswer answer) {
        return view.state() == OfferView.State.ACCEPTED && answer == OfferAnswer.ACCEPTED;
    }

    /** What is answered to somebody who asks what is in an offer; empty if it is something else that is asked. */
    Optional<Answers.Answer> answer(FileMessage.ListRequest request) {
        Optional<List<OfferedFiles.Entry>> entries = own.list(request.user(), request.folder());
        if (entries.isEmpty() || request.requestId().isEmpty()) {
            return Optional.empty();
        }
        List<OfferedFiles.Entry> all = entries.get();
        int from = cursor(request.cursor(), all.size());
        int to = Math.min(all.size(), from + PAGE);
        String next = to < all.size() ? Integer.toString(to) : "";
        return Optional.of(turn -> {
            put(request, all.subList(from, to), all.size(), next, turn);
            return true;
        });
    }

    private static void put(
            FileMessage.ListRequest request, List<OfferedFiles.Entry> page, int all, String next, Answers.Turn turn)
            throws InterruptedException {
        boolean isUp = turn.put(
                new FileMessage.ListStart(request.user(), request.requestId(), request.folder(), OptionalLong.of(all)));
        for (OfferedFiles.Entry entry : page) {
            isUp = isUp
                    && turn.put(new FileMessage.ListEntry(
                            request.user(),
                            entry.name(),
                            request.requestId(),
                            entry.size(),
                            entry.modifiedMillis(),
                            entry.kind(),
                            Optional.empty()));
        }
        if (isUp) {
            turn.put(new FileMessage.ListEnd(request.user(), request.requestId(), request.folder(), next));
        }
    }

    private static int cursor(String cursor, int size) {
        boolean isNumber = cursor.matches("[0-9]{1,6}");
        return isNumber ? Math.min(size, Integer.parseInt(cursor)) : 0;
    }

    private static String named(OfferView view) {
        return view.files() == 1 ? view.name() : view.name() + " and " + (view.files() - 1) + " more";
    }

    private void change(OfferView view, OfferView.State state, String sentence) {
        OfferView changed = Offers.with(view, state, sentence);
        views.put(view.id(), changed);
        tell(changed);
    }

    private void tell(OfferView view) {
        sink.post(new QueueEvent.OfferChanged(view));
    }
}
