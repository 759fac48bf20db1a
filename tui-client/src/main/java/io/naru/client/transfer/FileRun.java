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
 * One try to fetch a file: from one owner, over two lines if it is large, or from all owners of the same content at once.
 * A way that breaks is asked for again as long as it brings something; a line that stands still is relieved of what it
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

    private Optional<Agent.Timer> look = Optional.empty();
    private Optional<RawFetch> raw = Optional.empty();
    /** Why it can't go on here, whoever would send it. */
    private Optional<Fate> verdict = Optional.empty();

    private boolean isRunning;
    private volatile boolean isStopped;
    private boolean isEnding;
    private boolean hasSecondLine;

    FileRun(RunTools tools, Order order, Listener listener) {
        this.tools = tools;
        this.order = order;
        this.listener = listener;
        this.target = order.transfer().target().orElseThrow();
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
        List<DownloadOrder.Source> all = order.wanted().sources();
        boolean isByRoot = order.wanted().root().isPresent();
        int count = isByRoot ? Math.min(SOURCES_AT_ONCE, all.size()) : 1;
        for (DownloadOrder.Source each : all.subList(0, count)) {
            sources.add(new Source(each.owner(), each.path()));
            expected.add(each.owner());
        }
        List.copyOf(sources).forEach(this::ask);
        look = Optional.of(tools.agent().schedule(LOOK, this::look));
    }

    private void ask(Source source) {
        source.asks(tools.lines().open(source.owner(), source.path(), new Answer(source)));
    }

    @Override
    public void stop() {
        if (!isStopped) {
            isStopped = true;
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
            listener.onWay(line.way().words(), true);
            FileWork.Progress progress = source.fetches(line);
            tools.threads().execute(() -> fetch(source, line, progress));
        }

        @Override
        public void onBaseOwner(Endpoint at, OptionalLong size) {
            source.ends(Source.Trouble.REFUSED, "");
            if (!isStopped && !isEnding) {
                fetchRaw(source, at, size);
            }
        }

        @Override
        public void onRefused(String code, String sentence) {
            source.isRefused(troubleOf(code), code, sentence);
            settle();
        }

        @Override
        public void onFailed(String sentence) {
            source.ends(Source.Trouble.BROKEN, sentence);
            settle();
        }
    }

    private static Source.Trouble troubleOf(String code) {
        return switch (code) {
            case "busy" -> Source.Trouble.BUSY;
            case "offline" -> Source.Trouble.ABSENT;
            default -> Source.Trouble.REFUSED;
        };
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
            Source second = new Source(first.owner(), first.path());
            sources.add(second);
            ask(second);
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
        if (isEnding) {
            return;
        }
        sources.stream()
                .filter(source -> source.isFetching() && source.isStuck() && isThereAnother(source))
                .toList()
                .forEach(Source::relieve);
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
        sources.stream().filter(FileRun::isOut).map(Source::owner).forEach(expected::remove);
        boolean isNobodyLeft =
                !sources.isEmpty() && sources.stream().allMatch(each -> work.isDistrusting(each.owner()));
        if ((work.isHopeless() || isNobodyLeft) && verdict.isEmpty() && !work.isComplete()) {
            judge(new Fate.Failed("A part of the file comes damaged, time and again. Its owner's disk may be bad."));
        }
        boolean isComplete = work.isComplete();
        if (!isComplete && !isStopped && verdict.isEmpty()) {
            sources.stream().filter(this::isWorthAsking).toList().forEach(this::ask);
        }
        if (isComplete) {
            sources.stream().filter(each -> !each.isFetching()).forEach(Source::stop);
        }
        if (sources.stream().noneMatch(Source::isActive)) {
            conclude(isComplete && verdict.isEmpty());
        }
    }

    /** Whether nothing can come from it in this try. */
    private static boolean isOut(Source source) {
        return source.trouble() == Source.Trouble.REFUSED || source.trouble() == Source.Trouble.ABSENT;
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
        look.ifPresent(Agent.Timer::cancel);
        Fate otherwise = isStopped ? new Fate.Stopped() : verdict.orElseGet(this::fate);
        tools.threads().execute(() -> {
            Fate fate = finish(isComplete, otherwise);
            tools.agent().execute(() -> listener.onEnded(fate));
        });
    }

    /** Why none of the sources brought it. */
    private Fate fate() {
        Optional<Source> broken = with(Source.Trouble.BROKEN);
        Optional<Source> busy = with(Source.Trouble.BUSY);
        if (broken.isPresent() || busy.isPresent()) {
            return new Fate.Later(broken.or(() -> busy).get().sentence(), work.hasGained());
        }
        Optional<Source> absent = with(Source.Trouble.ABSENT);
        if (absent.isPresent()) {
            return new Fate.Absent(absent.get().sentence());
        }
        return with(Source.Trouble.REFUSED).map(Source::failure).orElseGet(() -> new Fate.Failed("It didn't come."));
    }

    private Optional<Source> with(Source.Trouble trouble) {
        return sources.stream().filter(source -> source.trouble() == trouble).findFirst();
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
        look.ifPresent(Agent.Timer::cancel);
        listener.onEnded(verdict.orElse(fate));
    }
}
