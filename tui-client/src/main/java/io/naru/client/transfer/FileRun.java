package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.data.Destination;
import io.naru.client.data.FetchSession;
import io.naru.client.data.FileFacts;
import io.naru.client.data.OwnerRefusal;
import io.naru.client.data.PartFile;
import io.naru.client.data.PartFileException;
import io.naru.client.data.PeerFault;
import io.naru.client.data.PeerLine;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferState;
import io.naru.common.message.ContentQuery;
import io.naru.common.message.Endpoint;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One try to fetch a file: from one owner, over two lines if it is large, or from all owners of the same content at once;
 * who they are besides those that are known is found out meanwhile ({@link MoreSources}). A way that breaks is asked for again as long as it brings something; a line that stands still is relieved of what it
 * owes when others could fetch it.
 *
 * <p>Threading: the agent's; each line has a thread of {@link RunTools#threads}.
 */
final class FileRun implements Run, FileWork.News {
    /** A file as large as that is fetched over two lines from a single owner. */
    static final long TWO_LINES_OCTETS = 64L << 20;

    private static final int SOURCES_AT_ONCE = 6;
    private static final int BREAKS_MAX = 3;
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final RunTools tools;
    private final Order order;
    private final Path target;
    private final Listener listener;
    private final FileWork work;
    private final List<Source> sources = new ArrayList<>();
    /** Who fetches, or may yet do so in this try. */
    private final Set<UserName> expected = ConcurrentHashMap.newKeySet();

    private final MoreSources more;

    /** What is in it, as soon as that is known. */
    private Optional<RootHash> root;

    private Optional<Agent.Timer> look = Optional.empty();
    private Optional<RawFetch> raw = Optional.empty();
    /** Why it can't go on here, whoever would send it. */
    private Optional<Fate> verdict = Optional.empty();

    private boolean isRunning;
    private volatile boolean isStopped;
    private boolean isEnding;
    private boolean hasSecondLine;
    private String wayTold = "";

    FileRun(RunTools tools, Order order, Listener listener) {
        this.tools = tools;
        this.order = order;
        this.listener = listener;
        this.target = order.transfer().target().orElseThrow();
        this.root = order.wanted().root();
        this.more = new MoreSources(tools, order.wanted().first().path(), this::join, this::settle);
        this.work = new FileWork(
                Destination.of(target),
                order.part(),
                order.expectedOctets(),
                order.wanted().root(),
                order.transfer().meter(),
                Optional.empty(),
                tools.down(),
                expected,
                this);
    }

    @Override
    public void begin() {
        boolean isSought = !order.wanted().isAgain() || order.isToBeLookedAt();
        if (isSought && order.wanted().root().isPresent()) {
            seek(order.wanted().root().get());
        } else if (order.isToBeLookedAt()
                && HaveAlready.isFile(target, order.wanted().octets())) {
            onLooked(Optional.of(new Fate.Done(target, HaveAlready.HERE)));
        } else {
            askAll();
        }
    }

    private void seek(RootHash root) {
        List<Path> fetched = tools.fetched().get().getOrDefault(root, List.of());
        HaveAlready.Sought sought =
                new HaveAlready.Sought(Destination.of(target), order.wanted().octets(), root);
        tools.threads().execute(() -> {
            Optional<Fate.Done> here = new HaveAlready(() -> isStopped).find(sought, fetched, tools.elsewhere());
            tools.agent().execute(() -> onLooked(here));
        });
    }

    private void onLooked(Optional<Fate.Done> here) {
        if (here.isPresent()) {
            isEnding = true;
            OptionalLong octets = order.wanted().octets();
            long size = octets.isPresent()
                    ? octets.getAsLong()
                    : HaveAlready.octets(here.get().published());
            order.transfer().meter().beginAt(size);
            listener.onSize(size);
            listener.onEnded(here.get());
        } else if (isStopped) {
            conclude(false);
        } else {
            askAll();
        }
    }

    private void askAll() {
        if (order.part().isEmpty()) {
            order.transfer().shares().clear();
        }
        List<DownloadOrder.Source> all = order.sources();
        int count = root.isPresent() ? Math.min(SOURCES_AT_ONCE, all.size()) : 1;
        for (DownloadOrder.Source each : all.subList(0, count)) {
            add(each);
        }
        List.copyOf(sources).forEach(this::ask);
        look = Optional.of(tools.agent().schedule(LOOK, this::look));
        if (root.isPresent() && order.expectedOctets().isPresent()) {
            more.know(new ContentQuery(root.get(), order.expectedOctets().getAsLong()));
        }
    }

    private Source add(DownloadOrder.Source of) {
        Source added =
                new Source(of.owner(), of.path(), order.transfer().shares().of(of.owner()));
        sources.add(added);
        expected.add(of.owner());
        return added;
    }

    private long ownerCount() {
        return sources.stream().map(Source::owner).distinct().count();
    }

