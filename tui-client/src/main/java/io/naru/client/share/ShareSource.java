package io.naru.client.share;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.data.OwnerRefusal;
import io.naru.client.event.ShareAudience;
import io.naru.client.transfer.UploadSource;
import io.naru.common.file.OpenedFile;
import io.naru.common.hash.ChunkHashes;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The files of the share, for those who fetch them and for looking for what is here already.
 *
 * <p>Threading: any thread; waits for disks.
 */
final class ShareSource implements UploadSource {
    private final Supplier<ShareView> view;
    private final Supplier<Optional<ShareIndex>> index;
    private final Arrivals arrivals;

    ShareSource(Supplier<ShareView> view, Supplier<Optional<ShareIndex>> index, Arrivals arrivals) {
        this.view = view;
        this.index = index;
        this.arrivals = arrivals;
    }

    @Override
    public UploadSource.Opened open(UserName who, String path) throws IOException {
        Predicate<ShareAudience> isSeen = audience -> view.get().admits(audience, who);
        boolean isMoreAwaited = arrivals.areAwaited(isSeen);
        try {
            return openNow(who, path);
        } catch (IOException e) {
            if (!isMoreAwaited) {
                throw e;
            }
        }
        if (!arrivals.await(isSeen)) {
            throw new OwnerRefusal(
                    ErrorCode.BUSY, "What this user shares is still being looked through. Try again in a moment.");
        }
        return openNow(who, path);
    }

    private UploadSource.Opened openNow(UserName who, String path) throws IOException {
        ShareView.Place place = view.get().place(who, path).orElseThrow(() -> new NoSuchFileException(path));
        SharedFolder folder = place.folder();
        OpenedFile opened = folder.root().open(place.path());
        return new UploadSource.Opened(
                opened.channel(),
                opened.path(),
                opened.state().octets(),
                opened.state().modifiedMillis(),
                hashes(folder, opened));
    }

    /**
     * Where files with a content are among what is shared now, as the index has it. Any thread; waits for the disk.
     *
     * @param octets of the content
     */
    List<Path> withContent(RootHash root, long octets) {
        List<Path> files = new ArrayList<>();
        Optional<ShareIndex> open = index.get();
        if (open.isEmpty()) {
            return files;
        }
        try (IndexReader reader = open.get().reader()) {
            for (SharedFolder folder : view.get().folders()) {
                if (folder.tree().isPresent()) {
                    reader.withContent(folder.tree().getAsLong(), root, octets)
                            .forEach(found -> files.add(folder.root().top().resolve(found.path())));
                }
            }
        } catch (IOException e) {
            EngineLog.mishap(() -> "the share couldn't be asked for a file: " + Reason.of(e));
        }
        return files;
    }

    private Optional<ChunkHashes> hashes(SharedFolder folder, OpenedFile opened) {
        Optional<ShareIndex> open = index.get();
        if (open.isEmpty() || folder.tree().isEmpty()) {
            return Optional.empty();
        }
        Path top = folder.root().top();
        String inside = top.relativize(opened.path())
                .toString()
                .replace(top.getFileSystem().getSeparator(), "/");
        try {
            return open.get().hashes(folder.tree().getAsLong(), inside, opened.state());
        } catch (IOException e) {
            EngineLog.mishap(() -> "a file goes out without hashes: " + Reason.of(e));
            return Optional.empty();
        }
    }
}
