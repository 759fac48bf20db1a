package io.naru.client.share;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A walk over all of a share, folder by folder, holding no more than one open.
 *
 * <p>Threading: one thread.
 */
final class ShareScan {
    private static final int DEPTH_MAX = 64;

    /**
     * What a folder holds by itself, without what is below it.
     *
     * @param files how many
     * @param octets their size together
     */
    record Sum(long files, long octets) {
        static final Sum NOTHING = new Sum(0, 0);

        Sum plus(Sum other) {
            return new Sum(files + other.files, octets + other.octets);
        }

        Sum minus(Sum other) {
            return new Sum(files - other.files, octets - other.octets);
        }

        static Sum of(ShareRoot.Content content) {
            long files = 0;
            long octets = 0;
            for (SharedEntry entry : content.entries()) {
                if (!entry.isFolder()) {
                    files++;
                    octets += entry.octets();
                }
            }
            return new Sum(files, octets);
        }
    }

    /** A folder that was visited. */
    record Visited(String folder, ShareRoot.Content content) {}

    private final ShareRoot root;
    private final Map<String, Sum> sums = new HashMap<>();
    private Sum total = Sum.NOTHING;
    private int namesLeftOut;
    private int foldersLeftOut;

    ShareScan(ShareRoot root) {
        this.root = root;
    }

    /**
     * Visits every folder, parents first and in order.
     *
     * @param visitor told of each
     * @param isWanted asked before each; the walk ends when it isn't any more
     * @throws IOException if the top can't be read
     */
    void walk(Consumer<Visited> visitor, BooleanSupplier isWanted) throws IOException {
        Deque<String> ahead = new ArrayDeque<>();
        visit("", root.read(""), visitor, ahead);
        while (!ahead.isEmpty() && isWanted.getAsBoolean()) {
            String folder = ahead.pop();
            try {
                visit(folder, root.read(folder), visitor, ahead);
            } catch (IOException e) {
                foldersLeftOut++;
                EngineLog.mishap(() -> "a folder of the share was left out: " + Reason.of(e));
            }
        }
    }

    private void visit(String folder, ShareRoot.Content content, Consumer<Visited> visitor, Deque<String> ahead) {
        Sum sum = Sum.of(content);
        sums.put(folder, sum);
        total = total.plus(sum);
        namesLeftOut += content.leftOut();
        visitor.accept(new Visited(folder, content));
        int depth = folder.isEmpty() ? 1 : folder.split("/", -1).length + 1;
        for (int i = content.entries().size() - 1; i >= 0; i--) {
            SharedEntry entry = content.entries().get(i);
            if (entry.isFolder() && depth < DEPTH_MAX) {
                ahead.push(folder.isEmpty() ? entry.name() : folder + "/" + entry.name());
            }
        }
    }

    Map<String, Sum> sums() {
        return sums;
    }

    Sum total() {
        return total;
    }

    /** What had to be left out, in a sentence; empty when nothing was. */
    String leftOut() {
        StringBuilder sentence = new StringBuilder();
        if (namesLeftOut > 0) {
            sentence.append(namesLeftOut)
                    .append(namesLeftOut == 1 ? " name in the share was" : " names in the share were")
                    .append(" left out: they can't be written on other systems, or not in this locale.");
        }
        if (foldersLeftOut > 0) {
            sentence.append(sentence.isEmpty() ? "" : " ")
                    .append(foldersLeftOut)
                    .append(foldersLeftOut == 1 ? " folder of the share was" : " folders of the share were")
                    .append(" left out: this user can't read what is in there.");
        }
        return sentence.toString();
    }
}