    /** Somebody else says to have it. */
    private void join(DownloadOrder.Source found) {
        boolean isKnown = sources.stream().anyMatch(each -> each.owner().equals(found.owner()));
        if (isStopped || isEnding || raw.isPresent() || isKnown || ownerCount() >= SOURCES_AT_ONCE) {
            return;
        }
        order.addOther(root.orElseThrow(), found);
        Source source = add(found);
        work.reconsider();
        if (work.hasFreeFor(found.owner())) {
            ask(source);
        }
    }

    private void ask(Source source) {
        source.asks(tools.lines().open(source.owner(), source.path(), new Answer(source)));
    }

    @Override
    public void stop() {
        if (!isStopped) {
            isStopped = true;
            more.close();
            work.stop();
            raw.ifPresent(RawFetch::breakOff);
            sources.forEach(Source::stop);
            settle();
        }
    }

    /** What comes of asking for a line. */
    private final class Answer implements PeerLines.Listener {
        private final Source source;

        private Answer(Source source) {
            this.source = source;
        }

        @Override
        public void onLine(PeerLine line) {
            if (isStopped || isEnding) {
                line.breakOff();
                return;
            }
            if (!isRunning) {
                listener.onState(TransferState.CONNECTING);
            }
            FileWork.Progress progress = source.fetches(line);
            tellWay(source);
            tools.threads().execute(() -> fetch(source, line, progress));
        }

        /** What comes raw isn't verified, so whoever only says to have a file mustn't be able to put another one in its place. */
        @Override
        public void onBaseOwner(Endpoint at, OptionalLong size) {
            if (isRunning || ownerCount() > 1) {
                source.ends(
                        Source.Trouble.REFUSED,
                        "The client of " + source.owner() + " can't show that it sends the same file.");
                settle();
                return;
            }
            source.ends(Source.Trouble.REFUSED, "");
            if (!isStopped && !isEnding) {
                fetchRaw(source, at, size);
            }
        }

        @Override
        public void onRefused(String code, String sentence) {
            source.isRefused(Source.Trouble.of(code), code, sentence);
            settle();
        }

        @Override
        public void onFailed(String sentence) {
            source.ends(Source.Trouble.BROKEN, sentence);
            settle();
        }
    }

    private void tellWay(Source source) {
        source.way().filter(words -> !words.equals(wayTold)).ifPresent(words -> {
            wayTold = words;
            listener.onWay(words, true);
        });
    }

    // On the threads of the lines

    private void fetch(Source source, PeerLine line, FileWork.Progress progress) {
        try {
            FetchSession session =
                    new FetchSession(line, tools.threads(), tools.agent().clock());
            work.fetch(session, source.owner(), source.path(), progress);
            session.close();
            end(source, Source.Trouble.NONE, "");
        } catch (OwnerRefusal e) {
            line.breakOff();
            Source.Trouble trouble = e.code() == ErrorCode.BUSY ? Source.Trouble.BUSY : Source.Trouble.REFUSED;
            tools.agent().execute(() -> {
                source.isRefused(trouble, e.code().token(), e.getMessage());
                settle();
            });
        } catch (PartFileException e) {
            line.breakOff();
            tools.agent().execute(() -> judge(new Fate.Failed(e.getMessage())));
            end(source, Source.Trouble.NONE, "");
        } catch (PeerFault e) {
            line.breakOff();
            end(source, Source.Trouble.REFUSED, e.getMessage());
        } catch (IOException e) {
            line.breakOff();
            EngineLog.mishap(() -> "a line broke: " + e);
            end(source, Source.Trouble.BROKEN, "The way to " + source.owner() + " broke: " + Reason.of(e) + ".");
        } catch (RuntimeException e) {
            line.breakOff();
            EngineLog.fault("fetching failed", e);
            end(source, Source.Trouble.REFUSED, "Something is wrong with this program; see its log.");
        }
    }

    private void end(Source source, Source.Trouble trouble, String sentence) {
        tools.agent().execute(() -> {
            source.ends(trouble, sentence);
            settle();
        });
    }

    @Override
    public void onFacts(FileFacts facts) {
        tools.agent().execute(() -> {
            listener.onSize(facts.version().octets());
            if (order.part().isPresent()) {
                listener.onState(TransferState.CHECKING);
            }
            facts.version().root().ifPresent(known -> {
                root = Optional.of(known);
                order.othersWith(known).forEach(this::join);
                more.know(new ContentQuery(known, facts.version().octets()));
            });
        });
    }

    @Override
    public void onPart(PartFile.Mark part) {
        tools.agent().execute(() -> listener.onPart(Optional.of(part)));
    }

    @Override
    public void onRunning() {
        tools.agent().execute(this::run);
    }

    private void run() {
        if (!isRunning && !isEnding) {
            isRunning = true;
            listener.onState(TransferState.RUNNING);
        }
        addSecondLine();
    }

