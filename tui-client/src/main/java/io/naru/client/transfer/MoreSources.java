package io.naru.client.transfer;

import io.naru.client.event.DownloadOrder;
import io.naru.common.message.ContentQuery;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * When a run asks who else has its file: as soon as it is known what is in it, if it is large, and every now and then as
 * long as it comes; and whatever its size before it is given up. What was offered to this user alone is never asked for.
 *
 * <p>Threading: the agent's.
 */
final class MoreSources implements OtherOwners.Listener {
    /**
     * As much as one line is given at once ({@link SharedPlan#RANGE_MAX} chunks of 256 KiB): of a smaller file there is
     * hardly anything left to hand out by the time that others have answered, and everybody who is online is asked.
     */
    static final long LEAST_OCTETS = 16L << 20;

    /** Who has it may have come meanwhile. */
    static final Duration AGAIN = Duration.ofMinutes(10);

    private final RunTools tools;
    private final boolean isPrivate;
    private final Consumer<DownloadOrder.Source> onFound;
    private final Runnable onOver;
    private Optional<ContentQuery> content = Optional.empty();
    private Optional<OtherOwners.Search> open = Optional.empty();
    private OptionalLong soughtNanos = OptionalLong.empty();
    private boolean isClosed;

    /**
     * Asks for nothing yet.
     *
     * @param path as the one who was asked first calls it
     * @param onFound is told of each who says to have it
     * @param onOver is told when no more are
     */
    MoreSources(RunTools tools, String path, Consumer<DownloadOrder.Source> onFound, Runnable onOver) {
        this.tools = tools;
        this.isPrivate = path.startsWith(Offers.TOP);
        this.onFound = onFound;
        this.onOver = onOver;
    }

    /** This is what is in the file. */
    void know(ContentQuery known) {
        content = Optional.of(known);
        goOn();
    }

    /** Asks if it is time to; to be called now and then. */
    void goOn() {
        boolean isTime = soughtNanos.isEmpty() || now() - soughtNanos.getAsLong() >= AGAIN.toNanos();
        if (isTime && content.filter(each -> each.octets() >= LEAST_OCTETS).isPresent()) {
            seek();
        }
    }

    /** Whether somebody may yet be found; asks if that wasn't done in this run. */
    boolean mayBring() {
        if (soughtNanos.isEmpty()) {
            seek();
        }
        return open.isPresent();
    }

    private void seek() {
        if (isClosed || isPrivate || open.isPresent() || content.isEmpty()) {
            return;
        }
        open = tools.others().seek(content.get(), this);
        if (open.isPresent()) {
            soughtNanos = OptionalLong.of(now());
        }
    }

    private long now() {
        return tools.agent().clock().nanos();
    }

    @Override
    public void onFound(DownloadOrder.Source source) {
        onFound.accept(source);
    }

    @Override
    public void onOver() {
        open = Optional.empty();
        onOver.run();
    }

    /** Asks no more. */
    void close() {
        isClosed = true;
        open.ifPresent(OtherOwners.Search::close);
        open = Optional.empty();
    }
}
