package io.naru.client.transfer;

import io.naru.client.event.TransferView;
import io.naru.common.message.UserName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What came of a file from whom, and how, in this program run.
 *
 * <p>Threading: the agent's, but for the counters.
 */
final class Shares {
    private final Map<UserName, Share> all = new LinkedHashMap<>();

    /** One owner's. */
    static final class Share {
        private final AtomicLong octets = new AtomicLong();
        private String way = "";
        private int lines;

        /** A line to the owner stands. */
        void begins(String words) {
            way = words;
            lines++;
        }

        /** It stands no more. */
        void ends() {
            lines--;
        }

        /** So many octets more; less than 0 for such as were of no use. Any thread. */
        void moved(long more) {
            octets.addAndGet(more);
        }
    }

    /** An owner's; the first to be asked for stands first. */
    Share of(UserName owner) {
        return all.computeIfAbsent(owner, first -> new Share());
    }

    /** Nothing of what came is here any more. */
    void clear() {
        all.clear();
    }

    List<TransferView.Part> views() {
        return all.entrySet().stream()
                .map(each -> new TransferView.Part(
                        each.getKey(),
                        Math.max(0, each.getValue().octets.get()),
                        each.getValue().way,
                        each.getValue().lines > 0))
                .toList();
    }
}
