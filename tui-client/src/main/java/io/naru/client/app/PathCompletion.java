package io.naru.client.app;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * Completes the path of a folder or file on this machine.
 *
 * <p>Threading: stateless; reads the disk.
 */
final class PathCompletion {
    private static final int MOST = 200;

    private PathCompletion() {}

    /**
     * The folders whose paths begin with what was typed.
     *
     * @param typed its last part may be unfinished; hidden folders are offered once that begins with a dot
     * @return whole paths in the way of the typed one, with a slash at the end, sorted; at most 200
     */
    static List<String> folders(Folders folders, Path workingFolder, String typed) throws IOException {
        return paths(folders, workingFolder, typed, false);
    }

    /**
     * The folders, and if so wished the files, whose paths begin with what was typed.
     *
     * @param typed as for {@link #folders}
     * @return as {@link #folders}; files without a slash at the end
     */
    static List<String> paths(Folders folders, Path workingFolder, String typed, boolean hasFiles) throws IOException {
        if (typed.equals("~")) {
            return List.of("~/");
        }
        int slash = typed.lastIndexOf('/');
        String parent = typed.substring(0, slash + 1);
        String begin = typed.substring(slash + 1);
        TreeSet<String> found = new TreeSet<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folders.resolve(parent, workingFolder))) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                boolean isOffered = !name.startsWith(".") || begin.startsWith(".");
                if (name.startsWith(begin) && isOffered) {
                    boolean isFolder = Files.isDirectory(child);
                    if (isFolder || hasFiles) {
                        found.add(parent + name + (isFolder ? "/" : ""));
                    }
                }
            }
        }
        return found.stream().limit(MOST).toList();
    }
}
