package io.naru.client.bench;

import io.naru.client.data.Destination;
import io.naru.client.data.FileFacts;
import io.naru.client.data.PartFile;
import io.naru.client.data.SmallFiles;
import io.naru.common.message.RootHash;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Saves small files; anything else is a failure of the benchmark. */
final class SavedFiles implements SmallFiles {
    private final Iterator<String> paths;
    private final Path folder;

    SavedFiles(List<String> paths, Path folder) {
        this.paths = paths.iterator();
        this.folder = folder;
    }

    @Override
    public Optional<String> next() {
        return paths.hasNext() ? Optional.of(paths.next()) : Optional.empty();
    }

    @Override
    public void onContent(String path, FileFacts facts, ByteBuffer content, RootHash root) throws IOException {
        PartFile.keep(new Destination(folder, folder.resolve(path)), content);
    }

    @Override
    public void onRefused(String path, ErrorCode code, String sentence) {
        throw new IllegalStateException(path + " was refused: " + sentence);
    }

    @Override
    public void onLarge(FileFacts facts) {
        throw new IllegalStateException(facts.path() + " isn't small");
    }

    @Override
    public void onBad(String path) {
        throw new IllegalStateException(path + " came damaged");
    }
}
