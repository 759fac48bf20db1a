package io.naru.relay.cli;

import io.naru.common.time.SpanText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Spans in words: {@code 90m}, {@code 24h}, {@code 7d}.
 *
 * <p>Threading: stateless.
 */
final class SpanConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            return SpanText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage() + ", not '" + text + "'");
        }
    }
}
