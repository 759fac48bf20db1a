package io.naru.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.UserName;
import io.naru.relay.metrics.TrafficClass;
import io.naru.relay.session.Budget.Standing;
import io.naru.relay.session.TrafficLimits.Rate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BudgetTest {
    private static final long SECOND = 1_000_000_000L;
    private static final TrafficLimits LIMITS =
            new TrafficLimits(Map.of(TrafficClass.CHAT, new Rate(2, 10)), Duration.ofSeconds(10));

    @Test
    void aBurstIsFreeAndThenEachOneCostsItsTime() {
        Budget budget = new Budget(LIMITS, 0);
        for (int i = 0; i < 10; i++) {
            assertThat(budget.charge(TrafficClass.CHAT, 1, 0)).isZero();
        }
        assertThat(budget.charge(TrafficClass.CHAT, 1, 0)).isEqualTo(SECOND / 2);
    }

    @Test
    void aClassWithoutRateIsFree() {
        Budget budget = new Budget(LIMITS, 0);
        assertThat(budget.charge(TrafficClass.OCTETS, 1 << 30, 0)).isZero();
    }

    @Test
    void whoKeepsSendingIsWarnedOnceAndThenShownTheDoor() {
        Budget budget = new Budget(LIMITS, 0);
        long now = 0;
        int warnings = 0;
        Standing standing = Standing.BORNE;
        while (standing != Standing.DOOR && now < 600 * SECOND) {
            now += SECOND / 2;
            standing = budget.onWait(SECOND / 2, now);
            warnings += standing == Standing.WARN ? 1 : 0;
        }
        assertThat(warnings).isOne();
        // Ten seconds of patience, of which half is forgotten: twenty until the warning, as long again until the end.
        assertThat(now).isBetween(35 * SECOND, 65 * SECOND);
    }

    @Test
    void whoWaitsLessThanHalfOfTheTimeIsBorneForEver() {
        Budget budget = new Budget(LIMITS, 0);
        for (long now = 0; now < 3_600 * SECOND; now += SECOND) {
            assertThat(budget.onWait(SECOND / 2 - 2_000_000, now)).isEqualTo(Standing.BORNE);
        }
    }

    @Test
    void whoCalmsDownIsWarnedAnew() {
        Budget budget = new Budget(LIMITS, 0);
        assertThat(budget.onWait(11 * SECOND, 0)).isEqualTo(Standing.WARN);
        assertThat(budget.onWait(SECOND, 0)).isEqualTo(Standing.BORNE);
        assertThat(budget.onWait(SECOND, 100 * SECOND)).isEqualTo(Standing.BORNE);
        assertThat(budget.onWait(11 * SECOND, 100 * SECOND)).isEqualTo(Standing.WARN);
    }

    @Test
    void sessionsThatWaitTogetherCostNoMorePatienceThanOne() {
        Budget budget = new Budget(LIMITS, 0);
        for (int session = 0; session < 8; session++) {
            assertThat(budget.onWait(9 * SECOND, 0)).isEqualTo(Standing.BORNE);
        }
        assertThat(budget.onWait(11 * SECOND, SECOND)).isEqualTo(Standing.WARN);
    }

    @Test
    void anAccountKeepsItsBudgetWhileItIsRemembered() {
        Budgets budgets = new Budgets(LIMITS, 2);
        Budget first = budgets.of(UserName.of("alice"), 0);

        assertThat(budgets.of(UserName.of("ALICE"), 0)).isSameAs(first);
        budgets.of(UserName.of("bob"), 0);
        budgets.of(UserName.of("carol"), 0);
        assertThat(budgets.of(UserName.of("alice"), 0)).isNotSameAs(first);
    }

    @Test
    void aRateCanBeChangedOrTakenAway() {
        TrafficLimits changed = LIMITS.with(TrafficClass.CHAT, Optional.of(new Rate(7, 8)));
        assertThat(changed.rates()).containsOnly(Map.entry(TrafficClass.CHAT, new Rate(7, 8)));
        assertThat(changed.with(TrafficClass.CHAT, Optional.empty()).rates()).isEmpty();
    }
}
