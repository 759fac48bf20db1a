package io.naru.common.testkit;

import java.util.List;

/**
 * A parser and what must hold of it for any octets whatever. Which there are, who can reach them, and what each promises
 * is the table in FUZZING.md; {@link Fuzzer} searches for octets that break a promise.
 *
 * <p>Threading: called by one thread.
 */
public interface FuzzTarget {
    /** Its name: in the table, and of its corpus. */
    String name();

    /**
     * Checks that everything promised holds for these octets.
     *
     * @return what became of them, in a few words: octets with an outcome that is new are worth varying
     * @throws Exception if something doesn't hold; any throwable means that
     */
    String outcome(byte[] octets) throws Exception;

    /** What means something to this parser, for the search to put in. */
    default List<String> words() {
        return List.of();
    }
}
