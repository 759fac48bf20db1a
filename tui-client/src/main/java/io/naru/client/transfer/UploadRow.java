package io.naru.client.transfer;

import io.naru.client.data.PeerLine;
import io.naru.client.data.ServedFile;
import io.naru.client.event.TransferState;
import io.naru.common.message.UserName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the queue shows of lines that fetch together: a line of its own for most, one for all lines over which somebody
 * fetches the same file at once. It names the file that was asked for last, and ends with the last of its lines.
 *
 * <p>Threading: the agent's, but for the meter.
 */
final class UploadRow {
    private final Board board;
    private final Transfer transfer;
    private final List<PeerLine> lines = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();

    /** The folder that all of them are in; empty if that is the top. */
    private String common;

    private long octets;

    /** A row of one line. */
    UploadRow(Board board, PeerLine first, Transfer transfer) {
        this.board = board;
        this.transfer = transfer;
        this.common = folderOf(transfer.path());
        transfer.setWay(first.way().words(), true);
        transfer.setBreaker(() -> List.copyOf(lines).forEach(PeerLine::breakOff));
        lines.add(first);
    }

    long id() {
        return transfer.id();
    }

    Meter meter() {
        return transfer.meter();
    }

    /** Whether a line on which this is asked for belongs to it. */
    boolean isOf(UserName who, String path) {
        return !transfer.isEnded()
                && transfer.peer().equals(who)
                && transfer.path().equals(path);
    }

    /** One line more. */
    void join(PeerLine line) {
        lines.add(line);
    }

    /** A file is asked for on one of its lines. */
    void onAsked(String path, ServedFile file) {
        if (paths.add(path)) {
            common = commonFolder(common, path);
            octets += file.octets();
        }
        transfer.setPath(path);
        transfer.setTarget(file.path());
        transfer.setSize(OptionalLong.of(octets));
        if (paths.size() == 1 && lines.size() == 1) {
            board.changed(transfer);
        }
    }

    /**
     * One of its lines is over.
     *
     * @param failure why it broke; empty if all went well
     */
    void onOver(PeerLine line, String failure) {
        lines.remove(line);
        if (!lines.isEmpty() || transfer.isEnded()) {
            return;
        }
        transfer.dropBreaker();
        int files = paths.size();
        if (failure.isEmpty()) {
            transfer.setState(TransferState.DONE, outcome(files));
        } else {
            transfer.setState(TransferState.FAILED, failure);
        }
        if (files > 1 && !common.isEmpty()) {
            transfer.setPath(common);
        }
        board.changed(transfer);
    }

    /** What was sent is what counts: who only looks at a file, or has a part of it, doesn't ask for all. */
    private String outcome(int files) {
        long sent = transfer.meter().doneOctets();
        boolean isPart = sent < octets;
        if (isPart) {
            transfer.setSize(OptionalLong.of(sent));
        }
        if (files > 1) {
            return isPart ? "Of " + files + " files parts were asked for." : files + " files were sent.";
        }
        return isPart ? "Only a part of it was asked for." : "";
    }

    /** Breaks all of its lines off. */
    void end(TransferState state, String sentence) {
        if (!transfer.isEnded()) {
            transfer.setState(state, sentence);
            board.changed(transfer);
        }
        transfer.breakOff();
    }

    private static String folderOf(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static String commonFolder(String folder, String path) {
        String common = folder;
        while (!common.isEmpty() && !path.startsWith(common + "/")) {
            common = folderOf(common);
        }
        return common;
    }
}
