package io.naru.client.cli;

import io.naru.common.time.SpanText;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * How long a command goes on trying.
 *
 * <p>Threading: the main thread.
 */
final class PatienceOption {
    private static final Duration USUAL = Duration.ofMinutes(1);

    private final OptionSpec timeout = Specs.option(
            "--timeout",
            "SPAN",
            "How long to go on without getting any further, for example while the relay can't be reached: 30s, 5m, 2h; "
                    + SpanText.of(USUAL) + " if nothing is said.");

    OptionSpec spec() {
        return timeout;
    }

    Duration typed(CommandLine command) {
        try {
            return Specs.text(timeout).map(SpanText::parse).orElse(USUAL);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "With --timeout: " + e.getMessage() + ".", e);
        }
    }
}
