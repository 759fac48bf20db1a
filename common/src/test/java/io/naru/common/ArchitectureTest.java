package io.naru.common;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.naru.common.testkit.PackageArrows;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which package of common may know which, and what none of them does. */
class ArchitectureTest {
    private static final String ROOT = "io.naru.common";

    /** What isn't listed isn't allowed; a new package needs a line. */
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "wire", Set.of(),
            "message", Set.of("wire"),
            "hash", Set.of("message"),
            "text", Set.of(),
            "file", Set.of(),
            "time", Set.of(),
            "process", Set.of(),
            "log", Set.of("text", "time"),
            "identity", Set.of("message", "file", "time"),
            "tls", Set.of("identity", "message"));

    private static final PackageArrows ARROWS = new PackageArrows(ROOT, ALLOWED, Set.of());

    private static final JavaClasses MAIN = ARROWS.classes();

    private static final JavaClasses ORIGINAL = new ClassFileImporter().importPackages(ROOT + ".original");

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
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void nothingButTheJdkAndCommonsIoIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat(not(resideInAPackage("java..")
                        .or(resideInAPackage("javax.net.ssl.."))
                        .or(resideInAPackage("io.naru.common.."))
                        .or(resideInAPackage("org.apache.commons.io.."))))
                .check(MAIN);
    }

    @Test
    void nothingOfScreensOrDatabasesIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.swing..", "java.sql..")
                .check(MAIN);
    }

    @Test
    void onlyTheLogKnowsWhatIsBehindTheLoggersOfTheSystem() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".log")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(MAIN);
    }

    @Test
    void nobodyWritesToTheStandardStreams() {
        noClasses().should(ACCESS_STANDARD_STREAMS).check(MAIN);
    }

    @Test
    void framesAndMessagesTouchNoFilesSocketsOrThreads() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".wire", ROOT + ".message")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io.File", "java.nio.file..", "java.nio.channels..", "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Socket.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(MAIN);
    }

    @Test
    void noAddressIsEverAskedOfTheNameService() {
        noClasses()
                .should()
                .callMethod(InetAddress.class, "getByName", String.class)
                .orShould()
                .callMethod(InetAddress.class, "getAllByName", String.class)
                .orShould()
                .callMethod(InetAddress.class, "getHostName")
                .orShould()
                .callMethod(InetAddress.class, "getCanonicalHostName")
                .check(MAIN);
    }

    @Test
    void onlyTheClockOfTheSystemAsksForTheTime() {
        noClasses()
                .that()
                .doNotHaveSimpleName("SystemClock")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(MAIN);
    }

    @Test
    void nobodySleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(MAIN);
    }

    @Test
    void staticFieldsDoNotChange() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(resideInAPackage(ROOT + ".."))
                .should()
                .beFinal()
                .check(MAIN);
    }

    @Test
    void classesAreFinalUnlessTheyAreMeantToBeExtended() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAnonymousClasses()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .orShould()
                .haveModifier(JavaModifier.ABSTRACT)
                .check(MAIN);
    }

    @Test
    void theOriginalClientKnowsNothingOfNaru() {
        assertThat(ORIGINAL).isNotEmpty();
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Test")
                .should()
                .dependOnClassesThat(resideInAPackage("io.naru..").and(not(resideInAPackage(ROOT + ".original"))))
                .check(ORIGINAL);
    }
}
