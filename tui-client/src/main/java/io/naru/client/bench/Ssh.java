package io.naru.client.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A server for {@code scp} and {@code rsync} on a port of loopback, with keys that nobody else has and that are thrown
 * away. The server is begun anew for each copy, so that what it took is accounted for when the copy is done.
 *
 * <p>Threading: one thread.
 */
final class Ssh implements Closeable {
    private static final List<String> SERVERS =
            List.of("/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd", "/opt/homebrew/sbin/sshd");
    private static final int START_TRIES = 200;
    private static final int TRY_MILLIS = 20;

    /** What is compared. */
    enum Program {
        /** As it comes. */
        SCP("scp", "scp"),
        /** With the cipher that both it and Naru do fastest. */
        SCP_GCM("scp -c aes128-gcm@openssh.com", "scp"),
        /** Over ssh. */
        RSYNC("rsync over ssh", "rsync");

        private final String words;
        private final String file;

        Program(String words, String file) {
            this.words = words;
            this.file = file;
        }

        String words() {
            return words;
        }
    }

    private final Path folder;
    private final Path target;
    private final Optional<String> obstacle;
    private String server = "";
    private int port;

    Ssh(Path parent) throws IOException {
        this.folder = Files.createDirectories(parent.resolve("ssh"));
        this.target = Files.createDirectories(parent.resolve("copied"));
        this.obstacle = prepare();
    }

    /** Why nothing can be compared; empty if it can. */
    Optional<String> obstacle() {
        return obstacle;
    }

    /** Why a program can't be compared. */
    Optional<String> obstacle(Program program) {
        return found(program.file).isEmpty()
                ? Optional.of("there is no " + program.file + " on this machine.")
                : Optional.empty();
    }

    private Optional<String> prepare() throws IOException {
        String named = Optional.ofNullable(System.getenv("NARU_BENCH_SSHD")).orElse("");
        Optional<String> found = named.isEmpty()
                ? SERVERS.stream()
                        .filter(path -> Files.isExecutable(Path.of(path)))
                        .findFirst()
                : Optional.of(named);
        if (found.isEmpty()) {
            return Optional.of("there is no sshd on this machine (NARU_BENCH_SSHD may name one).");
        }
        server = found.get();
        if (found("ssh-keygen").isEmpty()) {
            return Optional.of("there is no ssh-keygen on this machine.");
        }
        key("host");
        key("user");
        Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(
                folder.resolve("config"),
                """
                ListenAddress 127.0.0.1:%d
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                PasswordAuthentication no
                Subsystem sftp internal-sftp
                """.formatted(port, folder.resolve("host"), folder.resolve("authorized")),
                StandardCharsets.UTF_8);
        try {
            stop(start());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        }
    }

    private void key(String name) throws IOException {
        run(List.of(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                folder.resolve(name).toString()));
    }

    /** Copies a file or a folder. */
    void copy(Program program, Path from) throws IOException {
        Process sshd = start();
        try {
            run(command(program, from));
        } finally {
            stop(sshd);
        }
    }

    private List<String> command(Program program, Path from) {
        List<String> options = List.of(
                "-o", "UserKnownHostsFile=/dev/null",
                "-o", "StrictHostKeyChecking=no",
                "-o", "IdentitiesOnly=yes",
                "-o", "LogLevel=ERROR",
                "-i", folder.resolve("user").toString());
        String there = System.getProperty("user.name") + "@127.0.0.1:" + from;
        List<String> command = new ArrayList<>(List.of(program.file));
        if (program == Program.RSYNC) {
            command.addAll(List.of("-a", "-e", "ssh -p " + port + " " + String.join(" ", options)));
            command.add("--rsync-path=" + found("rsync").orElse("rsync"));
        } else {
            command.addAll(List.of("-q", "-r", "-P", String.valueOf(port)));
            command.addAll(program == Program.SCP_GCM ? List.of("-c", "aes128-gcm@openssh.com") : List.of());
            command.addAll(options);
        }
        command.addAll(List.of(there, target.toString()));
        return command;
    }

    private Process start() throws IOException {
        Path said = folder.resolve("sshd.log");
        Process sshd = new ProcessBuilder(
                        server, "-D", "-e", "-f", folder.resolve("config").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            for (int i = 0; i < START_TRIES && !sshd.waitFor(TRY_MILLIS, TimeUnit.MILLISECONDS); i++) {
                if (answers()) {
                    return sshd;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sshd.destroy();
        throw new IOException("sshd didn't start: " + Files.readString(said).strip());
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            // Not yet.
            return false;
        }
    }

    private static void stop(Process sshd) throws IOException {
        sshd.destroy();
        try {
            sshd.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        }
    }

    private void run(List<String> command) throws IOException {
        Path said = folder.resolve("program.log");
        Process program = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            if (program.waitFor() != 0) {
                throw new IOException(
                        command.get(0) + " failed: " + Files.readString(said).strip());
            }
        } catch (InterruptedException e) {
            program.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        }
    }

    private static Optional<String> found(String program) {
        for (String folder :
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(":")) {
            Path file = Path.of(folder.isEmpty() ? "." : folder).resolve(program);
            if (Files.isExecutable(file)) {
                return Optional.of(file.toString());
            }
        }
        return Optional.empty();
    }

    /** Deletes what was copied. */
    void clear() throws IOException {
        TransferBench.delete(target);
        Files.createDirectories(target);
    }

    @Override
    public void close() throws IOException {
        TransferBench.delete(folder);
        TransferBench.delete(target);
    }
}
