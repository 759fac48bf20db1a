package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.agent.Workers;
import io.naru.client.data.OwnerRefusal;
import io.naru.client.data.PeerFault;
import io.naru.client.data.PeerLine;
import io.naru.client.data.ServeListener;
import io.naru.client.data.ServeSession;
import io.naru.client.data.ServedFile;
import io.naru.client.event.TransferLimits;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Uploads over lines: says who gets one, and serves what is asked for on it. The queue shows a line as one upload, by the
 * file that was asked for last.
 *
 * <p>Threading: the agent's, but for {@link #onLine}. Each line is served on two threads of the executor.
 */
final class LineUploads implements LineReceiver {
    /** How long somebody who was welcomed may take to come. */
    private static final Duration COMING = Duration.ofSeconds(30);

    /** After so long who fetches may try again what was ended here. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final Agent agent;
    private final Board board;
    private final UploadSource source;
    private final PeerGate gate;
    private final Supplier<TransferLimits> limits;
    private final RateLimit up;
    private final Duration stall;
    private final Executor threads;
    private final Runnable onEnded;
    private final Workers looks = new Workers("naru-upload-look", 2);
    /** Welcomed and not here yet, the one who was welcomed longest ago first. */
    private final List<Coming> coming = new ArrayList<>();

    /** What the user has ended a while ago; whoever fetches isn't to begin again by itself. */
    private final Set<Ended> ended = new HashSet<>();

    private final Set<Serving> servings = new HashSet<>();
    private boolean isClosing;

    private record Ended(UserName who, String path) {}

    /** Somebody who was welcomed, or will be. */
    private final class Coming {
        private final UserName who;
        private Optional<Agent.Timer> timer = Optional.empty();

        private Coming(UserName who) {
            this.who = who;
        }

        private void expect() {
            timer = Optional.of(agent.schedule(COMING, this::over));
        }

        private void over() {
            timer.ifPresent(Agent.Timer::cancel);
            coming.remove(this);
        }
    }

    /**
     * No uploads yet.
     *
     * @param stall how long a line may stand on which nothing is asked
     * @param threads must run what they are given at once
     * @param onEnded is told when a line is served no more
     */
    LineUploads(
            Agent agent,
            Board board,
            UploadSource source,
            PeerGate gate,
            Supplier<TransferLimits> limits,
            RateLimit up,
            Duration stall,
            Executor threads,
            Runnable onEnded) {
        this.agent = agent;
        this.board = board;
        this.source = source;
        this.gate = gate;
        this.limits = limits;
        this.up = up;
        this.stall = stall;
        this.threads = threads;
        this.onEnded = onEnded;
    }

    @Override
    public void onRequest(UserName who, String path, Consumer<Admission> answer) {
        Optional<String> obstacle = gate.obstacle(who);
        if (obstacle.isPresent()) {
            answer.accept(new Admission.Refused(
                    "not-permitted",
                    "Your key isn't the one that you are known by here. Ask for it to be compared or accepted."));
        } else if (ended.contains(new Ended(who, path))) {
            answer.accept(new Admission.Refused("not-permitted", "This user has ended that upload."));
        } else if (isClosing) {
            answer.accept(new Admission.Refused("busy", "This user is leaving."));
        } else if (isTooMuch(who)) {
            answer.accept(new Admission.Refused("busy", "All slots of this user are taken. Try again later."));
        } else {
            Coming expected = new Coming(who);
            coming.add(expected);
            looks.execute(() -> {
                Admission said = look(who, path);
                agent.execute(() -> admit(expected, said, answer));
            });
        }
    }

    private boolean isTooMuch(UserName who) {
        long here =
                servings.stream().filter(each -> each.line.peer().equals(who)).count();
        long awaited = coming.stream().filter(each -> each.who.equals(who)).count();
        return servings.size() + coming.size() >= limits.get().uploads()
                || here + awaited >= limits.get().uploadsOfUser();
    }

    private Admission look(UserName who, String path) {
        try (UploadSource.Opened file = source.open(who, path)) {
            Optional<RootHash> root = file.hashes().map(hashes -> hashes.root());
            return new Admission.Welcome(
                    OptionalLong.of(file.octets()), OptionalLong.of(Math.max(0, file.modifiedMillis())), root);
        } catch (OwnerRefusal e) {
            return new Admission.Refused(e.code().token(), e.getMessage());
        } catch (NoSuchFileException e) {
            return new Admission.Refused("not-found", "There is no such file.");
        } catch (IOException e) {
            return new Admission.Refused("unreadable", "That file can't be read: " + Reason.of(e) + ".");
        }
    }

    private void admit(Coming expected, Admission said, Consumer<Admission> answer) {
        if (said instanceof Admission.Welcome) {
            expected.expect();
        } else {
            expected.over();
        }
        answer.accept(said);
    }

    @Override
    public void onLine(PeerLine line) {
        agent.execute(() -> {
            coming.stream()
                    .filter(each -> each.who.equals(line.peer()))
                    .findFirst()
                    .ifPresent(Coming::over);
            Serving serving = new Serving(line);
            servings.add(serving);
            agent.schedule(stall, serving::endUnasked);
            threads.execute(serving);
        });
    }

