package io.naru.client.transfer;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.data.OwnerRefusal;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;

/**
 * One file on its way to who asked: opens it, opens a door, waits, and sends as many octets as it had when it was
 * opened.
 *
 * <p>Threading: one of {@code naru-upload-N} runs it; {@link #breakOff} from any.
 */
final class UploadJob implements Runnable {
    private static final int STRIDE_OCTETS = 1 << 20;

    /** What is told of an upload, from its thread. */
    interface Listener {
        /** Whether it is still wanted; asked when a thread is free. */
        boolean isWanted();

        /**
         * The file isn't to be had.
         *
         * @param code as others read it
         */
        void onRefused(String code, String sentence);

        void onOffered(UploadSource.Opened file, DataConnector.Door door);

        void onRunning(String way, boolean isEncrypted);

        void onDone();

        void onFailed(String sentence);
    }

    private final UploadSource source;
    private final String path;
    private final DataConnector connector;
    private final InetAddress on;
    private final UserName who;
    private final RateLimit up;
    private final Meter meter;
    private final Listener listener;

    /** Guarded by this. */
    private DataConnector.Door door;

    private DataConnection connection;
    private boolean isBrokenOff;

    UploadJob(
            UploadSource source,
            String path,
            DataConnector connector,
            InetAddress on,
            UserName who,
            RateLimit up,
            Meter meter,
            Listener listener) {
        this.source = source;
        this.path = path;
        this.connector = connector;
        this.on = on;
        this.up = up;
        this.who = who;
        this.meter = meter;
        this.listener = listener;
    }

    @Override
    public void run() {
        if (!listener.isWanted()) {
            return;
        }
        try (UploadSource.Opened file = source.open(who, path)) {
            offer(file);
        } catch (OwnerRefusal e) {
            listener.onRefused(e.code().token(), e.getMessage());
        } catch (NoSuchFileException e) {
            listener.onRefused(ErrorCode.NOT_FOUND.token(), "There is no such file.");
        } catch (IOException e) {
            listener.onRefused(ErrorCode.UNREADABLE.token(), "That file can't be read: " + Reason.of(e) + ".");
        }
    }

    /** Ends it, whatever it is doing. */
    synchronized void breakOff() {
        isBrokenOff = true;
        if (door != null) {
            door.close();
        }
        if (connection != null) {
            connection.breakOff();
        }
    }

    private void offer(UploadSource.Opened file) throws IOException {
        DataConnector.Door opened = connector.open(on);
        try {
            hold(opened);
            listener.onOffered(file, opened);
            send(file, opened);
        } catch (IOException e) {
            EngineLog.mishap(() -> "an upload failed: " + e);
            listener.onFailed(sentence(e));
        } finally {
            opened.close();
        }
    }

    private synchronized void hold(DataConnector.Door opened) throws IOException {
        door = opened;
        if (isBrokenOff) {
            throw new IOException("it was called off");
        }
    }

    private synchronized void hold(DataConnection made) throws IOException {
        connection = made;
        if (isBrokenOff) {
            throw new IOException("it was called off");
        }
    }

    private void send(UploadSource.Opened file, DataConnector.Door opened) throws IOException {
        DataConnection made = opened.await();
        boolean isWhole = false;
        try {
            hold(made);
            listener.onRunning(made.way(), made.isEncrypted());
            sendAll(file, made);
            isWhole = true;
        } finally {
            if (isWhole) {
                made.close();
            } else {
                made.breakOff();
            }
        }
        listener.onDone();
    }

    private void sendAll(UploadSource.Opened file, DataConnection made) throws IOException {
        FileChannel content = file.channel();
        long sent = 0;
        while (sent < file.octets()) {
            int stride = up.stride(STRIDE_OCTETS);
            long count = made.send(content, sent, Math.min(stride, file.octets() - sent));
            if (count <= 0) {
                throw new Shortened();
            }
            sent += count;
            meter.moved(count);
            up.passed(count);
        }
        made.finishSending();
    }

    private String sentence(IOException failure) {
        return failure instanceof Shortened
                ? "The file became shorter while it was sent."
                : who + " didn't get all of it: " + Reason.of(failure) + ".";
    }

    /** The file ends before the size that was announced. */
    private static final class Shortened extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
