package io.naru.client.transfer;

import io.naru.client.event.TransferLimits;
import io.naru.common.message.UserName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which downloads may begin: by priority, then in the order in which they were added, as many as there are slots, and
 * not too many from one user, so that others don't wait behind somebody's thousand files. Small files have slots of
 * their own when the others are taken, so that they don't wait behind large ones.
 *
 * <p>Threading: stateless.
 */
final class Slots {
    private static final int EXTRA_FOR_SMALL = 2;

    private Slots() {}

    /** In the order of the queue. */
    static List<Order> sorted(Collection<Order> orders) {
        List<Order> sorted = new ArrayList<>(orders);
        sorted.sort(Comparator.comparingInt((Order order) -> -order.transfer().priority())
                .thenComparingLong(Order::id));
        return sorted;
    }

    /** Those that are to begin now. */
    static List<Order> toBegin(Collection<Order> orders, TransferLimits limits) {
        Map<UserName, Integer> ofUser = new HashMap<>();
        int taken = 0;
        for (Order order : orders) {
            if (order.isUnderWay()) {
                taken++;
                ofUser.merge(order.transfer().peer(), 1, Integer::sum);
            }
        }
        List<Order> chosen = new ArrayList<>();
        for (Order order : sorted(orders.stream().filter(Order::isReady).toList())) {
            int extra = order.isSmall() ? EXTRA_FOR_SMALL : 0;
            int hisNow = ofUser.getOrDefault(order.transfer().peer(), 0);
            if (taken < limits.downloads() + extra && hisNow < limits.downloadsOfUser() + extra) {
                chosen.add(order);
                taken++;
                ofUser.merge(order.transfer().peer(), 1, Integer::sum);
            }
        }
        return chosen;
    }
}