    /** Welcomes nobody any more. */
    void close() {
        isClosing = true;
    }

    boolean isBusy() {
        return !servings.isEmpty();
    }

    /** Breaks a line off; false if this is none. */
    boolean end(Transfer upload, TransferState state, String sentence) {
        Optional<Serving> serving = servings.stream()
                .filter(each -> each.transfer != null && each.transfer.id() == upload.id())
                .findFirst();
        serving.ifPresent(each -> {
            if (state == TransferState.CANCELLED) {
                Ended what = new Ended(upload.peer(), upload.path());
                ended.add(what);
                agent.schedule(FORGOTTEN, () -> ended.remove(what));
            }
            each.end(state, sentence);
        });
        return serving.isPresent();
    }

    void endAll() {
        List.copyOf(servings).forEach(each -> each.end(TransferState.CANCELLED, "This user has left."));
    }

    /** One line. */
    private final class Serving implements Runnable, ServeListener {
        private final PeerLine line;
        private final Meter meter = new Meter();
        /** The thread's. */
        private final Set<String> seen = new HashSet<>();

        /** The folder that all of them are in; empty if that is the top. */
        private String common = "";

        private long octets;
        /** The agent's. */
        private Transfer transfer;

        private Serving(PeerLine line) {
            this.line = line;
        }

        @Override
        public void run() {
            String failure = "";
            try {
                new ServeSession(line, LineUploads.this::open, this, threads).run();
            } catch (PeerFault e) {
                failure = e.getMessage();
            } catch (IOException e) {
                failure = line.peer() + " didn't get all of it: " + Reason.of(e) + ".";
            } catch (RuntimeException e) {
                line.breakOff();
                EngineLog.fault("serving failed", e);
                failure = "Something is wrong with this program; see its log.";
            }
            String why = failure;
            int files = seen.size();
            String folder = common;
            agent.execute(() -> {
                over(why, files, folder);
                onEnded.run();
            });
        }

        private void over(String failure, int files, String folder) {
            servings.remove(this);
            if (transfer == null || transfer.isEnded()) {
                return;
            }
            transfer.dropBreaker();
            if (failure.isEmpty()) {
                transfer.setState(TransferState.DONE, outcome(files));
            } else {
                transfer.setState(TransferState.FAILED, failure);
            }
            if (files > 1 && !folder.isEmpty()) {
                transfer.setPath(folder);
            }
            board.changed(transfer);
        }

        /** What was sent is what counts: who only looks at a file, or has a part of it, doesn't ask for all. */
        private String outcome(int files) {
            long sent = transfer.meter().doneOctets();
            boolean isPart =
                    transfer.size().isPresent() && sent < transfer.size().getAsLong();
            if (isPart) {
                transfer.setSize(OptionalLong.of(sent));
            }
            if (files > 1) {
                return isPart ? "Of " + files + " files parts were asked for." : files + " files were sent.";
            }
            return isPart ? "Only a part of it was asked for." : "";
        }

        /** A line on which nothing is asked shows nowhere, but takes a slot and two threads. */
        private void endUnasked() {
            if (transfer == null && servings.contains(this)) {
                EngineLog.mishap(() -> line.peer() + " made a line and asked for nothing on it");
                line.breakOff();
            }
        }

        private void end(TransferState state, String sentence) {
            if (transfer != null) {
                transfer.setState(state, sentence);
                board.changed(transfer);
            }
            line.breakOff();
        }

        @Override
        public void onAsked(String path, ServedFile file) {
            if (!seen.add(path)) {
                return;
            }
            common = seen.size() == 1 ? folderOf(path) : commonFolder(common, path);
            octets += file.octets();
            long all = octets;
            agent.execute(() -> show(path, file, all));
        }

        private void show(String path, ServedFile file, long all) {
            boolean isFirst = transfer == null;
            if (isFirst) {
                transfer = board.add(
                        board.nextId(), TransferView.Direction.UPLOAD, line.peer(), path, TransferState.RUNNING, meter);
                transfer.setWay(line.way().words(), true);
                transfer.setBreaker(line::breakOff);
            }
            transfer.setPath(path);
            transfer.setTarget(file.path());
            transfer.setSize(OptionalLong.of(all));
            if (isFirst) {
                board.changed(transfer);
            }
        }

        @Override
        public void beforePiece(String path, int pieceOctets) throws IOException {
            up.passed(pieceOctets);
        }

        @Override
        public void onSent(String path, long position, int pieceOctets) {
            meter.moved(pieceOctets);
        }
    }

    private static String folderOf(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static String commonFolder(String folder, String path) {
        String common = folder;
        while (!common.isEmpty() && !path.startsWith(common + "/")) {
            common = folderOf(common);
        }
        return common;
    }

    private ServedFile open(UserName who, String path) throws IOException {
        UploadSource.Opened file = source.open(who, path);
        return new ServedFile(file.channel(), file.path(), file.octets(), file.modifiedMillis(), file.hashes());
    }
}
