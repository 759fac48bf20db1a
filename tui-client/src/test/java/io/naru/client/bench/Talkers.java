package io.naru.client.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Users who talk at a steady rate, in turn: base clients that read and forget whatever comes.
 *
 * <p>Threading: made and closed by one thread; a thread talks, and one for each user reads.
 */
final class Talkers implements AutoCloseable {
    private static final List<String> SAYINGS = List.of(
            "ok",
            "안녕하세요, 새 사진을 올렸어요. 나중에 한번 보세요!",
            "did anybody look at the timetable? The afternoon ferry is late again, by ten minutes or so",
            "yes: https://example.org/ferry/times?day=monday",
            "고마워요! 받을게요 🙂",
            "the log says that the first two came through, and that the third one was cancelled by its owner before it"
                    + " began, so there is nothing left to do for us here");

    private final List<Socket> sockets = new ArrayList<>();
    private final Thread talk;
    private volatile boolean isOver;
    private volatile long said;

    /** Lets so many users in and has them say so many messages a second together. */
    Talkers(InetSocketAddress relay, int users, int messagesPerSecond) throws IOException {
        for (int i = 0; i < users; i++) {
            Socket socket = new Socket(relay.getAddress(), relay.getPort());
            socket.setTcpNoDelay(true);
            sockets.add(socket);
            socket.getOutputStream().write(octets("\1talker" + i + " secret\0"));
            daemon("talker-reads", () -> forgetAll(socket));
        }
        long gapNanos = TimeUnit.SECONDS.toNanos(1) / messagesPerSecond;
        talk = daemon("talkers", () -> talk(gapNanos));
    }

    /** How many messages were sent so far. */
    long said() {
        return said;
    }

    /** Stops talking; nobody leaves yet. */
    void stop() throws InterruptedException {
        isOver = true;
        talk.join();
    }

    @Override
    public void close() throws IOException {
        isOver = true;
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void talk(long gapNanos) {
        try {
            long due = System.nanoTime();
            for (int i = 0; !isOver; i++) {
                due += gapNanos;
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                OutputStream out = sockets.get(i % sockets.size()).getOutputStream();
                out.write(octets("\0" + SAYINGS.get(i % SAYINGS.size()) + " " + i + "\0"));
                said = i + 1L;
            }
        } catch (IOException e) {
            if (!isOver) {
                throw new IllegalStateException("a talker was sent away after " + said + " messages", e);
            }
        }
    }

    private static void forgetAll(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The talkers were closed.
        }
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static byte[] octets(String frame) {
        return frame.getBytes(StandardCharsets.UTF_8);
    }
}
