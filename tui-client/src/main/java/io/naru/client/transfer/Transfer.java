package io.naru.client.transfer;

import io.naru.client.event.TransferFault;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.message.UserName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of the queue: what is true of a transfer in either direction.
 *
 * <p>Threading: the agent's, but for the meter.
 */
final class Transfer {
    private final long id;
    private final TransferView.Direction direction;
    private final UserName peer;
    private String path;
    private final Instant added;
    private final Meter meter;
    private final Shares shares = new Shares();

    private Optional<Path> target = Optional.empty();
    private boolean isGone;
    private TransferState state;
    private OptionalLong size = OptionalLong.empty();
    private String way = "";
    private boolean isEncrypted;
    private String sentence = "";
    private int priority;
    private List<UserName> sources;
    private Optional<TransferView.Inside> inside = Optional.empty();
    private Optional<TransferFault> fault = Optional.empty();
    /** Ends what its thread is doing; absent when no thread does anything for it. */
    private Optional<Runnable> breaker = Optional.empty();

    Transfer(
            long id,
            TransferView.Direction direction,
            UserName peer,
            String path,
            TransferState state,
            Meter meter,
            Instant added) {
        this.id = id;
        this.direction = Objects.requireNonNull(direction);
        this.peer = Objects.requireNonNull(peer);
        this.path = Objects.requireNonNull(path);
        this.state = Objects.requireNonNull(state);
        this.meter = Objects.requireNonNull(meter);
        this.added = Objects.requireNonNull(added);
        this.sources = List.of(peer);
    }

    long id() {
        return id;
    }

    boolean isDownload() {
        return direction == TransferView.Direction.DOWNLOAD;
    }

    UserName peer() {
        return peer;
    }

    String path() {
        return path;
    }

    /** An upload is of another file now. */
    void setPath(String next) {
        path = Objects.requireNonNull(next);
    }

    Meter meter() {
        return meter;
    }

    /** What came of it from whom. */
    Shares shares() {
        return shares;
    }

    TransferState state() {
        return state;
    }

    OptionalLong size() {
        return size;
    }

    Optional<Path> target() {
        return target;
    }

    boolean isEnded() {
        return state.isEnded();
    }

    void setState(TransferState next, String because) {
        state = next;
        sentence = because;
        fault = Optional.empty();
    }

    /** It failed, with a sentence, for a reason of this kind. */
    void setFault(TransferFault kind) {
        fault = Optional.of(kind);
    }

    Instant added() {
        return added;
    }

    int priority() {
        return priority;
    }

    void setPriority(int next) {
        priority = next;
    }

    void setSources(List<UserName> owners) {
        sources = List.copyOf(owners);
    }

    void setInside(TransferView.Inside next) {
        inside = Optional.of(next);
    }

    void setSize(OptionalLong octets) {
        size = octets;
    }

    void setTarget(Path where) {
        target = Optional.of(where);
        isGone = false;
    }

    /** What came is where it came to no more, or again; yields whether that is news. */
    boolean setGone(boolean now) {
        boolean isNews = isGone != now;
        isGone = now;
        return isNews;
    }

    void setWay(String word, boolean encrypted) {
        way = word;
        isEncrypted = encrypted;
    }

    void setBreaker(Runnable breakOff) {
        breaker = Optional.of(breakOff);
    }

    /** Ends what its thread is doing, if anything. */
    void breakOff() {
        Optional<Runnable> now = breaker;
        breaker = Optional.empty();
        now.ifPresent(Runnable::run);
    }

    /** Nothing runs for it any more. */
    void dropBreaker() {
        breaker = Optional.empty();
    }

    TransferView view() {
        return new TransferView(
                id,
                direction,
                peer,
                path,
                isGone && state == TransferState.DONE ? Optional.empty() : target,
                state,
                meter.doneOctets(),
                size,
                state == TransferState.RUNNING ? meter.octetsPerSecond() : 0,
                way,
                isEncrypted,
                sentence,
                added,
                priority,
                sources,
                inside,
                fault,
                shares.views());
    }
}
