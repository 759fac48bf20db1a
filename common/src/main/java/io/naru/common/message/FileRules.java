package io.naru.common.message;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What messages about files have in common.
 *
 * <p>Threading: stateless.
 */
final class FileRules {
    private FileRules() {}

    static void checkHead(UserName user, Optional<RequestId> requestId) {
        Objects.requireNonNull(user);
        Objects.requireNonNull(requestId);
    }

    static void checkName(String name) {
        FileName.checked("A file name", name);
        if (name.isEmpty()) {
            throw new InvalidValueException("A file name is missing.");
        }
    }

    /** What is told of a file, as far as it is. */
    static void checkFacts(OptionalLong size, OptionalLong modifiedMillis, Optional<RootHash> rootHash) {
        size.ifPresent(value -> Numbers.checked("A size", value));
        modifiedMillis.ifPresent(value -> Numbers.checked("A time", value));
        Objects.requireNonNull(rootHash);
    }
}
