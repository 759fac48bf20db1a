package io.naru.client.trust;

import io.naru.common.identity.Identity;
import io.naru.common.identity.IdentityFile;
import io.naru.common.identity.KnownPeers;
import io.naru.common.identity.KnownRelay;
import io.naru.common.identity.KnownRelays;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;

/**
 * The files of one install's trust: its own key, the relays whose keys were accepted, and the keys by which users are
 * known. Nothing is read or made before it is needed.
 *
 * <p>Every {@link TrustFileException} is a sentence that names the file.
 *
 * <p>Threading: any thread; every method but {@link #peers} may block on the disk.
 */
public final class TrustFiles {
    private static final UserName ANYBODY = UserName.of("anybody");

    private final Path folder;
    private final Clock clock;
    private final KnownRelays relays;
    private final KnownPeers peers;
    private Identity identity;

    /** Those of a folder, which may not be there yet. */
    public TrustFiles(Path folder, Clock clock) {
        this.folder = Objects.requireNonNull(folder);
        this.clock = Objects.requireNonNull(clock);
        this.relays = new KnownRelays(folder.resolve("known_relays"));
        this.peers = new KnownPeers(folder.resolve("known_peers"));
    }

    /** Where the own key is kept. */
    public Path identityFile() {
        return folder.resolve("identity.pem");
    }

    /** Where the keys of relays are kept. */
    public Path relaysFile() {
        return relays.file();
    }

    /** The own key, made at first need; the same from then on. */
    public synchronized Identity identity() throws TrustFileException {
        if (identity == null) {
            try {
                identity = IdentityFile.loadOrCreate(identityFile(), new SecureRandom(), clock);
            } catch (IOException e) {
                throw new TrustFileException(e.getMessage(), e);
            }
        }
        return identity;
    }

    /** What is known of a relay. */
    public Optional<KnownRelay> relay(String host, int port) throws TrustFileException {
        try {
            return relays.find(host, port);
        } catch (IOException e) {
            throw new TrustFileException(e.getMessage(), e);
        }
    }

    /** Remembers a relay's key; one that is known already may be told again. */
    public void rememberRelay(String host, int port, Fingerprint fingerprint) throws TrustFileException {
        try {
            relays.add(host, port, fingerprint, clock.now());
        } catch (IOException e) {
            throw new TrustFileException(e.getMessage(), e);
        }
    }

    /** The keys by which users are known. */
    public KnownPeers peers() {
        return peers;
    }

    /** Reads what is known of a relay's users, so that asking for one doesn't have to. */
    public void readPeers(Fingerprint relay) throws TrustFileException {
        try {
            peers.find(relay, ANYBODY);
        } catch (IOException e) {
            throw new TrustFileException(e.getMessage(), e);
        }
    }
}
