package io.naru.client.transfer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What another program is to have, while something here still works for it.
 *
 * <p>Threading: the agent's.
 */
final class Leaving {
    private final Set<Order> orders = new HashSet<>();
    private final List<Runnable> whenOver = new ArrayList<>();

    boolean isOver() {
        return orders.isEmpty();
    }

    boolean isOf(Order order) {
        return orders.contains(order);
    }

    void add(Order order) {
        orders.add(order);
    }

    /** Nothing works for it any more. */
    void remove(Order order) {
        orders.remove(order);
        tell();
    }

    /** Tells somebody when nothing works for any of them; at once if that is so already. */
    void then(Runnable action) {
        whenOver.add(action);
        tell();
    }

    private void tell() {
        if (orders.isEmpty()) {
            List<Runnable> told = List.copyOf(whenOver);
            whenOver.clear();
            told.forEach(Runnable::run);
        }
    }
}
