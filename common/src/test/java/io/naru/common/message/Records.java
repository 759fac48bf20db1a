package io.naru.common.message;

import java.util.ArrayList;
import java.util.List;

/** The messages of a sealed family, those of the families inside it included. */
final class Records {
    private Records() {}

    static List<Class<?>> of(Class<?> family) {
        if (!family.isSealed()) {
            return List.of(family);
        }
        List<Class<?>> records = new ArrayList<>();
        for (Class<?> member : family.getPermittedSubclasses()) {
            records.addAll(of(member));
        }
        return records;
    }
}
