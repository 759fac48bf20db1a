package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.EngineLog;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.Workers;
import io.naru.client.event.TransferLimits;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.message.FileMessage;
import io.naru.common.message.UserName;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The uploads to base clients, which know neither encryption nor tokens, as far as the user lets them have any. Whoever
 * asks for a file gets, when a thread is free, a door of its own: a port that lets one connection in, the first to come,
 * and is shut after a while. Requests beyond the bounds are told to come again.
 *
 * <p>Threading: the agent's. Files are sent on {@code naru-upload-N}.
 */
final class Uploads {
    private final Agent agent;
    private final FileSender sender;
    private final Board board;
    private final DataConnector connector;
    private final UploadSource source;
    private final PeerGate gate;
    private final Supplier<TransferLimits> limits;
    private final RateLimit up;
    private final TransferBounds bounds;
    private final Workers workers;
    /** Asked for, and not ended. */
    private final Set<Order> orders = new HashSet<>();

    private final Map<Long, Order> offered = new HashMap<>();

    /** This machine's address towards the relay; null without a link. */
    private InetAddress local;

    private boolean isClosing;

    Uploads(
            Agent agent,
            FileSender sender,
            Board board,
            DataConnector connector,
            UploadSource source,
            PeerGate gate,
            Supplier<TransferLimits> limits,
            RateLimit up,
            TransferBounds bounds) {
        this.agent = agent;
        this.sender = sender;
        this.board = board;
        this.connector = connector;
        this.source = source;
        this.gate = gate;
        this.limits = limits;
        this.up = up;
        this.bounds = bounds;
        this.workers = new Workers("naru-upload", bounds.uploads());
    }

    /** A request and what became of it. */
    private final class Order implements UploadJob.Listener {
        private final FileMessage.DownloadRequest request;
        private final Meter meter = new Meter();
        private final UploadJob job;
        private Agent.Timer timer;
        private Transfer transfer;
        private volatile boolean isWanted = true;

        private Order(FileMessage.DownloadRequest request) {
            this.request = request;
            this.job = new UploadJob(source, request.path(), connector, local, request.user(), up, meter, this);
        }

        @Override
        public boolean isWanted() {
            return isWanted;
        }

        @Override
        public void onRefused(String code, String sentence) {
            agent.execute(() -> refuse(this, code, sentence));
        }

        @Override
        public void onOffered(UploadSource.Opened file, DataConnector.Door door) {
            agent.execute(() -> offer(this, file, door));
        }

        @Override
        public void onRunning(String way, boolean isEncrypted) {
            agent.execute(() -> {
                if (orders.contains(this)) {
                    timer.cancel();
                    transfer.setWay(way, isEncrypted);
                    transfer.setState(TransferState.RUNNING, "");
                    board.changed(transfer);
                }
            });
        }

        @Override
        public void onDone() {
            agent.execute(() -> end(this, TransferState.DONE, ""));
        }

        @Override
        public void onFailed(String sentence) {
            agent.execute(() -> end(this, TransferState.FAILED, sentence));
        }
    }

    void onUp(InetAddress localAddress) {
        local = localAddress;
    }

    void onDown() {
        local = null;
        // Who asked can't be told any more; who has an answer already may still come.
        List.copyOf(orders).stream().filter(order -> order.transfer == null).forEach(this::forget);
    }

    /** Takes no more requests. */
    void close() {
        isClosing = true;
        List.copyOf(orders).stream()
                .filter(order -> order.transfer == null)
                .forEach(order -> refuse(order, "busy", "This user is leaving."));
    }

    void onRequest(FileMessage.DownloadRequest request) {
        if (local == null) {
            return;
        }
        Order order = new Order(request);
        long ofUser = orders.stream()
                .filter(each -> each.request.user().equals(request.user()))
                .count();
        boolean isTooMuch =
                orders.size() >= bounds.uploads() + bounds.uploadsWaiting() || ofUser >= bounds.uploadsOfUser();
        if (isTooMuch || isClosing) {
            refuse(order, "busy", "Too many files are asked for at once. Try again later.");
            return;
        }
        if (BaseRule.obstacle(limits.get().basePeers(), local).isPresent()) {
            refuse(order, "not-permitted", "Files go from here to clients that encrypt them.");
            return;
        }
        if (gate.obstacle(request.user()).isPresent()) {
            refuse(
                    order,
                    "not-permitted",
                    "Your key isn't the one that you are known by here. Ask for it to be compared or accepted.");
            return;
        }
        orders.add(order);
        order.timer =
                agent.schedule(bounds.waiting(), () -> refuse(order, "busy", "All slots are taken. Try again later."));
        workers.execute(order.job);
    }

    /** Ends an upload that hasn't ended. */
    void end(Transfer upload, TransferState state, String sentence) {
        Order order = offered.get(upload.id());
        if (order != null) {
            end(order, state, sentence);
        }
    }

    private void offer(Order order, UploadSource.Opened file, DataConnector.Door door) {
        if (!orders.contains(order)) {
            order.job.breakOff();
            return;
        }
        order.timer.cancel();
        UserName user = order.request.user();
        Transfer transfer = board.add(
                board.nextId(),
                TransferView.Direction.UPLOAD,
                user,
                order.request.path(),
                TransferState.OFFERED,
                order.meter);
        order.transfer = transfer;
        offered.put(transfer.id(), order);
        transfer.setTarget(file.path());
        transfer.setSize(OptionalLong.of(file.octets()));
        transfer.setBreaker(order.job::breakOff);
        order.timer = agent.schedule(
                bounds.door(), () -> end(order, TransferState.FAILED, user + " asked for it and didn't come."));
        board.changed(transfer);
        boolean isSent = sender.offer(new FileMessage.DownloadAccept(
                user,
                order.request.path(),
                door.endpoint(),
                Optional.empty(),
                Optional.empty(),
                "",
                OptionalLong.of(file.octets()),
                OptionalLong.of(Math.max(0, file.modifiedMillis())),
                Optional.empty(),
                List.of(),
                Optional.empty()));
        if (!isSent) {
            end(order, TransferState.FAILED, user + " couldn't be told: there is no connection to the relay.");
        }
    }

    private void refuse(Order order, String code, String sentence) {
        FileMessage.DownloadRequest request = order.request;
        boolean isTold = sender.offer(
                new FileMessage.DownloadRefuse(request.user(), request.path(), Optional.empty(), code, sentence));
        if (!isTold) {
            EngineLog.mishap(() -> request.user() + " couldn't be told that a file isn't to be had");
        }
        forget(order);
    }

    private void end(Order order, TransferState state, String sentence) {
        if (!orders.contains(order)) {
            return;
        }
        Transfer transfer = order.transfer;
        forget(order);
        if (transfer != null) {
            offered.remove(transfer.id());
            transfer.setState(state, sentence);
            if (state == TransferState.DONE) {
                transfer.dropBreaker();
            } else {
                transfer.breakOff();
            }
            board.changed(transfer);
        }
    }

    private void forget(Order order) {
        order.isWanted = false;
        orders.remove(order);
        if (order.timer != null) {
            order.timer.cancel();
        }
    }
}
