package io.naru.client.plain;

import io.naru.client.event.ShareSetting;
import io.naru.client.link.Login;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What scripts do with files and those who share them.
 *
 * <p>Threading: the calling thread.
 */
public final class FileErrands {
    /** As long as the program runs; a number of nanoseconds all the same. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final Errand errand;
    private final Login login;
    private final FileFormat format;
    private final Duration patience;

    /**
     * Errands about files.
     *
     * @param errand one that hasn't been run
     * @param format how what comes of it is told
     * @param patience how long to go on without getting any further, over breaks of the link
     */
    public FileErrands(Errand errand, Login login, FileFormat format, Duration patience) {
        this.errand = errand;
        this.login = login;
        this.format = format;
        this.patience = patience;
    }

    /**
     * A file or folder in somebody's share.
     *
     * @param owner whose share
     * @param path from its top, empty for the top itself
     */
    public record Place(UserName owner, String path) {}

    /**
     * Prints who is online.
     *
     * @throws IOException if that isn't to be had; the message is a sentence
     */
    public Outcome who() throws IOException {
        errand.run(login, new WhoTask(format), patience);
        return Outcome.DONE;
    }

    /**
     * Prints what is in a folder.
     *
     * @throws OutcomeException if it isn't there, or its owner isn't
     * @throws IOException if it can't be had otherwise; the message is a sentence
     */
    public Outcome list(Place folder) throws IOException {
        errand.run(login, new ListTask(folder.owner(), folder.path(), format), patience);
        return Outcome.DONE;
    }

    /**
     * Prints the files of everybody whose paths hold all of the words.
     *
     * @throws IOException if nobody could be asked; the message is a sentence
     */
    public Outcome find(String words) throws IOException {
        FindTask task = new FindTask(words, format);
        errand.run(login, task, patience);
        if (!task.remark().isEmpty()) {
            format.remark(task.remark());
        }
        return task.outcome();
    }

    /**
     * Downloads files, and folders if so told.
     *
     * @param into where they go
     * @throws IOException if the relay can't be reached, or nothing got any further for too long; the message is a
     *     sentence
     */
    public Outcome get(List<Place> places, Path into, boolean areFoldersWanted) throws IOException {
        List<GetTask.Wanted> wanted = places.stream()
                .map(place -> new GetTask.Wanted(place.owner(), place.path()))
                .distinct()
                .toList();
        GetTask task = new GetTask(wanted, into, areFoldersWanted, format);
        errand.run(login, task, patience);
        if (errand.isStopped() && !task.isDone()) {
            format.stopped("Stopped. The same command goes on where it was.");
            return Outcome.STOPPED;
        }
        return task.outcome();
    }

    /**
     * Offers files to somebody and waits until they are fetched.
     *
     * @throws OutcomeException if they aren't wanted, or the user isn't there
     * @throws IOException if it can't be done otherwise; the message is a sentence
     */
    public Outcome put(UserName user, List<Path> files) throws IOException {
        PutTask task = new PutTask(user, files, format);
        errand.run(login, task, patience);
        if (errand.isStopped() && !task.isDone()) {
            format.stopped("Stopped before " + user + " had all of it.");
            return Outcome.STOPPED;
        }
        return Outcome.DONE;
    }

    /**
     * Shares folders until the program is ended.
     *
     * @throws IOException if they can't be shared, or the relay refuses; the message is a sentence
     */
    public Outcome serve(List<ShareSetting> shares) throws IOException {
        ServeTask task = new ServeTask(shares, format);
        errand.run(login, task, FOREVER);
        if (errand.isStopped() && !task.isDone()) {
            format.stopped("Stopped. Nothing is shared from here any more.");
        }
        return Outcome.DONE;
    }

    /** Has what runs, or will run, leave in order before it is done. From any thread. */
    public void stop() {
        errand.stop();
    }
}
