package io.naru.relay.session;

/**
 * Tells a client much, some at a time, so that it doesn't overflow the client's queue: the next part follows in another turn
 * of the loop, or once less waits.
 *
 * <p>Threading: confined to the relay's loop.
 */
abstract class Telling {
    final Session session;
    private final Runnable whenTold;
    private boolean isPlanned;

    Telling(Session session, Runnable whenTold) {
        this.session = session;
        this.whenTold = whenTold;
    }

    /** Tells the next part; yields whether that was all. */
    abstract boolean tellPart();

    /** Tells the first ones, and the others by and by. */
    final void begin() {
        tellSome();
    }

    /** Less waits than before. */
    final void onDrained() {
        if (!isPlanned) {
            tellSome();
        }
    }

    private void tellSome() {
        isPlanned = false;
        if (tellPart()) {
            whenTold.run();
        } else if (!session.connection().isCongested()) {
            isPlanned = true;
            session.connection().execute(this::tellSome);
        }
    }
}
