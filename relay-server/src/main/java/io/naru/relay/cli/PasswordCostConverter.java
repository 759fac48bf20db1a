package io.naru.relay.cli;

import io.naru.relay.crypto.PasswordCost;
import java.util.List;

/**
 * Costs in words.
 *
 * <p>Threading: stateless.
 */
final class PasswordCostConverter extends WordConverter<PasswordCost> {
    PasswordCostConverter() {
        super(List.of(PasswordCost.LOW, PasswordCost.NORMAL, PasswordCost.HIGH));
    }
}
