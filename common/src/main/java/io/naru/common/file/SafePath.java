package io.naru.common.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a name that came from somebody else means below a folder of ours: a path inside of it, or a refusal. A name is
 * never mended, only put into normal form C; whoever sends a strange one gets it refused.
 *
 * <p>Refused are: {@code .} and {@code ..}, absolute names, home folders ({@code ~}), drive letters, backslashes,
 * anything hidden (with a leading dot), names that some system reserves for devices or alters (trailing dots and
 * spaces), control, bidirectional and invisible characters other than the joiners, half surrogate pairs,
 * noncharacters, components of more than {@value #COMPONENT_OCTETS} octets, paths of more than {@value #PATH_OCTETS}
 * octets or {@value #DEPTH} components, and what this system's file names can't express. All this holds for every
 * component, on every system.
 *
 * <p>Only names are judged and no file is looked at: who opens the path must do so without following links.
 */
public sealed interface SafePath {
    /** The longest component in octets of UTF-8, which is what common file systems hold. */
    int COMPONENT_OCTETS = 255;

    /** The longest relative path in octets of UTF-8. */
    int PATH_OCTETS = 4096;

    /** The most components of a relative path. */
    int DEPTH = 64;

    /** A way inside. */
    record Inside(Path path) implements SafePath {
        public Inside {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.inside(path);
        }

        @Override
        public Path orThrow() {
            return path;
        }
    }

    /**
     * No way inside.
     *
     * @param reason a whole sentence for the person at the screen, without the name
     */
    record Refused(String reason) implements SafePath {
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public <R> R accept(Handler<R> handler) {
            return handler.refused(reason);
        }

        @Override
        public Path orThrow() throws IOException {
            throw new IOException(reason);
        }
    }

    /** What to do in either case. */
    interface Handler<R> {
        /** The name is a path inside the folder. */
        R inside(Path path);

        /** The name is refused for a reason, which is a sentence. */
        R refused(String reason);
    }

    /** Calls the method of the handler that fits. */
    <R> R accept(Handler<R> handler);

    /**
     * The path, for who can't go on without one.
     *
     * @throws IOException if the name is refused; its message is the reason
     */
    Path orThrow() throws IOException;

    /**
     * A file or folder right inside a folder.
     *
     * @param folder one of our own folders; it needn't exist
     * @param name what somebody else calls it, without any separator
     */
    static SafePath component(Path folder, String name) {
        if (name.indexOf('/') >= 0) {
            return new Refused("The name has a slash in it, which parts folders.");
        }
        return under(folder, name);
    }

    /**
     * A file or folder anywhere inside a folder.
     *
     * @param root one of our own folders; it needn't exist
     * @param relative what somebody else calls it: components parted by {@code /}
     */
    static SafePath under(Path root, String relative) {
        Objects.requireNonNull(root, "root");
        return new PathCheck(root).resolve(relative);
    }

    /**
     * Why a relative path would be refused wherever it was to be put; for not offering to others what they would
     * refuse.
     *
     * @return the reason as a sentence, or nothing if the path is good
     */
    static Optional<String> refusal(String relative) {
        return PathCheck.refusal(relative);
    }
}
