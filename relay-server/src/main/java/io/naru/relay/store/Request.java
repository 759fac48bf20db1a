package io.naru.relay.store;

import io.naru.relay.store.StoreThread.Action;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link StoreThread} was asked for, and what became of it.
 *
 * <p>Threading: made by whoever asks, then the store thread's.
 */
class Request<T> {
    private final boolean writes;
    private final Action<T> action;
    private final Asker<T> asker;
    private Outcome<T> outcome;

    Request(boolean writes, Action<T> action, Asker<T> asker) {
        this.writes = writes;
        this.action = action;
        this.asker = asker;
    }

    /** The last of all, with which nothing is to be done. */
    static Request<?> last() {
        return new Request<Void>(false, null, null);
    }

    final boolean isLast() {
        return action == null;
    }

    final boolean writes() {
        return writes;
    }

    final boolean hasWritten() {
        return writes && outcome instanceof Outcome.Done;
    }

    /** Does what was asked for, for this one alone. */
    final void run(Database database) throws SQLException, StoreException {
        done(action.run(database));
    }

    /**
     * Does what was asked for, and together with it what others of the same kind behind it have asked for.
     *
     * @param row of requests, this one being the first
     * @return how many of them are done
     */
    int runFirstOf(List<Request<?>> row, Database database) throws SQLException, StoreException {
        run(database);
        return 1;
    }

    final void done(T value) {
        outcome = new Outcome.Done<>(value);
    }

    final void fail(StoreException fault) {
        outcome = new Outcome.Failed<>(fault);
    }

    /** What became of it. */
    final Outcome<T> outcome() {
        return outcome;
    }

    final void tell() {
        asker.tell(outcome);
    }

    /**
     * A way to do many things of one kind that costs less than to do one after the other.
     *
     * @param <A> what is asked for
     * @param <T> what comes of it
     */
    @FunctionalInterface
    interface Bulk<A, T> {
        /**
         * Does it for all, or throws; of one alone it can be told then what is wrong with it.
         *
         * @param asked one or more
         * @return one for each, in their order
         */
        List<T> run(Database database, List<A> asked) throws SQLException, StoreException;
    }

    /** One of many that may be done together. */
    static final class OfBulk<A, T> extends Request<T> {
        private final Bulk<A, T> bulk;
        private final A asked;

        OfBulk(Bulk<A, T> bulk, A asked, Asker<T> asker) {
            super(true, database -> bulk.run(database, List.of(asked)).get(0), asker);
            this.bulk = bulk;
            this.asked = asked;
        }

        @Override
        int runFirstOf(List<Request<?>> row, Database database) throws SQLException, StoreException {
            List<OfBulk<A, T>> requests = new ArrayList<>();
            List<A> all = new ArrayList<>();
            for (Request<?> next : row) {
                if (!(next instanceof OfBulk<?, ?> other && other.bulk == bulk)) {
                    break;
                }
                OfBulk<A, T> same = alike(other);
                requests.add(same);
                all.add(same.asked);
            }
            List<T> values = bulk.run(database, all);
            for (int i = 0; i < requests.size(); i++) {
                requests.get(i).done(values.get(i));
            }
            return requests.size();
        }

        /** Of the same bulk, so of the same types. */
        @SuppressWarnings("unchecked")
        private static <A, T> OfBulk<A, T> alike(OfBulk<?, ?> other) {
            return (OfBulk<A, T>) other;
        }
    }
}
