package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.OfferView;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Offers files to somebody and waits until they have been fetched. Over a new link the engine makes the same offer again,
 * so that an answer that was lost is told again.
 *
 * <p>Threading: one thread.
 */
final class PutTask implements Task {
    private final UserName user;
    private final List<Path> files;
    private final FileFormat format;
    private final People people = new People();
    private final Map<Long, TransferView> transfers = new LinkedHashMap<>();
    private Optional<Engine> engine = Optional.empty();
    /** Of all files together, once they are offered. */
    private String name = TransferView.ALL_OFFERED;

    private boolean isOffered;
    private boolean isAccepted;
    private boolean isSomeDone;
    /** Whether the other side has said that it has all of it. */
    private boolean isTaken;

    PutTask(UserName user, List<Path> files, FileFormat format) {
        this.user = user;
        this.files = List.copyOf(files);
        this.format = format;
    }

    @Override
    public void onUp(Engine up, EngineEvent.LinkUp event) {
        engine = Optional.of(up);
        people.begin();
    }

    @Override
    public boolean onEvent(EngineEvent event) throws IOException {
        if (people.onEvent(event)) {
            if (people.areAllTold() && !isOffered) {
                offer();
            }
            return true;
        }
        if (event instanceof QueueEvent.OfferChanged changed
                && changed.offer().isOwn()
                && changed.offer().peer().equals(user)) {
            onOffer(changed.offer());
            return true;
        }
        if (event instanceof EngineEvent.TransferChanged changed
                && changed.transfer().direction() == TransferView.Direction.UPLOAD
                && changed.transfer().peer().equals(user)) {
            return onUpload(changed.transfer());
        }
        return false;
    }

    private void offer() throws IOException {
        people.checkOnline(user);
        boolean isOther = people.find(user)
                .filter(seen -> seen.trust() == PeerTrust.CHANGED)
                .isPresent();
        if (isOther) {
            throw new OutcomeException(
                    Outcome.REFUSED,
                    "The key of " + user + " isn't the one that is known here; nothing is sent. In naru, /verify "
                            + user + " compares it.");
        }
        isOffered = true;
        engine.orElseThrow().send(user, files);
    }

    private void onOffer(OfferView offer) throws IOException {
        if (!offer.name().isEmpty()) {
            name = offer.files() == 1 ? offer.name() : offer.name() + " and " + (offer.files() - 1) + " more";
        }
        switch (offer.state()) {
            case OPEN -> format.offered(offer);
            case ACCEPTED -> {
                isAccepted = true;
                format.offered(offer);
            }
            case DONE -> {
                isTaken = true;
                format.offered(offer);
            }
            case DECLINED ->
                throw new OutcomeException(Outcome.REFUSED, sentence(offer, user + " doesn't want the files."));
            case GONE ->
                throw new OutcomeException(
                        Outcome.FAILED, sentence(offer, user + " can't be given the files any more."));
        }
    }

    /** Whether it is of several files; then the path is that of the offer, which tells nobody anything. */
    private static boolean isWhole(TransferView upload) {
        return upload.shownPath().equals(TransferView.ALL_OFFERED);
    }

    private static String sentence(OfferView offer, String otherwise) {
        return offer.sentence().isEmpty() ? otherwise : offer.sentence();
    }

    private boolean onUpload(TransferView now) {
        TransferView before = transfers.put(now.id(), now);
        boolean isNews = before == null || before.state() != now.state();
        // One row stands for all files over a line; who asks for the next one has had the one before.
        boolean isNextFile = before != null && !before.path().equals(now.path()) && now.doneOctets() > 0;
        isSomeDone |= isNextFile || now.state() == TransferState.DONE;
        if (isNews && now.state().isEnded()) {
            format.ended(isWhole(now) ? now.withPath(name) : now);
        } else if (!now.state().isEnded()) {
            format.progress(transfers.values());
        }
        return isNews || before.doneOctets() != now.doneOctets();
    }

    @Override
    public void onTooLate(String lost, String gaveUp) throws IOException {
        if (isTaken) {
            // All is there; only a line that the other side has kept is still open.
            return;
        }
        if (!lost.isEmpty() || !isOffered) {
            Task.super.onTooLate(lost, gaveUp);
        }
        String what = !isAccepted
                ? " hasn't answered the offer."
                : people.find(user).isEmpty() ? " has left before having all of it." : " doesn't go on fetching it.";
        throw new OutcomeException(isSomeDone ? Outcome.PARTIAL : Outcome.ABSENT, user + what + gaveUp);
    }

    @Override
    public boolean isWaiting() {
        return true;
    }

    /** The other side's word may come before the end of the line over which it fetched, which tells what was sent. */
    @Override
    public boolean isDone() {
        return isTaken
                && transfers.values().stream().allMatch(upload -> upload.state().isEnded());
    }
}
