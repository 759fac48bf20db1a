package io.naru.client.plain;

import io.naru.client.link.Login;
import io.naru.common.message.RoomName;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What scripts do with a room: print what was said, and say something.
 *
 * <p>Threading: the calling thread; input is read on {@code naru-stdin}.
 */
public final class RoomErrands {
    private final Errand errand;
    private final Login login;
    private final RoomName room;
    private final Duration patience;

    /**
     * Errands in a room.
     *
     * @param errand one that hasn't been run
     * @param patience how long to go on without getting any further, over breaks of the link
     */
    public RoomErrands(Errand errand, Login login, RoomName room, Duration patience) {
        this.errand = errand;
        this.login = login;
        this.room = room;
        this.patience = patience;
    }

    /**
     * Prints what was said, oldest first.
     *
     * @param since nothing that was said before; empty for everything that the relay keeps
     * @param limit no more than so many of the newest messages
     * @throws IOException if it can't be had; the message is a sentence
     */
    public void log(Optional<Instant> since, OptionalLong limit, LogFormat format) throws IOException {
        errand.run(login, new LogTask(room, new HistoryWalk(since, limit), format, this::pokeAfter), patience);
    }

    private void pokeAfter(Duration pause) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(errand::poke);
    }

    /**
     * Says one text, and waits until the relay has it. A blank one isn't said, and needs no relay.
     *
     * @param complaints is given a sentence when it isn't taken
     * @return whether it was
     * @throws IOException if that can't be known; the message is a sentence
     */
    public boolean say(String text, Consumer<String> complaints) throws IOException {
        if (text.isBlank()) {
            return true;
        }
        SayTask task = task(complaints, () -> {});
        task.add(text);
        task.end();
        errand.run(login, task, patience);
        return !task.hasFailed();
    }

    /**
     * Says each line as it comes, and waits until the relay has all.
     *
     * @param in UTF-8
     * @param complaints is given a sentence for each line that isn't taken
     * @return whether all were
     * @throws IOException if that can't be known; the message is a sentence
     */
    public boolean sayLines(InputStream in, Consumer<String> complaints) throws IOException {
        LineSource[] source = new LineSource[1];
        SayTask task = task(complaints, () -> source[0].taken());
        source[0] = new LineSource(in, new Lines(task));
        source[0].start();
        errand.run(login, task, patience);
        return !task.hasFailed();
    }

    private SayTask task(Consumer<String> complaints, Runnable onTaken) {
        String prefix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return new SayTask(room, prefix, complaints, onTaken);
    }

    /** What is read, brought to the task. */
    private final class Lines implements LineSource.Listener {
        private final SayTask task;

        Lines(SayTask task) {
            this.task = task;
        }

        @Override
        public void onLine(String line) {
            task.add(line);
            errand.poke();
        }

        @Override
        public void onTooLong() {
            task.addRefused("A line of more than " + LineSource.LINE_CHARACTERS_MAX + " characters was left out.");
            errand.poke();
        }

        @Override
        public void onEnd(String sentence) {
            if (!sentence.isEmpty()) {
                task.addRefused(sentence);
            }
            task.end();
            errand.poke();
        }
    }
}
