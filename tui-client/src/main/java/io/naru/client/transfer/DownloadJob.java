package io.naru.client.transfer;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.common.text.OctetText;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileStore;
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

        /** The part file, of this try or still of the earlier one, is let go of, and holds something. */
        void onPartLeft(RawPart.Mark part);

        void onDone(Path published);

        /** Failed, with a sentence. */
        void onFailed(String sentence);
    }

    private final String peer;
    private final DataConnector.Attempt attempt;
    private final Path target;
    private final OptionalLong size;
    private final Optional<RawPart.Mark> earlier;
    private final RateLimit down;
    private final Meter meter;
    private final Listener listener;
    private boolean hasBegun;
    private boolean isRunningTold;
    private volatile boolean isBrokenOff;
    private volatile DataConnection connection;

    DownloadJob(
            String peer,
            DataConnector.Attempt attempt,
            Path target,
            OptionalLong size,
            Optional<RawPart.Mark> earlier,
            RateLimit down,
            Meter meter,
            Listener listener) {
        this.peer = peer;
        this.attempt = attempt;
        this.target = target;
        this.size = size;
        this.earlier = earlier;
        this.down = down;
        this.meter = meter;
        this.listener = listener;
    }

    @Override
    public void run() {
        try (DataConnection opened = connect()) {
            fetch(opened);
        } catch (NotMade e) {
            fail("Can't reach " + peer + "'s computer: " + Reason.of(e.failure) + ".");
        } catch (IOException e) {
            fail(sentence(e));
        }
    }

    private void fail(String sentence) {
        if (!hasBegun) {
            earlier.ifPresent(listener::onPartLeft);
        }
        listener.onFailed(sentence);
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
        hasBegun = true;
        meter.beginAt(0);
        try (RawPart part = RawPart.create(target, earlier)) {
            Optional<String> failure = fill(opened, part);
            // Told in this order, so that who retries after the failure finds the part file free.
            Optional<RawPart.Mark> left = part.release();
            left.ifPresent(listener::onPartLeft);
            failure.ifPresent(sentence -> listener.onFailed(
                    sentence + left.map(mark -> " " + kept(mark)).orElse("")));
        }
    }

    /** Fills and publishes the part file; why it didn't, if it didn't. */
    private Optional<String> fill(DataConnection opened, RawPart part) {
        try {
            copy(opened, part);
        } catch (IOException e) {
            opened.breakOff();
            return Optional.of(sentence(e));
        }
        if (isBrokenOff) {
            return Optional.of("It was called off.");
        }
        meter.whole();
        try {
            listener.onDone(part.publish(target));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("The file came whole, but " + Reason.of(e) + ".");
        }
    }

    private void copy(DataConnection opened, RawPart part) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_OCTETS);
        long received = 0;
        int count = read(opened, buffer);
        while (count >= 0) {
            received += count;
            if (size.isPresent() && received > size.getAsLong()) {
                throw new NotFetched(peer + " sent more than the " + OctetText.of(size.getAsLong()) + " announced.");
            }
            part.write(buffer.flip());
            if (!isBrokenOff) {
                meter.moved(count);
            }
            tellRunning(opened);
            down.passed(count);
            count = read(opened, buffer);
        }
        tellRunning(opened);
        if (size.isPresent() && received < size.getAsLong()) {
            throw new NotFetched(peer + " broke off after " + OctetText.of(received, size.getAsLong()) + " of "
                    + OctetText.of(size.getAsLong(), received) + ".");
        }
    }

    private int read(DataConnection opened, ByteBuffer buffer) throws IOException {
        return opened.read(buffer.clear().limit(down.stride(BUFFER_OCTETS)));
    }

    private void tellRunning(DataConnection opened) {
        if (!isRunningTold) {
            isRunningTold = true;
            listener.onRunning(opened.way(), opened.isEncrypted());
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
        FileStore store = Files.getFileStore(target.getParent());
        long free = store.getUsableSpace();
        // Some network file systems don't tell, and say that they have nothing at all.
        if (store.getTotalSpace() > 0 && free < size.getAsLong()) {
            throw new NotFetched("There is no room for it in " + target.getParent() + ": it takes "
                    + OctetText.of(size.getAsLong(), free) + ", and " + OctetText.of(free, size.getAsLong())
                    + " are free.");
        }
    }

    /** Where the user finds what came. */
    static String kept(RawPart.Mark left) {
        return "What came is in " + left.path().getFileName() + ".";
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
