package io.naru.client.transfer;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One try to fetch a file: connects, fills the part file, checks the length, publishes.
 *
 * <p>Threading: one of {@code naru-download-N} runs it; {@link #breakOff} from any.
 */
final class DownloadJob implements Runnable {
    private static final int BUFFER_OCTETS = 256 << 10;

    /** What is told of a try, from its thread. */
    interface Listener {
        void onRunning(String way, boolean isEncrypted);

        void onPart(PartFile.Mark part);

        void onDone(Path published);

        /** Failed, with a sentence. */
        void onFailed(String sentence);
    }

    private final String peer;
    private final DataConnector.Attempt attempt;
    private final Path target;
    private final OptionalLong size;
    private final Optional<PartFile.Mark> earlier;
    private final Meter meter;
    private final Listener listener;
    private volatile boolean isBrokenOff;
    private volatile DataConnection connection;

    DownloadJob(
            String peer,
            DataConnector.Attempt attempt,
            Path target,
            OptionalLong size,
            Optional<PartFile.Mark> earlier,
            Meter meter,
            Listener listener) {
        this.peer = peer;
        this.attempt = attempt;
        this.target = target;
        this.size = size;
        this.earlier = earlier;
        this.meter = meter;
        this.listener = listener;
    }

    @Override
    public void run() {
        try (DataConnection opened = connect()) {
            fetch(opened);
        } catch (NotMade e) {
            listener.onFailed("Can't reach " + peer + "'s computer: " + Reason.of(e.failure) + ".");
        } catch (IOException e) {
            listener.onFailed(sentence(e));
        }
    }

    /** Ends it, whatever it is doing. */
    void breakOff() {
        isBrokenOff = true;
        attempt.close();
        DataConnection now = connection;
        if (now != null) {
            now.breakOff();
        }
    }

    private DataConnection connect() throws NotMade {
        try {
            DataConnection opened = attempt.await();
            connection = opened;
            if (isBrokenOff) {
                opened.breakOff();
            }
            return opened;
        } catch (IOException e) {
            throw new NotMade(e);
        }
    }

    private void fetch(DataConnection opened) throws IOException {
        checkRoom();
        try (PartFile part = PartFile.create(target, earlier)) {
            listener.onPart(part.mark());
            boolean isWhole = false;
            try {
                copy(opened, part);
                isWhole = true;
            } catch (IOException e) {
                opened.breakOff();
                listener.onFailed(sentence(e) + kept(part));
            }
            if (isWhole) {
                publish(part);
            }
        }
    }

    private void publish(PartFile part) {
        try {
            listener.onDone(part.publish(target));
        } catch (IOException e) {
            listener.onFailed("The file came whole, but " + Reason.of(e) + ".");
        }
    }

    private void copy(DataConnection opened, PartFile part) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_OCTETS);
        long received = 0;
        int count = opened.read(buffer);
        listener.onRunning(opened.way(), opened.isEncrypted());
        while (count >= 0) {
            received += count;
            if (size.isPresent() && received > size.getAsLong()) {
                throw new NotFetched(peer + " sent more than the " + size.getAsLong() + " octets announced.");
            }
            part.write(buffer.flip());
            meter.moved(count);
            buffer.clear();
            count = opened.read(buffer);
        }
        if (size.isPresent() && received < size.getAsLong()) {
            throw new NotFetched(peer + " broke off after " + received + " of " + size.getAsLong() + " octets.");
        }
    }

    private void checkRoom() throws IOException {
        try {
            Files.createDirectories(target.getParent());
        } catch (IOException e) {
            throw new NotFetched("Nothing can be saved in " + target.getParent() + ": " + Reason.of(e)
                    + ". Make it a folder, or choose another one.");
        }
        if (size.isEmpty()) {
            return;
        }
        long free = Files.getFileStore(target.getParent()).getUsableSpace();
        if (free < size.getAsLong()) {
            throw new NotFetched("There is no room for it in " + target.getParent() + ": it takes " + size.getAsLong()
                    + " octets, and " + free + " are free.");
        }
    }

    private String kept(PartFile part) {
        return meter.doneOctets() == 0 ? "" : " What came is in " + part.path().getFileName() + ".";
    }

    private String sentence(IOException failure) {
        if (failure instanceof NotFetched) {
            return failure.getMessage();
        }
        if (Reason.isDiskFull(failure)) {
            return "The disk is full. Make room in " + target.getParent() + " and try again.";
        }
        EngineLog.mishap(() -> "a download failed: " + failure);
        return failure instanceof EOFException ? peer + " hung up." : "The download broke: " + Reason.of(failure) + ".";
    }

    /** There is no data connection. */
    private static final class NotMade extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient IOException failure;

        private NotMade(IOException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** It can't be had as it should be; the message is a whole sentence. */
    private static final class NotFetched extends IOException {
        private static final long serialVersionUID = 1L;

        private NotFetched(String sentence) {
            super(sentence);
        }
    }
}
