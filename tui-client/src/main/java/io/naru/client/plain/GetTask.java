package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.RemoteEntry;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.message.EntryKind;
import io.naru.common.message.ListSort;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Downloads files and folders, and goes on with what an earlier run of the same command has left. Each is looked up in
 * its owner's share first, so that what isn't there, or is a folder, is told from what fails.
 *
 * <p>Threading: one thread.
 */
final class GetTask implements Task {
    /**
     * What is to be fetched.
     *
     * @param path from the top of the owner's share; empty for all of it
     */
    record Wanted(UserName owner, String path) {
        String folder() {
            int slash = path.lastIndexOf('/');
            return slash < 0 ? "" : path.substring(0, slash);
        }

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        boolean isAll() {
            return path.isEmpty();
        }
    }

    private final List<Wanted> all;
    private final Path into;
    private final boolean areFoldersWanted;
    private final FileFormat format;
    private final People people = new People();
    private final Deque<Wanted> unasked = new ArrayDeque<>();
    private final Map<Long, TransferView> transfers = new LinkedHashMap<>();
    /** What an earlier run of the same command had brought, until it is known who is online. */
    private final Map<Long, TransferView> doneBefore = new LinkedHashMap<>();

    private final List<Outcome> outcomes = new ArrayList<>();
    private Optional<Engine> engine = Optional.empty();
    private String cursor = "";
    private boolean hasBegun;
    private boolean isAsking;
    private boolean isQueueOpen;

    GetTask(List<Wanted> all, Path into, boolean areFoldersWanted, FileFormat format) {
        this.all = List.copyOf(all);
        this.into = into;
        this.areFoldersWanted = areFoldersWanted;
        this.format = format;
        this.unasked.addAll(all);
    }

    /** What came of it all. */
    Outcome outcome() {
        return outcomes.stream().reduce(Outcome::and).orElse(Outcome.DONE);
    }

    @Override
    public void onUp(Engine up, EngineEvent.LinkUp event) {
        engine = Optional.of(up);
        people.begin();
        isAsking = false;
    }

    @Override
    public boolean onEvent(EngineEvent event) throws IOException {
        if (event instanceof QueueEvent.QueueSaid said) {
            onQueue(said);
            return true;
        }
        if (event instanceof EngineEvent.TransferChanged changed) {
            return onTransfer(changed.transfer());
        }
        if (event instanceof QueueEvent.QueueOpened) {
            isQueueOpen = true;
            begin();
            return true;
        }
        if (people.onEvent(event)) {
            begin();
            return true;
        }
        return onListing(event);
    }

    private void onQueue(QueueEvent.QueueSaid said) throws IOException {
        if (said.standing() == QueueEvent.QueueSaid.Standing.OTHERS) {
            throw new OutcomeException(
                    Outcome.FAILED, "The same command is running already, and gets these files into this folder.");
        }
        format.remark(said.sentence());
        if (said.standing() == QueueEvent.QueueSaid.Standing.BROKEN) {
            // Better fetched without being kept than not at all.
            isQueueOpen = true;
            begin();
        }
    }

    /** What an earlier run has left must be known, so that it isn't ordered twice. */
    private void begin() {
        if (people.areAllTold() && isQueueOpen && !isAsking) {
            if (!hasBegun) {
                hasBegun = true;
                doneBefore.values().forEach(this::lookAgain);
            }
            lookUpNext();
        }
    }

    // What is where

    private void lookUpNext() {
        isAsking = false;
        cursor = "";
        while (!isAsking && !unasked.isEmpty()) {
            Wanted next = unasked.peek();
            Optional<EngineEvent.UserSeen> owner = people.find(next.owner());
            if (isKnown(next)) {
                unasked.remove();
            } else if (owner.isEmpty()) {
                miss(Outcome.ABSENT, next.owner() + " isn't online.");
            } else if (owner.get().trust() == PeerTrust.CHANGED) {
                miss(
                        Outcome.REFUSED,
                        "The key of " + next.owner() + " isn't the one that is known here; nothing is fetched. In naru,"
                                + " /verify " + next.owner() + " compares it.");
            } else {
                isAsking = true;
                ask(next);
            }
        }
    }

    private void ask(Wanted next) {
        engine.orElseThrow().list(next.owner(), next.folder(), cursor, next.name(), ListSort.NAMES);
    }

    private boolean onListing(EngineEvent event) {
        Wanted asked = unasked.peek();
        if (!isAsking || asked == null) {
            return false;
        }
        if (event instanceof ListingEvent.ListingFailed failed && failed.owner().equals(asked.owner())) {
            miss(Outcome.of(failed.fault()), failed.sentence());
            lookUpNext();
            return true;
        }
        boolean isAnswer = event instanceof ListingEvent.ListingReceived page
                && page.owner().equals(asked.owner())
                && page.folder().equals(asked.folder());
        if (isAnswer) {
            onPage(asked, (ListingEvent.ListingReceived) event);
        }
        return isAnswer;
    }

    private void onPage(Wanted asked, ListingEvent.ListingReceived page) {
        if (asked.isAll()) {
            orderAll(asked, page);
            return;
        }
        String name = page.isFlat() ? asked.path() : asked.name();
        Optional<RemoteEntry> found = page.entries().stream()
                .filter(entry -> normal(entry.name()).equals(normal(name)))
                .max(Comparator.comparing(entry -> entry.name().equals(name)));
        if (found.isPresent()) {
            String exact = found.get().name();
            order(asked, page.isFlat() ? exact : FileFormat.path(asked.folder(), exact), found.get());
            lookUpNext();
        } else if (page.nextCursor().isEmpty()) {
            miss(Outcome.ABSENT, asked.owner() + " shares no " + asked.path() + ".");
            lookUpNext();
        } else {
            cursor = page.nextCursor();
            ask(asked);
        }
    }

