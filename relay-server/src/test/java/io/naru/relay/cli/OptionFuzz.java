package io.naru.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.FuzzTarget;
import io.naru.common.testkit.FuzzText;
import io.naru.common.time.SpanText;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/** Values of options, from the command line and from the relay's file of settings. */
enum OptionFuzz implements FuzzTarget {
    /** Where to listen: an address that reads back as itself. */
    LISTEN_ADDRESS("lab", ":", "[", "]", "::1", "7411", "65536", "127.0.0.1", "%eth0", " ") {
        @Override
        String read(String text) {
            ListenAddress address = new ListenAddress.Converter().convert(text);
            assertThat(new ListenAddress.Converter().convert(address.toString()))
                    .isEqualTo(address);
            assertThat(address.port()).isBetween(0, 65535);
            assertThat(address.host().codePoints().noneMatch(c -> c <= ' ' || Character.isISOControl(c)))
                    .isTrue();
            return address.host().indexOf(':') < 0 ? "a name" : "with colons";
        }
    },
    /** A limit of one class: the same. */
    RATE("chat", "octets", "=", "/", "0", "9999999999") {
        @Override
        String read(String text) {
            RateOption option = new RateOption.Converter().convert(text);
            assertThat(new RateOption.Converter().convert(option.toString())).isEqualTo(option);
            return option.limited() + " " + option.rate().isPresent();
        }
    },
    /** A span: whole seconds that aren't endless, and read back as they are. */
    SPAN("s", "m", "h", "d", "w", "0", "36600d", "9999999999", "-") {
        @Override
        String read(String text) {
            Duration span = new SpanConverter().convert(text);
            assertThat(span).isBetween(Duration.ofSeconds(1), SpanText.LONGEST);
            assertThat(SpanText.parse(SpanText.of(span))).isEqualTo(span);
            assertThat(SpanText.isSpan(text)).isTrue();
            return SpanText.of(span).replaceAll("[0-9]+", "N");
        }
    };

    private final List<String> words;

    OptionFuzz(String... words) {
        this.words = List.of(words);
    }

    abstract String read(String text);

    @Override
    public List<String> words() {
        return words;
    }

    @Override
    public String outcome(byte[] octets) {
        String text = FuzzText.of(octets);
        try {
            return read(text);
        } catch (TypeConversionException e) {
            // Only who starts the relay reads it, so it may say what was refused.
            String reason = e.getMessage().replace(text, "it");
            assertThat(reason).isNotBlank().doesNotContain("Exception");
            return reason.replaceAll("[0-9]+", "N").replaceAll("'[^']*'", "it");
        }
    }
}
