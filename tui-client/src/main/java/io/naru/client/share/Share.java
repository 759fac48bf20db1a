package io.naru.client.share;

import io.naru.client.agent.Agent;
import io.naru.client.agent.Answers;
import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.agent.Workers;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.ShareAudience;
import io.naru.client.event.ShareSetting;
import io.naru.client.transfer.UploadSource;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What this user shares: several folders, each for everybody or for some. An index on disk is kept of them in the
 * background; what isn't in it yet can be listed and downloaded all the same. What everybody sees is what the relay is told
 * of: how much is shared with some only is nobody else's business.
 *
 * <p>Threading: the agent's, but for {@link #open(UserName, String)} and {@link #withContent}.
 */
public final class Share implements UploadSource {
    private static final Duration SLOW = Duration.ofMillis(600);

    private final Agent agent;
    private final EngineEvent.Sink sink;
    private final ShareBounds bounds;
    private final RoomPeople people = new RoomPeople();
    private final Arrivals arrivals;
    private final ListingService listings;
    private final FindService finds;
    private final Upkeep upkeep;
    /** A thread of its own: that of the scans may be busy with another folder for minutes. */
    private final Workers adder = new Workers("naru-share-add", 1);

    private final ShareTally tally;
    private final ShareSource source;

    private boolean isClosed;
    private boolean isIndexFailureTold;
    private UserName me;
    /** While the relay hasn't told yet who is in which room. */
    private Optional<Arrivals.Arrival> peopleAwaited = Optional.empty();

    /** What is shared now; written by the agent. */
    private volatile ShareView view = new ShareView(List.of(), people);

    /** Made by {@code naru-share-add}. */
    private volatile Optional<ShareIndex> index = Optional.empty();

    /** Is told what the relay is to know of a share. */
    @FunctionalInterface
    public interface CountListener {
        /**
         * Something is another than before.
         *
         * @param files that everybody may see
         * @param octets of these together
         * @param isSharingHidden whether there is a folder besides that only some see
         */
        void onCounted(long files, long octets, boolean isSharingHidden);
    }

    /**
     * A share of nothing.
     *
     * @param answers the way of listings to those who ask
     * @param counts told of the share whenever that is another one
     */
    public Share(Agent agent, Answers answers, EngineEvent.Sink sink, CountListener counts, ShareBounds bounds) {
        this.agent = agent;
        this.sink = sink;
        this.bounds = bounds;
        this.arrivals = new Arrivals(agent.clock());
        this.listings = new ListingService(agent, answers, () -> view, arrivals, this::onRead);
        this.finds = new FindService(agent, answers.sender(), () -> view, arrivals);
        this.upkeep = new Upkeep(agent, bounds, new Ears());
        this.tally = new ShareTally(() -> view, upkeep::isScanning, sink, counts);
        this.source = new ShareSource(() -> view, () -> index, arrivals);
    }

    /** Shares a folder, too, after a look whether it is one; one of the same name and place in place of it. */
    public void share(ShareSetting setting) {
        Arrivals.Arrival arrival = arrivals.expect(setting.audience());
        adder.execute(() -> {
            Path folder = setting.folder();
            try {
                Path real = folder.toRealPath();
                checkFolder(real);
                NeverShared.check(real, bounds.own());
                SharedFolder shared = shared(setting.at(real));
                ShareIndex.Sum known = shared.tree().isPresent()
                        ? index.orElseThrow().sum(shared.tree().getAsLong())
                        : ShareIndex.Sum.NOTHING;
                agent.execute(() -> add(shared, known));
            } catch (IOException e) {
                agent.execute(() -> fail("Can't share " + folder + ": " + Reason.of(e) + "."));
            } finally {
                agent.execute(arrival::over);
            }
        });
    }

    private static void checkFolder(Path real) throws IOException {
        if (!Files.isDirectory(real)) {
            throw new IOException("it isn't a folder");
        }
        Files.newDirectoryStream(real).close();
    }

