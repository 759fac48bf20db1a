package io.naru.common.testkit;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which package of a module uses which, against a table of what it may use.
 *
 * <p>Threading: immutable.
 */
public final class PackageArrows {
    private final String root;
    private final Map<String, Set<String>> allowed;
    private final Set<String> foreign;
    private final JavaClasses classes;

    /**
     * Reads the classes of a module, without its tests.
     *
     * @param root the package of the module
     * @param allowed for each package below it, by its last name ({@code ""} for the root itself), those that it may
     *     use; what isn't listed isn't allowed
     * @param foreign packages of other modules that all may use, with those below them, or names of classes
     */
    public PackageArrows(String root, Map<String, Set<String>> allowed, Set<String> foreign) {
        this.root = root;
        this.allowed = Map.copyOf(allowed);
        this.foreign = Set.copyOf(foreign);
        this.classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
        if (!classes.iterator().hasNext()) {
            throw new IllegalArgumentException("no classes in " + root);
        }
    }

    /** The classes that were read. */
    public JavaClasses classes() {
        return classes;
    }

    /** Each use that the table doesn't have, as {@code from -> to}. */
    public Set<String> forbidden() {
        Set<String> arrows = new TreeSet<>();
        for (JavaClass origin : classes) {
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isForbidden(origin, target)) {
                    arrows.add(origin.getName() + " -> " + target.getName());
                }
            }
        }
        return arrows;
    }

    /** The packages that there are, by their last names. */
    public Set<String> packages() {
        Set<String> packages = new TreeSet<>();
        classes.forEach(type -> packages.add(part(type.getPackageName())));
        return packages;
    }

    private boolean isForbidden(JavaClass origin, JavaClass target) {
        String from = origin.getPackageName();
        String to = target.getPackageName();
        if (!to.startsWith("io.naru.") || from.equals(to)) {
            return false;
        }
        if (to.equals(root) || to.startsWith(root + ".")) {
            return !allowed.getOrDefault(part(from), Set.of()).contains(part(to));
        }
        return foreign.stream().noneMatch(name -> to.startsWith(name + ".") || isClass(target, name));
    }

    private static boolean isClass(JavaClass target, String name) {
        return target.getName().equals(name) || target.getName().startsWith(name + "$");
    }

    private String part(String packageName) {
        return packageName.equals(root) ? "" : packageName.substring(root.length() + 1);
    }
}
