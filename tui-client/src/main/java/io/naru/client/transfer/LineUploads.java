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
 * Uploads over lines: says who gets one, and serves what is asked for on it. What of that the queue shows is
 * {@link UploadRow}.
 *
 * <p>Threading: the agent's, but for {@link #onLine}. Each line is served on two threads of the executor.
 */
final class LineUploads implements LineReceiver {
    /** How long somebody who was welcomed may take to come. */
    private static final Duration COMING = Duration.ofSeconds(30);

    /** After so long who fetches may try again what was ended here. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    /** However slow a rate is, so much goes at once: less would be more heads than content. */
    private static final int STRIDE_LEAST_OCTETS = 1 << 10;

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

    /** Breaks an upload off; false if it isn't over lines. */
    boolean end(Transfer upload, TransferState state, String sentence) {
        Optional<UploadRow> row = servings.stream()
                .map(each -> each.row)
                .filter(each -> each != null && each.id() == upload.id())
                .findFirst();
        row.ifPresent(each -> {
            if (state == TransferState.CANCELLED) {
                Ended what = new Ended(upload.peer(), upload.path());
                ended.add(what);
                agent.schedule(FORGOTTEN, () -> ended.remove(what));
            }
            each.end(state, sentence);
        });
        return row.isPresent();
    }

    void endAll() {
        List.copyOf(servings).forEach(each -> each.end(TransferState.CANCELLED, "This user has left."));
    }

    /** One line. */
    private final class Serving implements Runnable, ServeListener {
        private final PeerLine line;
        /** The thread's. */
        private final Set<String> seen = new HashSet<>();

        /** What was handed to the network, and what the other side says has come; guarded by this, as all below. */
        private long sentOctets;

        private boolean isTold;
        /** What counts as moved, also before there was a row; and where it is counted then. */
        private long counted;

        private Meter meter;
        /** The agent's; null before anything is asked for. */
        private UploadRow row;

        private Serving(PeerLine line) {
            this.line = line;
        }

        @Override
        public void run() {
            String failure = "";
            try {
                new ServeSession(line, LineUploads.this::open, this, threads).run();
                // Who leaves in order has had all that was sent.
                count(sentOctets());
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
            agent.execute(() -> {
                servings.remove(this);
                if (row != null) {
                    row.onOver(line, why);
                }
                onEnded.run();
            });
        }

        /** A line on which nothing is asked shows nowhere, but takes a slot and two threads. */
        private void endUnasked() {
            if (row == null && servings.contains(this)) {
                EngineLog.mishap(() -> line.peer() + " made a line and asked for nothing on it");
                line.breakOff();
            }
        }

        private void end(TransferState state, String sentence) {
            if (row != null) {
                row.end(state, sentence);
            }
            line.breakOff();
        }

        @Override
        public void onAsked(String path, ServedFile file) {
            if (seen.add(path)) {
                agent.execute(() -> show(path, file));
            }
        }

        private void show(String path, ServedFile file) {
            if (row == null) {
                row = rowFor(line, path);
                countIn(row.meter());
            }
            row.onAsked(path, file);
        }

        private synchronized void countIn(Meter of) {
            meter = of;
            meter.moved(counted);
        }

        private synchronized long sentOctets() {
            return sentOctets;
        }

        private synchronized void count(long octets) {
            if (meter != null) {
                meter.moved(octets - counted);
            }
            counted = octets;
        }

        @Override
        public int strideOctets(int mostOctets) {
            return Math.max(STRIDE_LEAST_OCTETS, up.stride(mostOctets));
        }

        /** Nobody believes more than was sent, nor less than was said before. */
        @Override
        public synchronized void onHave(long octets) {
            long here = Math.min(octets, sentOctets);
            if (!isTold || here > counted) {
                isTold = true;
                count(here);
            }
        }

        @Override
        public void beforePiece(String path, int pieceOctets) throws IOException {
            up.passed(pieceOctets);
        }

        @Override
        public synchronized void onSent(String path, long position, int pieceOctets) {
            sentOctets += pieceOctets;
            if (!isTold) {
                count(sentOctets);
            }
        }
    }

    /** That of another line over which the same is fetched already, or a new one. */
    private UploadRow rowFor(PeerLine line, String path) {
        Optional<UploadRow> other = servings.stream()
                .map(each -> each.row)
                .filter(row -> row != null && row.isOf(line.peer(), path))
                .findFirst();
        other.ifPresent(row -> row.join(line));
        return other.orElseGet(() -> new UploadRow(
                board,
                line,
                board.add(
                        board.nextId(),
                        TransferView.Direction.UPLOAD,
                        line.peer(),
                        path,
                        TransferState.RUNNING,
                        new Meter())));
    }

    private ServedFile open(UserName who, String path) throws IOException {
        UploadSource.Opened file = source.open(who, path);
        return new ServedFile(file.channel(), file.path(), file.octets(), file.modifiedMillis(), file.hashes());
    }
}
