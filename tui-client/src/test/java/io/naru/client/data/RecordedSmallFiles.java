package io.naru.client.data;

import io.naru.common.message.RootHash;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Keeps small files in a folder, and remembers what became of the others. */
final class RecordedSmallFiles implements SmallFiles {
    final List<String> refused = new ArrayList<>();
    final List<String> large = new ArrayList<>();
    final List<String> bad = Collections.synchronizedList(new ArrayList<>());
    private final Deque<String> paths;
    private final Path folder;

    RecordedSmallFiles(List<String> paths, Path folder) {
        this.paths = new ArrayDeque<>(paths);
        this.folder = folder;
    }

    @Override
    public Optional<String> next() {
        return Optional.ofNullable(paths.poll());
    }

    @Override
    public void onContent(String path, FileFacts facts, ByteBuffer content, RootHash root) throws IOException {
        PartFile.keep(new Destination(folder, folder.resolve(path)), content);
    }

    @Override
    public void onRefused(String path, ErrorCode code, String sentence) {
        refused.add(path + " " + code.token());
    }

    @Override
    public void onLarge(FileFacts facts) {
        large.add(facts.path());
    }

    @Override
    public void onBad(String path) {
        bad.add(path);
    }
}
