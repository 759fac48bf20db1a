package io.naru.client.link;

import io.naru.common.identity.KnownRelay;
import io.naru.common.message.Fingerprint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The relay showed another key than it should. */
final class RelayKeyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Fingerprint expected;
    private final transient Fingerprint seen;
    private final transient Optional<Path> file;
    private final int line;

    RelayKeyException(
            Fingerprint expected, Fingerprint seen, Optional<KnownRelay> known, Path file, IOException cause) {
        super("the relay's key isn't the expected one", cause);
        this.expected = expected;
        this.seen = seen;
        this.file = known.map(entry -> file);
        this.line = known.map(KnownRelay::line).orElse(0);
    }

    Fingerprint expected() {
        return expected;
    }

    Fingerprint seen() {
        return seen;
    }

    /** Where the expected one is written; empty if the user or an invite named it. */
    Optional<Path> file() {
        return file;
    }

    /** The line of the file, from 1; 0 without. */
    int line() {
        return line;
    }
}
