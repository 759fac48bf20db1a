package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.data.FetchSession;
import io.naru.client.data.OwnerRefusal;
import io.naru.client.data.PartFileException;
import io.naru.client.data.PeerFault;
import io.naru.client.data.PeerLine;
import io.naru.client.event.TransferState;
import io.naru.common.message.Endpoint;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One try to fetch a folder: lists all that is in it, then fetches what isn't here yet over one line.
 *
 * <p>Threading: the agent's; planning and the line have a thread of {@link RunTools#threads}.
 */
final class FolderRun implements Run, Unfolding.Listener, PeerLines.Listener {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final RunTools tools;
    private final Order order;
    private final Path target;
    private final UserName owner;
    private final Listener listener;
    private final Unfolding unfolding;
    private Optional<FolderWork> work = Optional.empty();
    private Optional<PeerLines.Attempt> attempt = Optional.empty();
    private Optional<PeerLine> line = Optional.empty();
    private Optional<Agent.Timer> look = Optional.empty();
    /** Whether nothing of it has come since the program began. */
    private boolean isUntouched;

    private boolean isStopped;
    private boolean isEnded;
    /** Whether a thread is at work. */
    private boolean isBusy;

    FolderRun(RunTools tools, Order order, Listener listener) {
        this.tools = tools;
        this.order = order;
        this.target = order.transfer().target().orElseThrow();
        this.owner = order.wanted().first().owner();
        this.listener = listener;
        this.unfolding =
                new Unfolding(tools.folders(), owner, order.wanted().first().path(), this);
    }

    @Override
    public void begin() {
        listener.onState(TransferState.UNFOLDING);
        unfolding.begin();
    }

    @Override
    public boolean hasGained() {
        return work.filter(FolderWork::hasGained).isPresent();
    }

    @Override
    public void stop() {
        if (isStopped || isEnded) {
            return;
        }
        isStopped = true;
        unfolding.stop();
        work.ifPresent(FolderWork::stop);
        attempt.ifPresent(PeerLines.Attempt::close);
        line.ifPresent(PeerLine::breakOff);
        if (!isBusy) {
            end(new Fate.Stopped());
        }
    }

    private void end(Fate fate) {
        if (!isEnded) {
            isEnded = true;
            look.ifPresent(Agent.Timer::cancel);
            work.ifPresent(done -> listener.onInside(done.inside()));
            listener.onEnded(fate);
        }
    }

    // Listing

    @Override
    public void onFailed(String sentence) {
        end(isStopped ? new Fate.Stopped() : new Fate.Later(sentence, false));
    }

    @Override
    public void onTooMuch(String sentence) {
        end(isStopped ? new Fate.Stopped() : new Fate.Failed(sentence));
    }

    @Override
    public void onUnfolded(List<FolderFile> files) {
        isBusy = true;
        isUntouched = order.seenHere().isEmpty();
        FolderPlan.Known known = new FolderPlan.Known(
                order.filesHere(),
                order.seenHere(),
                tools.fetched().get(),
                order.wanted().isAgain());
        FolderPlan plan = new FolderPlan(order.chosen(), target, known, tools.elsewhere());
        FolderWork planned = new FolderWork(
                files,
                order.transfer().meter(),
                tools.down(),
                order.part(),
                path -> tools.agent().execute(() -> listener.onFileHere(path)),
                part -> tools.agent().execute(() -> listener.onPart(Optional.of(part))));
        work = Optional.of(planned);
        tools.threads().execute(() -> {
            planned.plan(plan);
            tools.agent().execute(() -> onPlanned(planned));
        });
    }

    private void onPlanned(FolderWork planned) {
        isBusy = false;
        listener.onSize(planned.octets());
        listener.onInside(planned.inside());
        if (isStopped) {
            end(new Fate.Stopped());
            return;
        }
        Optional<FolderFile> first = planned.first();
        if (first.isEmpty()) {
            end(outcome(planned));
            return;
        }
        listener.onState(TransferState.RUNNING);
        attempt = Optional.of(tools.lines().open(owner, first.get().ownerPath(), this));
        look = Optional.of(tools.agent().schedule(LOOK, this::look));
    }

    private void look() {
        if (!isEnded) {
            work.ifPresent(running -> listener.onInside(running.inside()));
            look = Optional.of(tools.agent().schedule(LOOK, this::look));
        }
    }

    private Fate outcome(FolderWork done) {
        List<FolderFile> failed = done.failed();
        if (failed.isEmpty()) {
            return new Fate.Done(target, isUntouched && !done.hasGained() && !done.isEmpty() ? HaveAlready.HERE : "");
        }
        FolderFile first = failed.get(0);
        return new Fate.Failed(
                failed.size() == 1
                        ? "In it, " + first.path() + " can't be had: " + first.sentence()
                        : failed.size() + " of its files can't be had. The first of them is " + first.path() + ": "
                                + first.sentence());
    }

    // The line

    @Override
    public void onLine(PeerLine made) {
        attempt = Optional.empty();
        if (isStopped) {
            made.breakOff();
            return;
        }
        line = Optional.of(made);
        isBusy = true;
        listener.onWay(made.way().words(), true);
        FolderWork running = work.orElseThrow();
        tools.threads().execute(() -> {
            Optional<Fate> fate = fetch(running, made);
            tools.agent().execute(() -> {
                isBusy = false;
                end(isStopped && fate.isPresent() ? new Fate.Stopped() : fate.orElseGet(() -> outcome(running)));
            });
        });
    }

    /** Why not all of it came; empty if everything was asked for and answered. */
    private Optional<Fate> fetch(FolderWork running, PeerLine made) {
        try {
            FetchSession session =
                    new FetchSession(made, tools.threads(), tools.agent().clock());
            running.fetch(session, owner);
            session.close();
            return running.first().isEmpty() ? Optional.empty() : Optional.of(later("It was broken off."));
        } catch (PartFileException e) {
            made.breakOff();
            return Optional.of(new Fate.Failed(e.getMessage()));
        } catch (OwnerRefusal e) {
            made.breakOff();
            return Optional.of(
                    e.code() == ErrorCode.BUSY
                            ? later(e.getMessage())
                            : Fate.Failed.said(e.code().token(), e.getMessage()));
        } catch (PeerFault e) {
            made.breakOff();
            return Optional.of(new Fate.Failed(e.getMessage()));
        } catch (IOException e) {
            made.breakOff();
            EngineLog.mishap(() -> "a line broke: " + e);
            return Optional.of(later("The way to " + owner + " broke: " + Reason.of(e) + "."));
        } catch (RuntimeException e) {
            made.breakOff();
            EngineLog.fault("fetching a folder failed", e);
            return Optional.of(new Fate.Failed("Something is wrong with this program; see its log."));
        }
    }

    /** Only what came in this try counts: what is here already would let an owner who sends nothing be asked for ever. */
    private Fate later(String sentence) {
        return new Fate.Later(sentence, hasGained());
    }

    @Override
    public void onBaseOwner(Endpoint at, OptionalLong size) {
        end(new Fate.Failed(owner + "'s client can't send folders. Fetch the files in it one by one."));
    }

    @Override
    public void onRefused(String code, String sentence) {
        attempt = Optional.empty();
        end(
                switch (code) {
                    case "busy" -> later(sentence);
                    case "offline" -> new Fate.Absent(sentence);
                    default -> Fate.Failed.said(code, sentence);
                });
    }
}
