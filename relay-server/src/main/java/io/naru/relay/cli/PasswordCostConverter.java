package io.naru.relay.cli;

import io.naru.relay.crypto.PasswordCost;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Costs on the command line, which are written in lower case there.
 *
 * <p>Threading: stateless.
 */
final class PasswordCostConverter implements ITypeConverter<PasswordCost> {
    @Override
    public PasswordCost convert(String text) {
        return Arrays.stream(PasswordCost.values())
                .filter(cost -> cost.name().toLowerCase(Locale.ROOT).equals(text))
                .findAny()
                .orElseThrow(() -> new TypeConversionException("it is low, normal or high, not '" + text + "'"));
    }
}
