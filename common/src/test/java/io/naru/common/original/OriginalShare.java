package io.naru.common.original;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an original client shares: the files that lie in one folder. It answers with frames to send; the octets of a file
 * leave over a socket of its own, on a thread of its own.
 *
 * <p>Threading: any thread.
 */
final class OriginalShare {
    private final Path folder;
    private final Duration patience;

    OriginalShare(Path folder, Duration patience) {
        this.folder = folder;
        this.patience = patience;
    }

    /** LS_START, one LS_BODY for each file, LS_END. */
    List<OriginalFrame> list(String asker) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Stream<OriginalFrame> entries = files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .map(name -> OriginalFrame.file(OriginalFrame.LS_BODY, asker + " " + name));
            return Stream.of(
                            Stream.of(OriginalFrame.file(OriginalFrame.LS_START, asker)),
                            entries,
                            Stream.of(OriginalFrame.file(OriginalFrame.LS_END, asker)))
                    .flatMap(frames -> frames)
                    .toList();
        }
    }

    /** DN_ACK with a port that serves the file once, or DN_NACK. */
    OriginalFrame serve(String asker, String name, InetAddress address) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return OriginalFrame.file(OriginalFrame.DN_NACK, asker + " " + name);
        }
        ServerSocket server = new ServerSocket(0, 1, address);
        server.setSoTimeout(Math.toIntExact(patience.toMillis()));
        Thread upload = new Thread(() -> upload(server, file), "original-upload");
        upload.setDaemon(true);
        upload.start();
        String where = address.getHostAddress() + " " + server.getLocalPort();
        return OriginalFrame.file(OriginalFrame.DN_ACK, asker + " " + name + " " + where);
    }

    private static void upload(ServerSocket server, Path file) {
        try (server;
                Socket socket = server.accept();
                OutputStream output = socket.getOutputStream()) {
            Files.copy(file, output);
        } catch (IOException e) {
            // The original prints this; here the downloader sees a file that is too short, and its test fails.
            System.getLogger(OriginalShare.class.getName()).log(System.Logger.Level.WARNING, "upload failed", e);
        }
    }
}
