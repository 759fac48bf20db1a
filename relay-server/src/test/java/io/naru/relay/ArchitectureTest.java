package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which package of the relay may know which. */
class ArchitectureTest {

    private static final String ROOT = "io.naru.relay";
    private static final String COMMON = "io.naru.common";

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

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void packagesKnowOnlyWhatStandsBelowThem() {
        Set<String> arrows = new TreeSet<>();
        for (JavaClass origin : classes) {
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isForbidden(origin.getPackageName(), target.getPackageName())) {
                    arrows.add(origin.getName() + " -> " + target.getName());
                }
            }
        }

        assertThat(classes).isNotEmpty();
        assertThat(arrows).isEmpty();
    }

    private static boolean isForbidden(String origin, String target) {
        if (!target.startsWith("io.naru.") || target.startsWith(COMMON + ".") || origin.equals(target)) {
            return false;
        }
        if (!target.startsWith(ROOT)) {
            return true;
        }
        return !ALLOWED.getOrDefault(part(origin), Set.of()).contains(part(target));
    }

    private static String part(String packageName) {
        return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
    }

    @Test
    void everyPackageHasItsPlace() {
        Set<String> packages = new TreeSet<>();
        classes.forEach(type -> packages.add(part(type.getPackageName())));

        assertThat(ALLOWED.keySet()).containsAll(packages);
    }
}