    /** A single line is one core's work; a large file is worth two. */
    private void addSecondLine() {
        boolean isLarge = order.transfer().size().orElse(0) > TWO_LINES_OCTETS;
        if (isLarge && sources.size() == 1 && !hasSecondLine && !isStopped && !isEnding) {
            hasSecondLine = true;
            Source first = sources.get(0);
            ask(add(new DownloadOrder.Source(first.owner(), first.path())));
        }
    }

    private void judge(Fate why) {
        if (verdict.isEmpty()) {
            verdict = Optional.of(why);
            work.stop();
            sources.forEach(Source::stop);
        }
    }

    private void look() {
        if (isEnding || isStopped || raw.isPresent()) {
            return;
        }
        sources.stream()
                .filter(source -> source.isFetching() && source.isStuck() && isThereAnother(source))
                .toList()
                .forEach(Source::relieve);
        more.goOn();
        look = Optional.of(tools.agent().schedule(LOOK, this::look));
    }

    /** Whether another one fetches, or has brought all that there was for it and would take more. */
    private boolean isThereAnother(Source than) {
        return sources.stream()
                .filter(each -> each != than)
                .anyMatch(each -> each.isFetching() || !each.isActive() && each.trouble() == Source.Trouble.NONE);
    }

    /** After something ended: goes on where that makes sense, or ends. */
    private void settle() {
        if (isEnding || raw.isPresent()) {
            return;
        }
        sources.stream().filter(Source::isOut).map(Source::owner).forEach(expected::remove);
        boolean isNobodyLeft =
                !sources.isEmpty() && sources.stream().allMatch(each -> work.isDistrusting(each.owner()));
        boolean isLost = (work.isHopeless() || isNobodyLeft) && verdict.isEmpty() && !work.isComplete();
        if (isLost && !more.mayBring()) {
            judge(new Fate.Failed("A part of the file comes damaged, time and again. Its owner's disk may be bad."));
        }
        boolean isComplete = work.isComplete();
        if (!isComplete && !isStopped && verdict.isEmpty()) {
            askAgain();
        }
        if (isComplete) {
            sources.stream().filter(each -> !each.isFetching()).forEach(Source::stop);
        }
        sources.stream()
                .filter(Source::isFetching)
                .reduce((one, newer) -> newer)
                .ifPresent(this::tellWay);
        boolean isOver = isComplete || isStopped || verdict.isPresent();
        if (sources.stream().noneMatch(Source::isActive) && (isOver || !more.mayBring())) {
            conclude(isComplete && verdict.isEmpty());
        }
    }

    /** Who has stood still would do so with what is left, too, and comes only when nobody else does. */
    private void askAgain() {
        List<Source> worth = sources.stream().filter(this::isWorthAsking).toList();
        worth.stream().filter(each -> !each.isRelieved()).forEach(this::ask);
        if (sources.stream().noneMatch(Source::isActive)) {
            worth.forEach(this::ask);
        }
    }

    /** Whether a line that ended is to be made again now. */
    private boolean isWorthAsking(Source source) {
        if (source.isActive() || !work.hasFreeFor(source.owner())) {
            return false;
        }
        boolean isIdle = source.trouble() == Source.Trouble.NONE && isRunning;
        return isIdle || source.trouble() == Source.Trouble.BROKEN && isRunning && source.breaks() < BREAKS_MAX;
    }

    private void conclude(boolean isComplete) {
        isEnding = true;
        more.close();
        look.ifPresent(Agent.Timer::cancel);
        Fate otherwise =
                isStopped ? new Fate.Stopped() : verdict.orElseGet(() -> Source.fate(sources, work.hasGained()));
        tools.threads().execute(() -> {
            Fate fate = finish(isComplete, otherwise);
            tools.agent().execute(() -> listener.onEnded(fate));
        });
    }

    @Override
    public boolean hasGained() {
        return work.hasGained();
    }

    private Fate finish(boolean isComplete, Fate otherwise) {
        try (work) {
            return isComplete ? work.publish(order.wanted().isAgain()) : otherwise;
        } catch (PartFileException e) {
            return new Fate.Failed(e.getMessage());
        }
    }

    private void fetchRaw(Source source, Endpoint at, OptionalLong size) {
        Optional<String> obstacle = BaseRule.obstacle(tools.limits().get().basePeers(), at.address());
        if (obstacle.isPresent()) {
            judge(new Fate.Failed(source.owner() + obstacle.get()));
            settle();
            return;
        }
        listener.onState(TransferState.CONNECTING);
        OptionalLong octets = size.isPresent() ? size : order.expectedOctets();
        octets.ifPresent(listener::onSize);
        RawFetch fetch = new RawFetch(tools, order, listener, source.owner(), at, octets, this::run);
        raw = Optional.of(fetch);
        fetch.begin(this::concludeRaw);
    }

    private void concludeRaw(Fate fate) {
        isEnding = true;
        more.close();
        look.ifPresent(Agent.Timer::cancel);
        listener.onEnded(verdict.orElse(fate));
    }
}
