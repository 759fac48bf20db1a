package io.naru.common.identity;

import io.naru.common.file.AtomicFiles;
import io.naru.common.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The file in which an install keeps its {@link Identity}: private key and certificate as PEM, readable by its owner
 * only from its first moment on, and refused when others can read it, or can write into the folder that it is in.
 *
 * <p>Every {@link IOException} is a sentence that names the file, and the command that helps if there is one.
 *
 * <p>Threading: stateless; any thread, and other programs at the same time.
 */
public final class IdentityFile {
    private static final String WHAT = "The identity file";
    private static final int MAX_OCTETS = 1 << 16;

    private IdentityFile() {}

    /**
     * The identity of a file; at first need it is made, with its folder. Of several programs that come at the same time
     * one makes it, and all get the same.
     *
     * @throws IOException if it can't be read or made
     */
    public static Identity loadOrCreate(Path file, SecureRandom random, Clock clock) throws IOException {
        AtomicFiles.createPrivateFolders(folder(file));
        AtomicFiles.checkOnlyOwnerWrites(folder(file));
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Identity fresh = Identity.create(random, clock.now());
            if (AtomicFiles.create(file, PemIdentity.write(fresh))) {
                return fresh;
            }
        }
        return load(file);
    }

    /**
     * The identity of a file that is there.
     *
     * @throws IOException if it isn't, is a link, is damaged, or others can read it or replace it
     */
    public static Identity load(Path file) throws IOException {
        Identity identity = loadFromAnywhere(file);
        AtomicFiles.checkOnlyOwnerWrites(folder(file));
        return identity;
    }

    /**
     * Takes over an identity that was exported elsewhere.
     *
     * @param source in a folder of any kind; stays as it is
     * @param target where the identity of this install is kept; its folder is made if there is none
     * @return the identity
     * @throws IOException if there is an identity already, which is never overwritten, or the source isn't one
     */
    public static Identity importFrom(Path source, Path target) throws IOException {
        Identity identity = loadFromAnywhere(source);
        AtomicFiles.createPrivateFolders(folder(target));
        AtomicFiles.checkOnlyOwnerWrites(folder(target));
        if (!AtomicFiles.create(target, PemIdentity.write(identity))) {
            throw new IOException("There is an identity in " + target
                    + " already, and it would be lost; move it away first if that is meant");
        }
        return identity;
    }

    /**
     * Copies the identity of this install into a new file of the same form, for another machine or a safe place.
     *
     * @param target in a folder that exists; readable by its owner only
     * @return the identity
     * @throws IOException if there is something at the target, which is never overwritten, or the identity can't be had
     */
    public static Identity export(Path file, Path target) throws IOException {
        Identity identity = load(file);
        if (!AtomicFiles.create(target, PemIdentity.write(identity))) {
            throw new IOException("There is a file " + target + " already; choose another name");
        }
        return identity;
    }

    private static Identity loadFromAnywhere(Path file) throws IOException {
        String text = SmallFile.read(WHAT, file, MAX_OCTETS, LinkOption.NOFOLLOW_LINKS);
        AtomicFiles.checkPrivate(file);
        return PemIdentity.read(text, file, text, file);
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().getParent();
    }
}
