package io.naru.client.transfer;

import io.naru.client.data.Destination;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.message.RootHash;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of a folder that is fetched.
 *
 * <p>Threading: the names by any; where it stands is written by one thread at a time and read by any.
 */
final class FolderFile {
    private final String path;
    private final String ownerPath;
    private final OptionalLong octets;
    private final Optional<RootHash> root;
    private final Meter meter = new Meter();
    private volatile Destination target;
    private volatile TransferState state = TransferState.QUEUED;
    private volatile String sentence = "";

    /**
     * One that was listed.
     *
     * @param path below the folder
     * @param ownerPath as its owner calls it
     */
    FolderFile(String path, String ownerPath, OptionalLong octets, Optional<RootHash> root) {
        this.path = path;
        this.ownerPath = ownerPath;
        this.octets = octets;
        this.root = root;
    }

    String path() {
        return path;
    }

    String ownerPath() {
        return ownerPath;
    }

    OptionalLong octets() {
        return octets;
    }

    Optional<RootHash> root() {
        return root;
    }

    Meter meter() {
        return meter;
    }

    Destination target() {
        return target;
    }

    void setTarget(Destination where) {
        target = where;
    }

    TransferState state() {
        return state;
    }

    void set(TransferState next, String because) {
        sentence = because;
        state = next;
    }

    String sentence() {
        return sentence;
    }

    TransferView.InsideFile view() {
        return new TransferView.InsideFile(path, state, meter.doneOctets(), octets, sentence);
    }
}
