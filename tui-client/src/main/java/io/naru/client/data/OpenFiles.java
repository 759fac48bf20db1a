package io.naru.client.data;

import io.naru.common.message.FileVersion;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The few files of one's own that one line has asked for last, open, and as they were when they were opened.
 *
 * <p>Threading: the thread that sends.
 */
final class OpenFiles implements Closeable {
    private static final int MOST = 4;
    private static final int MOST_TOLD = 256;

    private final UserName who;
    private final FileSource source;
    private final Deque<OpenFile> open = new ArrayDeque<>();

    /** What the file system knows those files by of which the other side was told last. */
    private final Map<String, Object> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Object> eldest) {
            return size() > MOST_TOLD;
        }
    };

    OpenFiles(UserName who, FileSource source) {
        this.who = who;
        this.source = source;
    }

    /** The file of a path, in the state that it has now. */
    OpenFile get(String path) throws IOException {
        for (OpenFile file : open) {
            if (file.path.equals(path) && file.isUnchanged()) {
                return file;
            }
        }
        drop(path);
        if (open.size() == MOST) {
            open.removeFirst().served.close();
        }
        OpenFile file = opened(path);
        open.addLast(file);
        return file;
    }

    /** The other side is told what this file is. */
    void tell(OpenFile file) {
        if (file.key != null) {
            told.put(file.path, file.key);
        }
    }

    /**
     * Whether a file is the one of which the other side was told, as far as this line knows: without a root, another
     * file of the same size and time would look the same to it.
     */
    boolean isAsTold(OpenFile file) {
        Object key = told.get(file.path);
        return key == null || key.equals(file.key) || file.version.root().isPresent();
    }

    private OpenFile opened(String path) throws IOException {
        ServedFile served;
        try {
            served = source.open(who, path);
        } catch (NoSuchFileException e) {
            throw new OwnerRefusal(ErrorCode.NOT_FOUND, "There is no such file.");
        }
        try {
            return new OpenFile(path, served);
        } catch (IOException e) {
            served.close();
            throw e;
        }
    }

    /** Lets go of a file. */
    void drop(String path) throws IOException {
        for (Iterator<OpenFile> each = open.iterator(); each.hasNext(); ) {
            OpenFile file = each.next();
            if (file.path.equals(path)) {
                each.remove();
                file.served.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            open.removeFirst().served.close();
        }
    }

    /** One of them. */
    static final class OpenFile {
        private final String path;
        private final ServedFile served;
        private final FileVersion version;
        private final FileTime modified;
        private final Object key;

        private OpenFile(String path, ServedFile served) throws IOException {
            this.path = path;
            this.served = served;
            BasicFileAttributes now = Files.readAttributes(served.path(), BasicFileAttributes.class);
            if (now.size() != served.octets()) {
                throw changed("It is being written to just now.");
            }
            this.modified = now.lastModifiedTime();
            this.key = now.fileKey();
            Optional<RootHash> root = served.hashes().map(hashes -> hashes.root());
            this.version = new FileVersion(served.octets(), Math.max(0, served.modifiedMillis()), root);
        }

        ServedFile served() {
            return served;
        }

        FileVersion version() {
            return version;
        }

        private boolean isUnchanged() {
            try {
                checkUnchanged();
                return true;
            } catch (OwnerRefusal e) {
                return false;
            }
        }

        /** Refuses to go on with a file that isn't the one any more that was opened. */
        void checkUnchanged() throws OwnerRefusal {
            BasicFileAttributes now;
            try {
                now = Files.readAttributes(served.path(), BasicFileAttributes.class);
            } catch (IOException e) {
                throw changed("The file was taken away or renamed meanwhile.");
            }
            if (!Objects.equals(now.fileKey(), key)) {
                throw changed("The file was replaced by another one meanwhile.");
            }
            if (now.size() != version.octets()) {
                throw changed(
                        "The file became " + (now.size() < version.octets() ? "shorter" : "longer") + " meanwhile.");
            }
            if (!now.lastModifiedTime().equals(modified)) {
                throw changed("The file was changed meanwhile.");
            }
        }

        /** Reads a piece into a buffer, all of it, and makes sure that it is still of the same file. */
        void read(ByteBuffer into, long position) throws IOException {
            while (into.hasRemaining()) {
                int count = served.channel().read(into, position + into.position());
                if (count < 0) {
                    throw changed("The file became shorter meanwhile.");
                }
            }
            checkUnchanged();
        }

        private static OwnerRefusal changed(String sentence) {
            return new OwnerRefusal(ErrorCode.CHANGED, sentence);
        }
    }
}