    /** On {@code naru-share-add}. */
    private SharedFolder shared(ShareSetting setting) {
        ShareRoot root = new ShareRoot(setting.folder(), setting.only(), setting.except());
        String tree = setting.folder() + "\n" + setting.only() + "\n" + setting.except();
        try {
            if (index.isEmpty()) {
                ShareIndex opened = ShareIndex.open(bounds.index());
                index = Optional.of(opened);
                listings.onIndex(opened);
                finds.onIndex(opened);
            }
            long number = index.get().tree(tree, agent.clock().now().toEpochMilli());
            return new SharedFolder(setting, root, OptionalLong.of(number));
        } catch (IOException e) {
            agent.execute(() -> onIndexFailed(e));
            return new SharedFolder(setting, root, OptionalLong.empty());
        }
    }

    private void add(SharedFolder added, ShareIndex.Sum known) {
        if (isClosed) {
            return;
        }
        List<SharedFolder> folders = new ArrayList<>(view.folders());
        Optional<SharedFolder> before =
                folders.stream().filter(each -> isSameName(each, added.name())).findFirst();
        if (before.isPresent()
                && !before.get().setting().folder().equals(added.setting().folder())) {
            fail("You share " + before.get().setting().folder() + " as "
                    + before.get().name() + " already. Give this folder another name: /share FOLDER as NAME");
            return;
        }
        before.ifPresent(old -> {
            folders.remove(old);
            forget(old);
        });
        folders.add(added);
        tally.know(added, known);
        replace(folders);
        added.tree().ifPresent(tree -> upkeep.add(index.orElseThrow(), added));
        tally.tell();
        tally.count();
        agent.schedule(SLOW, () -> tellIfScanning(added));
    }

    /** Of a large folder no progress may come for long, and who shares it wants to know that it is there. */
    private void tellIfScanning(SharedFolder folder) {
        if (upkeep.isScanning(folder)) {
            tally.tell();
        }
    }

    private static boolean isSameName(SharedFolder folder, String name) {
        return SearchText.fold(folder.name()).equals(SearchText.fold(name));
    }

    private void replace(List<SharedFolder> folders) {
        view = new ShareView(folders, people);
        listings.forgetAll();
    }

    private void forget(SharedFolder folder) {
        upkeep.remove(folder);
        tally.forget(folder);
    }

    /**
     * Shares a folder no more.
     *
     * @param name of the share; empty for all of them
     */
    public void unshare(Optional<String> name) {
        List<SharedFolder> gone = view.folders().stream()
                .filter(folder -> name.isEmpty() || isSameName(folder, name.get()))
                .toList();
        if (gone.isEmpty() && name.isPresent()) {
            fail("You share nothing as " + name.get() + ". /share tells what you share.");
            return;
        }
        List<SharedFolder> left = new ArrayList<>(view.folders());
        left.removeAll(gone);
        gone.forEach(this::forget);
        replace(left);
        tally.tell();
        tally.count();
    }

    /** Bounds how fast files are read to be hashed, from now on. */
    public void limitHashing(long octetsASecond) {
        upkeep.limitHashing(octetsASecond);
    }

    /** Looks at everything anew. */
    public void rescan() {
        if (view.folders().isEmpty()) {
            fail("Nothing is shared yet. Type /share FOLDER to share one.");
        }
        view.folders().forEach(upkeep::scanAll);
        tally.tell();
    }

    /** Answers somebody who asks for a list. */
    public void onListRequest(FileMessage.ListRequest request) {
        listings.onRequest(request);
    }

    /** Has somebody answered who asks for a list of what isn't in the share, in turn with all others. */
    public void answer(FileMessage.ListRequest request, Answers.Answer answer) {
        listings.answer(request, answer);
    }

    /** Answers somebody who searches. */
    public void onFindRequest(FileExchange.FindRequest request) {
        finds.onRequest(request);
    }

    /** Logged in as somebody. Who is in which room is told in a moment; whoever asks for something before that waits. */
    public void onUp(UserName user) {
        me = user;
        onSnapshotEnd();
        peopleAwaited = Optional.of(arrivals.expect(ShareAudience.EVERYBODY));
    }

    /** The relay has told who is in which room. */
    public void onSnapshotEnd() {
        peopleAwaited.ifPresent(Arrivals.Arrival::over);
        peopleAwaited = Optional.empty();
    }

    /** Somebody went offline, and is in no room until the relay says so again. */
    public void onGone(UserName user) {
        people.onGone(user);
    }

