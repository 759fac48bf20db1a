package io.naru.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.PackageArrows;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Which package of the client may know which, and what none of them does. */
class ArchitectureTest {
    private static final String ROOT = "io.naru.client";

    /** What isn't listed isn't allowed; a new package needs a line. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("cli", Set.of("agent", "app", "bench", "event", "link", "plain", "state", "terminal", "trust")),
            Map.entry("plain", Set.of("app", "command", "event", "link", "state")),
            Map.entry(
                    "app",
                    Set.of(
                            "agent",
                            "data",
                            "event",
                            "input",
                            "link",
                            "share",
                            "state",
                            "talk",
                            "terminal",
                            "transfer",
                            "trust",
                            "update",
                            "view",
                            "ways")),
            Map.entry("update", Set.of("command", "event", "input", "state")),
            Map.entry("terminal", Set.of("input", "view")),
            Map.entry("view", Set.of("command", "event", "input", "state")),
            Map.entry("input", Set.of("command", "state")),
            Map.entry("state", Set.of("event")),
            Map.entry("share", Set.of("agent", "data", "event", "transfer")),
            Map.entry("transfer", Set.of("agent", "data", "event")),
            Map.entry("ways", Set.of("agent", "data", "event", "transfer", "trust")),
            Map.entry("data", Set.of("agent", "event")),
            Map.entry("bench", Set.of("app", "data", "event")),
            Map.entry("link", Set.of("agent", "event", "trust")),
            Map.entry("trust", Set.of("agent", "event")),
            Map.entry("talk", Set.of("agent", "event")),
            Map.entry("agent", Set.of()),
            Map.entry("command", Set.of()),
            Map.entry("event", Set.of()));

    private static final PackageArrows ARROWS = new PackageArrows(
            ROOT, ALLOWED, Set.of("io.naru.common", "io.naru.relay.RelayServer", "io.naru.relay.RelayConfig"));

    @Test
    void packagesKnowOnlyWhatStandsBelowThem() {
        assertThat(ARROWS.forbidden()).isEmpty();
    }

    @Test
    void everyPackageHasItsPlace() {
        assertThat(ARROWS.packages()).isEqualTo(new TreeSet<>(ALLOWED.keySet()));
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(ARROWS.classes());
    }

    @Test
    void onlyViewAndTerminalKnowLanterna() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".view", ROOT + ".terminal")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.googlecode.lanterna..")
                .check(ARROWS.classes());
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(ARROWS.classes());
    }

    @Test
    void whatTheScreenShowsAndHowItChangesKnowsNoFilesSocketsThreadsOrClocks() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".state", ROOT + ".update", ROOT + ".input", ROOT + ".command", ROOT + ".view")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.nio.channels..",
                        "java.util.concurrent.atomic..",
                        "java.util.concurrent.locks..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Executor.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Files.class)
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(ARROWS.classes());
    }

    @Test
    void nobodySleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(ARROWS.classes());
    }

    @Test
    void nobodyWritesToTheStandardStreamsBehindTheScreensBack() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".cli", ROOT + ".terminal")
                .should(ACCESS_STANDARD_STREAMS)
                .check(ARROWS.classes());
    }
}
