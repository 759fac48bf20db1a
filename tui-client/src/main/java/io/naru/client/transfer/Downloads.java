package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.RequestIds;
import io.naru.client.agent.Workers;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.file.SafePath;
import io.naru.common.message.FileMessage;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The queue of downloads. Some run at once, the others wait; each is asked for when its turn comes, and an answer is
 * taken only while the very request is open: by its id, or, from a base client which knows no ids, by user and path.
 * So each request leads to one connection at most.
 *
 * <p>Threading: the agent's. Files are fetched on {@code naru-download-N}.
 */
final class Downloads {
    private final Agent agent;
    private final FileSender sender;
    private final RequestIds ids;
    private final Board board;
    private final DataConnector connector;
    private final DialRule rule;
    private final PeerGate gate;
    private final TransferBounds bounds;
    private final Workers workers;
    private final Map<Long, Order> orders = new HashMap<>();

    /** Where the relay is reached; null without a link. */
    private InetAddress relay;

    private boolean isPumpDue;

    /** What was ordered, and how far asking for it is. */
    private static final class Order {
        private final Transfer transfer;
        private OptionalLong expectedOctets;
        private RequestId request;
        private Agent.Timer deadline;
        private boolean isResting;
        private Optional<PartFile.Mark> part = Optional.empty();
        /** Of the try that runs; what another one tells is old. */
        private Object currentTry = new Object();

        private Order(Transfer transfer, OptionalLong expectedOctets) {
            this.transfer = transfer;
            this.expectedOctets = expectedOctets;
        }
    }

    Downloads(
            Agent agent,
            FileSender sender,
            RequestIds ids,
            Board board,
            DataConnector connector,
            DialRule rule,
            PeerGate gate,
            TransferBounds bounds) {
        this.agent = agent;
        this.sender = sender;
        this.ids = ids;
        this.board = board;
        this.connector = connector;
        this.rule = rule;
        this.gate = gate;
        this.bounds = bounds;
        this.workers = new Workers("naru-download", bounds.downloads());
    }

    // What the user wants

    void add(long id, UserName owner, String path, OptionalLong expectedOctets, Path intoFolder) {
        Transfer added = board.add(id, TransferView.Direction.DOWNLOAD, owner, path, TransferState.QUEUED, new Meter());
        added.setSize(expectedOctets);
        Order order = new Order(added, expectedOctets);
        orders.put(id, order);
        String name = path.substring(path.lastIndexOf('/') + 1);
        SafePath.component(intoFolder.toAbsolutePath(), name).accept(new SafePath.Handler<Void>() {
            @Override
            public Void inside(Path target) {
                added.setTarget(target);
                enqueue(order);
                return null;
            }

            @Override
            public Void refused(String reason) {
                end(order, TransferState.FAILED, "It can't be saved under its name. " + reason);
                return null;
            }
        });
    }

    void cancel(Transfer download) {
        end(orders.get(download.id()), TransferState.CANCELLED, "Cancelled.");
    }

    void fail(Transfer download, String sentence) {
        end(orders.get(download.id()), TransferState.FAILED, sentence);
    }

    void retry(Transfer download) {
        Order order = orders.get(download.id());
        boolean canBe = download.state() == TransferState.FAILED || download.state() == TransferState.CANCELLED;
        if (canBe && download.target().isPresent()) {
            download.setSize(order.expectedOctets);
            download.meter().restart(agent.clock().nanos());
            enqueue(order);
        }
    }

    void forget(Transfer download) {
        orders.remove(download.id());
    }

    // What the relay and the owners say

    void onUp(InetAddress relayAddress) {
        relay = relayAddress;
        pump();
    }

    void onDown() {
        relay = null;
        for (Order order : asking()) {
            stopAsking(order);
            order.transfer.setState(TransferState.QUEUED, "Waits for the connection to the relay.");
            board.changed(order.transfer);
        }
    }

    void onGone(UserName user) {
        asking().stream()
                .filter(order -> order.transfer.peer().equals(user))
                .forEach(order -> end(order, TransferState.FAILED, user + " has left."));
    }