    /** The relay tells who is in which room. */
    public void onRoom(RoomNews news) {
        if (news instanceof RoomNews.Left left && left.user().equals(me)) {
            RoomName room = left.room();
            people.onLeftByMe(room);
        } else {
            news.accept(people);
        }
    }

    /** The link is gone: who is in which room isn't known any more. */
    public void onDown() {
        people.onDown();
        onSnapshotEnd();
    }

    @Override
    public UploadSource.Opened open(UserName who, String path) throws IOException {
        return source.open(who, path);
    }

    /**
     * Where files with a content are among what is shared now, as the index has it. Any thread; waits for the disk.
     *
     * @param octets of the content
     */
    public List<Path> withContent(RootHash root, long octets) {
        return source.withContent(root, octets);
    }

    /**
     * Shares nothing any more, and lets go of the index.
     *
     * @param then done at the end, on another thread
     */
    public void close(Runnable then) {
        replace(List.of());
        isClosed = true;
        tally.forgetAll();
        listings.close();
        finds.close();
        // Behind what is just being added, which may be making the index.
        upkeep.close(() -> adder.execute(() -> closeIndex(then)));
    }

    private void closeIndex(Runnable then) {
        try {
            if (index.isPresent()) {
                index.get().close();
            }
        } catch (IOException e) {
            EngineLog.mishap(() -> "the index couldn't be closed: " + Reason.of(e));
        } finally {
            index = Optional.empty();
            then.run();
        }
    }

    /** What comes of looking after the folders. */
    private final class Ears implements Upkeep.Listener {
        @Override
        public void onProgress(SharedFolder folder, ShareIndex.Sum soFar) {
            tally.know(folder, soFar);
            tally.tell();
        }

        @Override
        public void onScanned(SharedFolder folder, Upkeep.Report report) {
            boolean isOther = tally.know(folder, report);
            if (report.isFull() || isOther) {
                tally.tell();
            }
            tally.count();
            String leftOut = leftOut(report);
            if (report.isFull() && !leftOut.isEmpty()) {
                fail(leftOut);
            }
        }

        @Override
        public void onUnreadable(SharedFolder folder, IOException reason) {
            fail("The shared folder " + folder.root().top() + " can't be read any more: " + Reason.of(reason) + ".");
            unshare(Optional.of(folder.name()));
        }

        @Override
        public void onIndexFailed(IOException reason) {
            Share.this.onIndexFailed(reason);
        }
    }

    private void onIndexFailed(IOException reason) {
        if (!isIndexFailureTold) {
            isIndexFailureTold = true;
            fail("The index of the share can't be kept: " + Reason.of(reason)
                    + ". Files are listed and downloaded all the same, but not counted, hashed or found.");
        }
        tally.tell();
    }

    /** A folder was read for somebody: if it changed since it was counted, so did the share. */
    private void onRead(SharedFolder folder, String path, ShareRoot.Content content) {
        Optional<ShareIndex> open = index;
        if (open.isEmpty() || folder.tree().isEmpty() || upkeep.isScanning(folder)) {
            return;
        }
        upkeep.onDisk(() -> {
            try {
                Optional<ShareIndex.Sum> known =
                        open.get().folderSum(folder.tree().getAsLong(), path);
                if (known.isPresent() && !known.get().equals(ShareIndex.Sum.of(content.entries()))) {
                    agent.execute(() -> upkeep.touchNow(folder, path));
                }
            } catch (IOException e) {
                EngineLog.mishap(() -> "the share couldn't be compared: " + Reason.of(e));
            }
        });
    }

    private static String leftOut(Upkeep.Report report) {
        StringBuilder sentence = new StringBuilder();
        int names = report.namesLeftOut();
        if (names > 0) {
            sentence.append(names)
                    .append(names == 1 ? " name in the share was" : " names in the share were")
                    .append(" left out: they can't be written on other systems, or not in this locale.");
        }
        int folders = report.foldersLeftOut();
        if (folders > 0) {
            sentence.append(sentence.isEmpty() ? "" : " ")
                    .append(folders)
                    .append(folders == 1 ? " folder of the share was" : " folders of the share were")
                    .append(" left out: this user can't read what is in there.");
        }
        return sentence.toString();
    }

    private void fail(String sentence) {
        EngineLog.mishap(() -> sentence);
        sink.post(new EngineEvent.ShareFailed(sentence));
    }
}
