package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.PackageArrows;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which package of the relay may know which. */
class ArchitectureTest {

    private static final String ROOT = "io.naru.relay";

    private static final Set<String> BELOW_ROOT = Set.of("session", "net", "hub", "store", "crypto", "metrics", "work");
    private static final Set<String> BELOW_SESSION = Set.of("net", "hub", "store", "crypto", "metrics", "work");

    /** The root package is "". What isn't listed here isn't allowed; a new package needs a line. */
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "cli", Set.of("", "bench", "session", "net", "hub", "store", "crypto", "metrics", "work"),
            "bench", Set.of(),
            "", BELOW_ROOT,
            "session", BELOW_SESSION,
            "net", Set.of("metrics"),
            "hub", Set.of("metrics"),
            "store", Set.of("metrics", "work"),
            "crypto", Set.of("metrics", "work"),
            "metrics", Set.of(),
            "work", Set.of());

    private final PackageArrows arrows = new PackageArrows(ROOT, ALLOWED, Set.of("io.naru.common"));

    @Test
    void packagesKnowOnlyWhatStandsBelowThem() {
        assertThat(arrows.forbidden()).isEmpty();
    }

    @Test
    void everyPackageHasItsPlace() {
        assertThat(arrows.packages()).isEqualTo(new TreeSet<>(ALLOWED.keySet()));
    }
}