    void onAccept(FileMessage.DownloadAccept accept) {
        find(accept, accept.path()).ifPresent(order -> {
            boolean isExtended = accept.requestId().isPresent();
            Optional<String> refusal = rule.refusal(accept.endpoint().address(), accept.seen(), relay);
            Optional<String> obstacle = gate.obstacle(accept.user());
            if (obstacle.isPresent()) {
                end(order, TransferState.FAILED, obstacle.get());
            } else if (refusal.isPresent()) {
                end(order, TransferState.FAILED, accept.user() + " can't be connected to: " + refusal.get() + ".");
            } else if (isExtended && accept.token().isEmpty()) {
                end(order, TransferState.FAILED, accept.user() + "'s client answered without a token.");
            } else if (isOtherSize(order, accept)) {
                // Whoever retries has seen that, and takes what there is now.
                long before = order.expectedOctets.getAsLong();
                order.expectedOctets = accept.size();
                end(
                        order,
                        TransferState.FAILED,
                        "The file has changed since it was listed: it had " + before + " octets and has "
                                + accept.size().getAsLong() + " now. Retry to get it as it is.");
            } else {
                fetch(order, accept);
            }
        });
    }

    void onRefuse(FileMessage.DownloadRefuse refusal) {
        find(refusal, refusal.path()).ifPresent(order -> {
            if (refusal.code().equals("busy")) {
                rest(order);
                return;
            }
            String text = SafeText.line(refusal.text()).value();
            String because = text.isEmpty() ? refusal.user() + " doesn't share that file, or not any more." : text;
            end(order, TransferState.FAILED, because);
        });
    }

    /** The relay refuses; false if that was no download. */
    boolean onRefused(String id, String text) {
        Optional<Order> asked = asking().stream()
                .filter(order -> order.request.value().equals(id))
                .findFirst();
        asked.ifPresent(
                order -> end(order, TransferState.FAILED, SafeText.line(text).value()));
        return asked.isPresent();
    }

    // The queue

    private void enqueue(Order order) {
        order.transfer.setState(TransferState.QUEUED, "");
        board.changed(order.transfer);
        pump();
    }

    /** Asks for as many as there are slots, later in this turn, so that what is added together begins in order. */
    private void pump() {
        if (!isPumpDue) {
            isPumpDue = true;
            agent.execute(() -> {
                isPumpDue = false;
                ask();
            });
        }
    }

    private void ask() {
        long underWay = orders.values().stream()
                .filter(order -> !order.transfer.isEnded() && order.transfer.state() != TransferState.QUEUED)
                .count();
        List<Order> ready = board.all().stream()
                .filter(each -> each.isDownload() && each.state() == TransferState.QUEUED)
                .map(each -> orders.get(each.id()))
                .filter(order -> !order.isResting)
                .limit(Math.max(0, bounds.downloads() - underWay))
                .toList();
        if (relay != null) {
            ready.forEach(this::askFor);
        }
    }

    private void askFor(Order order) {
        Transfer transfer = order.transfer;
        Optional<String> obstacle = gate.obstacle(transfer.peer());
        if (obstacle.isPresent()) {
            end(order, TransferState.FAILED, obstacle.get());
            return;
        }
        order.request = ids.next('d');
        if (!sendRequest(order)) {
            return;
        }
        transfer.setState(TransferState.ASKING, "");
        order.deadline = agent.schedule(
                bounds.answer(),
                () -> end(
                        order,
                        TransferState.FAILED,
                        transfer.peer() + "'s client didn't answer within "
                                + bounds.answer().toSeconds() + " seconds."));
        board.changed(transfer);
    }

    private boolean sendRequest(Order order) {
        Transfer transfer = order.transfer;
        try {
            FileMessage request = new FileMessage.DownloadRequest(
                    transfer.peer(), transfer.path(), Optional.of(order.request), "", List.of());
            if (sender.offer(request)) {
                return true;
            }
            order.isResting = true;
            agent.schedule(Duration.ofSeconds(1), () -> wake(order));
        } catch (InvalidValueException e) {
            end(order, TransferState.FAILED, e.getMessage());
        }
        return false;
    }

    private void rest(Order order) {
        stopAsking(order);
        order.isResting = true;
        order.transfer.setState(TransferState.QUEUED, order.transfer.peer() + " is busy; asks again in a moment.");
        board.changed(order.transfer);
        agent.schedule(bounds.askAgain(), () -> wake(order));
        pump();
    }

