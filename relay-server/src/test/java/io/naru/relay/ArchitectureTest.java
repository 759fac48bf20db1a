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

    private static final Set<String> BELOW_ROOT = Set.of(
            "session", "splice", "control", "ctl", "exposition", "net", "hub", "store", "crypto", "metrics", "work");
    private static final Set<String> BELOW_SESSION =
            Set.of("control", "splice", "net", "room", "hub", "store", "crypto", "metrics", "work");

    /** The root package is "". What isn't listed here isn't allowed; a new package needs a line. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry(
                    "cli",
                    Set.of(
                            "", "bench", "ctl", "session", "splice", "net", "hub", "store", "crypto", "metrics",
                            "work")),
            Map.entry("bench", Set.of()),
            Map.entry("", BELOW_ROOT),
            Map.entry("session", BELOW_SESSION),
            Map.entry("control", Set.of("store")),
            Map.entry("ctl", Set.of("control", "net", "store", "metrics")),
            Map.entry("exposition", Set.of("metrics")),
            Map.entry("splice", Set.of("net", "metrics")),
            Map.entry("net", Set.of("metrics")),
            Map.entry("room", Set.of("hub", "store", "metrics", "work")),
            Map.entry("hub", Set.of("metrics")),
            Map.entry("store", Set.of("metrics", "work")),
            Map.entry("crypto", Set.of("metrics", "work")),
            Map.entry("metrics", Set.of()),
            Map.entry("work", Set.of()));

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
