package io.naru.relay.session;

import io.naru.common.message.UserName;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The budgets of the accounts that were online lately.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Budgets {
    private final TrafficLimits limits;
    private final Map<UserName, Budget> byAccount;

    /**
     * Budgets that are all full.
     *
     * @param remembered how many accounts are remembered; as many as may be online at once, at least
     */
    Budgets(TrafficLimits limits, int remembered) {
        this.limits = limits;
        this.byAccount = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UserName, Budget> eldest) {
                return size() > remembered;
            }
        };
    }

    Budget of(UserName account, long nowNanos) {
        return byAccount.computeIfAbsent(account, name -> new Budget(limits, nowNanos));
    }
}