    private void wake(Order order) {
        order.isResting = false;
        pump();
    }

    private void stopAsking(Order order) {
        if (order.deadline != null) {
            order.deadline.cancel();
            order.deadline = null;
        }
        order.request = null;
    }

    private List<Order> asking() {
        return orders.values().stream()
                .filter(order -> order.transfer.state() == TransferState.ASKING)
                .toList();
    }

    private Optional<Order> find(FileMessage answer, String path) {
        return asking().stream()
                .filter(order -> order.transfer.peer().equals(answer.user())
                        && order.transfer.path().equals(path))
                .filter(order ->
                        answer.requestId().isEmpty() || answer.requestId().get().equals(order.request))
                .findFirst();
    }

    private static boolean isOtherSize(Order order, FileMessage.DownloadAccept accept) {
        return order.expectedOctets.isPresent()
                && accept.size().isPresent()
                && order.expectedOctets.getAsLong() != accept.size().getAsLong();
    }

    // The try

    private void fetch(Order order, FileMessage.DownloadAccept accept) {
        stopAsking(order);
        Transfer transfer = order.transfer;
        OptionalLong size = accept.size().isPresent() ? accept.size() : order.expectedOctets;
        transfer.setSize(size);
        transfer.meter().restart(agent.clock().nanos());
        Object thisTry = new Object();
        order.currentTry = thisTry;
        DownloadJob job = new DownloadJob(
                transfer.peer().display(),
                connector.connect(accept.endpoint(), accept.token()),
                transfer.target().orElseThrow(),
                size,
                order.part,
                transfer.meter(),
                new Told(order, thisTry));
        order.deadline = agent.schedule(
                bounds.stall(),
                () -> end(
                        order,
                        TransferState.FAILED,
                        transfer.peer() + " sent nothing for " + bounds.stall().toSeconds() + " seconds."));
        order.part = Optional.empty();
        transfer.setBreaker(job::breakOff);
        transfer.setState(TransferState.CONNECTING, "");
        board.changed(transfer);
        workers.execute(job);
    }

    /** What the thread of a try tells, brought to the agent, and dropped once the try is over. */
    private final class Told implements DownloadJob.Listener {
        private final Order order;
        private final Object thisTry;

        private Told(Order order, Object thisTry) {
            this.order = order;
            this.thisTry = thisTry;
        }

        private void tell(Runnable news) {
            agent.execute(() -> {
                if (order.currentTry == thisTry && !order.transfer.isEnded()) {
                    news.run();
                }
            });
        }

        @Override
        public void onRunning(String way, boolean isEncrypted) {
            tell(() -> {
                stopAsking(order);
                order.transfer.setWay(way, isEncrypted);
                order.transfer.setState(TransferState.RUNNING, "");
                board.changed(order.transfer);
            });
        }

        @Override
        public void onPartLeft(PartFile.Mark part) {
            agent.execute(() -> {
                order.part = Optional.of(part);
                boolean wasEndedHere = order.currentTry == thisTry && order.transfer.isEnded();
                // What was cleared meanwhile must not come back into the list.
                if (wasEndedHere && orders.containsValue(order)) {
                    order.transfer.addSentence(DownloadJob.kept(part));
                    board.changed(order.transfer);
                }
            });
        }

        @Override
        public void onDone(Path published) {
            tell(() -> {
                Transfer done = order.transfer;
                done.setTarget(published);
                String unchecked = done.size().isPresent() ? "" : "Its length wasn't known, so it couldn't be checked.";
                done.setSize(OptionalLong.of(done.meter().doneOctets()));
                end(order, TransferState.DONE, unchecked);
            });
        }

        @Override
        public void onFailed(String sentence) {
            tell(() -> end(order, TransferState.FAILED, sentence));
        }
    }

    private void end(Order order, TransferState state, String sentence) {
        if (order == null || order.transfer.isEnded()) {
            return;
        }
        stopAsking(order);
        order.transfer.setState(state, sentence);
        if (state == TransferState.DONE) {
            order.transfer.dropBreaker();
        } else {
            order.transfer.breakOff();
        }
        board.changed(order.transfer);
        pump();
    }
}
