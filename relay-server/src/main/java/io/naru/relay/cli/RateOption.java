package io.naru.relay.cli;

import io.naru.relay.metrics.TrafficClass;
import io.naru.relay.session.TrafficLimits.Rate;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A limit of one class, as it is written: {@code chat=50/200}.
 *
 * @param limited of what
 * @param rate how much; empty for any
 */
record RateOption(TrafficClass limited, Optional<Rate> rate) {
    private static final Pattern FORM = Pattern.compile("([a-z]+)=([0-9]{1,10})(?:/([0-9]{1,10}))?");
    private static final int STANDARD_BURST_SECONDS = 10;

    /** From the words. */
    static final class Converter implements ITypeConverter<RateOption> {
        @Override
        public RateOption convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException("it is CLASS=N or CLASS=N/BURST, not '" + text + "'");
            }
            TrafficClass limited = Arrays.stream(TrafficClass.values())
                    .filter(each -> each.toString().equals(form.group(1)))
                    .findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException(
                                    "there is no class '" + form.group(1)
                                            + "'; the classes are chat, presence, listing, search, find, hit, offer, history, request and octets"));
            long perSecond = Long.parseLong(form.group(2));
            if (perSecond == 0) {
                return new RateOption(limited, Optional.empty());
            }
            long burst = form.group(3) == null ? STANDARD_BURST_SECONDS * perSecond : Long.parseLong(form.group(3));
            try {
                return new RateOption(limited, Optional.of(new Rate(perSecond, burst)));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** The same words. */
    @Override
    public String toString() {
        return limited + "="
                + rate.map(value -> value.perSecond() + "/" + value.burst()).orElse("0");
    }
}
