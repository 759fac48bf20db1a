package io.naru.client.transfer;

import io.naru.client.event.DownloadOrder;
import io.naru.common.message.EntryKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which downloads are wanted, so that two orders of the same are one as long as the first hasn't ended.
 *
 * <p>Threading: any thread.
 */
final class Wishes {
    private final Map<Wish, Long> live = new ConcurrentHashMap<>();

    /** What makes two orders one. */
    private record Wish(EntryKind kind, DownloadOrder.Source first, Path folder) {
        static Wish of(DownloadOrder order) {
            return new Wish(
                    order.kind(),
                    order.first(),
                    order.intoFolder().toAbsolutePath().normalize());
        }
    }

    /** The id of such a download that hasn't ended, or else a new one, which is that download's from now on. */
    long idFor(DownloadOrder wanted, LongSupplier fresh) {
        return live.computeIfAbsent(Wish.of(wanted), first -> fresh.getAsLong());
    }

    /** The id of such a download that hasn't ended. */
    OptionalLong find(DownloadOrder wanted) {
        Long id = live.get(Wish.of(wanted));
        return id == null ? OptionalLong.empty() : OptionalLong.of(id);
    }

    /** It hasn't ended, or goes on. */
    void keep(Order order) {
        live.putIfAbsent(Wish.of(order.wanted()), order.id());
    }

    /** It has ended, or isn't here any more. */
    void drop(Order order) {
        live.remove(Wish.of(order.wanted()), order.id());
    }
}