    /** Names that look the same are, on whichever system they were written. */
    private static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** What is in it is listed again, folder by folder, when it is its turn. */
    private void orderAll(Wanted asked, ListingEvent.ListingReceived page) {
        if (page.entries().isEmpty() && page.nextCursor().isEmpty()) {
            miss(Outcome.ABSENT, asked.owner() + " shares nothing with you.");
        } else {
            unasked.remove();
            engine.orElseThrow().download(DownloadOrder.folder(asked.owner(), asked.path(), into));
        }
        lookUpNext();
    }

    /** Orders what was asked for under the very path that its owner has. */
    private void order(Wanted asked, String path, RemoteEntry entry) {
        if (entry.kind() == EntryKind.FOLDER && !areFoldersWanted) {
            miss(Outcome.FAILED, asked.path() + " is a folder; with -r it is fetched with all that is in it.");
            return;
        }
        unasked.remove();
        DownloadOrder order = entry.kind() == EntryKind.FOLDER
                ? DownloadOrder.folder(asked.owner(), path, into)
                : DownloadOrder.file(asked.owner(), path, entry.size(), into);
        engine.orElseThrow().download(entry.root().map(order::withRoot).orElse(order));
    }

    private void miss(Outcome outcome, String sentence) {
        Wanted missed = unasked.remove();
        outcomes.add(outcome);
        format.missed(missed.owner(), missed.path(), outcome, sentence);
    }

    /** Whether an earlier run has left it in the queue, or this one has put it there. */
    private boolean isKnown(Wanted wanted) {
        return transfers.values().stream().anyMatch(each -> is(each, wanted));
    }

    private static boolean is(TransferView transfer, Wanted wanted) {
        return transfer.peer().equals(wanted.owner()) && normal(transfer.path()).equals(normal(wanted.path()));
    }

    // What comes

    private boolean onTransfer(TransferView now) {
        boolean isMine = now.direction() == TransferView.Direction.DOWNLOAD
                && all.stream().anyMatch(wanted -> is(now, wanted));
        if (!isMine) {
            return false;
        }
        boolean isLeftOver = !transfers.containsKey(now.id()) && !hasBegun;
        if (isLeftOver && now.state() == TransferState.DONE) {
            doneBefore.put(now.id(), now);
            return true;
        }
        TransferView before = transfers.put(now.id(), now);
        if (isLeftOver && isToBeTriedAgain(now.state())) {
            engine.ifPresent(up -> up.retry(now.id()));
            return true;
        }
        boolean isNews = before == null || before.state() != now.state();
        if (isNews && now.state().isEnded() && isMineToTell(before)) {
            outcomes.add(now.state() == TransferState.DONE ? Outcome.DONE : outcomeOf(now));
            format.ended(now);
        } else if (!now.state().isEnded()) {
            format.progress(transfers.values());
        }
        return isNews || before.doneOctets() != now.doneOctets();
    }

    /**
     * Somebody may have taken it away since, or something else may stand there. What is nothing at all any more is looked
     * up and ordered like any other; else the engine says whether it is still the same, for which a folder has to be listed.
     */
    private void lookAgain(TransferView done) {
        Engine up = engine.orElseThrow();
        boolean isThere = done.target()
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .isPresent();
        boolean isFolder = done.target().filter(Files::isDirectory).isPresent();
        if (!isThere) {
            up.clear(done.id());
        } else if (isFolder && people.find(done.peer()).isEmpty()) {
            transfers.put(done.id(), done);
            outcomes.add(Outcome.DONE);
            format.ended(done);
        } else {
            transfers.put(done.id(), done);
            up.retry(done.id());
        }
    }

    private static boolean isToBeTriedAgain(TransferState state) {
        return state == TransferState.FAILED || state == TransferState.CANCELLED;
    }

    private static boolean isMineToTell(TransferView before) {
        return before == null || !before.state().isEnded();
    }

    /** Of a folder some files may have come. */
    private static Outcome outcomeOf(TransferView failed) {
        boolean isPartial =
                failed.folder().filter(inside -> inside.filesDone() > 0).isPresent();
        return isPartial ? Outcome.PARTIAL : failed.fault().map(Outcome::of).orElse(Outcome.FAILED);
    }

    // What doesn't come

    @Override
    public void onTooLate(String lost, String gaveUp) throws IOException {
        if (!hasBegun) {
            Task.super.onTooLate(lost, gaveUp);
        }
        for (TransferView each : transfers.values()) {
            if (!each.state().isEnded()) {
                tooLate(each.peer(), each.path(), lost, gaveUp, isSilent(each), each.sentence());
            }
        }
        for (Wanted each : unasked) {
            tooLate(each.owner(), each.path(), lost, gaveUp, true, "");
        }
        unasked.clear();
    }

    private void tooLate(UserName owner, String path, String lost, String gaveUp, boolean isSilent, String sentence) {
        Outcome outcome = lost.isEmpty() && isSilent ? Outcome.ABSENT : Outcome.FAILED;
        String other = sentence.isEmpty() ? owner + " doesn't answer." : sentence;
        outcomes.add(outcome);
        format.missed(owner, path, outcome, owner + ":" + path + ": " + (lost.isEmpty() ? other : lost) + gaveUp);
    }

    /** Whether it is its owner who is missing, and nothing in between. */
    private boolean isSilent(TransferView each) {
        return switch (each.state()) {
            case WAITING, ASKING, UNFOLDING, STALLED -> true;
            default -> people.find(each.peer()).isEmpty();
        };
    }

    @Override
    public boolean isWaiting() {
        return true;
    }

    @Override
    public boolean isDone() {
        return hasBegun && unasked.isEmpty() && outcomes.size() >= all.size();
    }
}
