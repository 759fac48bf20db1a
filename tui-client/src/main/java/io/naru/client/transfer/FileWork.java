package io.naru.client.transfer;

import io.naru.client.data.Destination;
import io.naru.client.data.FetchListener;
import io.naru.client.data.FetchSession;
import io.naru.client.data.FileFacts;
import io.naru.client.data.OwnerRefusal;
import io.naru.client.data.PartFile;
import io.naru.client.data.PartFileException;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import io.naru.common.text.OctetText;
import io.naru.common.wire.ErrorCode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * One file on its way here, over one line or several: they share what is known of it, its part file, and the plan of who
 * fetches what. The first line to come says what the file is; another owner's must be the same by its root, the same
 * owner's by all that can be seen.
 *
 * <p>Threading: each line by a thread of its own; {@link #publish} and {@link #close} when none works any more.
 */
final class FileWork implements Closeable {
    /** What is told, by the threads of the lines. */
    interface News {
        /** What the file is; what came of it earlier is hashed next. */
        void onFacts(FileFacts facts);

        /** The part file stands. */
        void onPart(PartFile.Mark part);

        /** Octets begin to come. */
        void onRunning();
    }

    private final Destination target;
    private final Optional<PartFile.Mark> earlier;
    private final OptionalLong expectedOctets;
    private final Optional<RootHash> root;
    private final Meter meter;
    private final Optional<Meter> total;
    private final RateLimit down;
    private final Set<UserName> expected;
    private final News news;

    /** Held by a line that prepares the file, as long as that takes; whoever asks how it stands doesn't wait for it. */
    private final Object preparing = new Object();
    /** Guarded by this, as what follows; null before it is prepared. */
    private FileFacts facts;

    private PartFile part;
    private long octetsBefore;
    private SharedPlan plan;
    private volatile boolean isStopped;

    /**
     * Nothing is opened yet.
     *
     * @param expected owners that a line may yet lead to, kept true by whoever asks them; safe for any thread
     */
    FileWork(
            Destination target,
            Optional<PartFile.Mark> earlier,
            OptionalLong expectedOctets,
            Optional<RootHash> root,
            Meter meter,
            Optional<Meter> total,
            RateLimit down,
            Set<UserName> expected,
            News news) {
        this.target = target;
        this.earlier = earlier;
        this.expectedOctets = expectedOctets;
        this.root = root;
        this.meter = meter;
        this.total = total;
        this.down = down;
        this.expected = expected;
        this.news = news;
    }

    /** What a line does: fetches what nobody else fetches, until there is nothing left for it. */
    void fetch(FetchSession session, UserName owner, String path, Progress progress) throws IOException {
        FileFacts own = session.manifest(path, root);
        prepare(own);
        SharedPlan.Line line = plan.line(owner);
        progress.begin(line);
        try {
            if (isStopped) {
                return;
            }
            news.onRunning();
            session.fetch(own, part, line, new FetchListener() {
                @Override
                public boolean isWanted() {
                    return !isStopped;
                }

                @Override
                public void beforePiece(int octets) throws IOException {
                    down.passed(octets);
                }

                @Override
                public void onOctets(int octets) {
                    meter.moved(octets);
                    total.ifPresent(all -> all.moved(octets));
                    progress.moved(octets);
                }
            });
        } finally {
            line.close();
            long useless = progress.octets() - line.broughtOctets(own.chunks());
            lost(useless);
            progress.lost(useless);
        }
    }

    /** What a line leaves behind of a chunk isn't here, nor is what another one has brought before it. */
    private void lost(long octets) {
        meter.lost(octets);
        total.ifPresent(all -> all.lost(octets));
    }

    private void prepare(FileFacts own) throws IOException {
        synchronized (preparing) {
            Optional<FileFacts> known = facts();
            if (known.isEmpty()) {
                open(own);
            } else if (!own.version().isSameContent(known.get().version())) {
                throw new OwnerRefusal(ErrorCode.CHANGED, "It isn't the same file any more.");
            }
        }
    }

    private synchronized Optional<FileFacts> facts() {
        return Optional.ofNullable(facts);
    }

    private void open(FileFacts own) throws IOException {
        long octets = own.version().octets();
        if (expectedOctets.isPresent() && expectedOctets.getAsLong() != octets) {
            throw new OwnerRefusal(
                    ErrorCode.CHANGED,
                    "The file has changed since it was listed: it had "
                            + OctetText.of(expectedOctets.getAsLong(), octets) + " and has "
                            + OctetText.of(octets, expectedOctets.getAsLong()) + " now. Retry to get it as it is.");
        }
        news.onFacts(own);
        PartFile opened = PartFile.open(target, own, earlier, looked -> !isStopped);
        try {
            PartFile.checkRoom(target, octets - opened.verifiedOctets());
        } catch (PartFileException e) {
            opened.close();
            throw e;
        }
        long thoughtBefore = meter.doneOctets();
        meter.beginAt(opened.verifiedOctets());
        total.ifPresent(all -> all.skip(opened.verifiedOctets() - thoughtBefore));
        synchronized (this) {
            octetsBefore = opened.verifiedOctets();
            part = opened;
            plan = new SharedPlan(own.chunks().count(), opened.verified(), expected);
            facts = own;
        }
        news.onPart(opened.mark());
    }

    /** Whether every chunk is here. */
    synchronized boolean isComplete() {
        return plan != null && plan.isComplete();
    }

    /** Another owner may be asked: what came wrongly from all others may come rightly from that one. */
    synchronized void reconsider() {
        if (plan != null) {
            plan.reconsider();
        }
    }

    /** Whether something is wanted that no line fetches, and that this owner may be asked for. */
    synchronized boolean hasFreeFor(UserName owner) {
        return plan == null || plan.hasFreeFor(owner);
    }

    /** Whether nothing is asked of an owner any more, since so much that came was wrong. */
    synchronized boolean isDistrusting(UserName owner) {
        return plan != null && plan.isDistrusting(owner);
    }

    /** Whether a chunk comes wrong from everybody. */
    synchronized boolean isHopeless() {
        return plan != null && plan.hopeless().isPresent();
    }

    /** Whether something has come, and was right, in this try. */
    synchronized boolean hasGained() {
        return part != null && part.verifiedOctets() > octetsBefore;
    }

    /** How many octets are here and right. */
    synchronized long verifiedOctets() {
        return part == null ? 0 : part.verifiedOctets();
    }

    /** Lets the lines end soon, at the next piece. */
    void stop() {
        isStopped = true;
    }

    /**
     * Gives the file its name, unless the same content stands there already, or under a numbered name.
     *
     * @param isAgain whether it is wanted though it does
     */
    synchronized Fate.Done publish(boolean isAgain) throws PartFileException {
        meter.whole();
        Optional<Path> twin = isAgain ? Optional.empty() : part.twin();
        if (twin.isEmpty()) {
            return new Fate.Done(part.publish(), "");
        }
        part.discard();
        return new Fate.Done(twin.get(), HaveAlready.HERE);
    }

    @Override
    public synchronized void close() throws PartFileException {
        if (part != null) {
            part.close();
        }
    }

    /**
     * How far one line is.
     *
     * <p>Threading: its own thread writes, any reads.
     */
    static final class Progress {
        private final LongConsumer count;
        private volatile long octets;
        private volatile SharedPlan.Line line;

        /**
         * Nothing has come yet.
         *
         * @param count is told of octets as they come, and by numbers less than 0 of those that were of no use
         */
        Progress(LongConsumer count) {
            this.count = count;
        }

        /** One that nobody else counts. */
        static Progress uncounted() {
            return new Progress(octets -> {});
        }

        private void begin(SharedPlan.Line begun) {
            line = begun;
        }

        private void moved(int more) {
            octets = octets + more;
            count.accept(more);
        }

        private void lost(long useless) {
            count.accept(-useless);
        }

        long octets() {
            return octets;
        }

        /** Whether it has been given something that hasn't come. */
        boolean isOwing() {
            SharedPlan.Line now = line;
            return now != null && now.outstanding() > 0;
        }

        /** Lets others have what it owes. */
        void relieve() {
            SharedPlan.Line now = line;
            if (now != null) {
                now.relieve();
            }
        }
    }
}
