package io.naru.relay.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Constants in words: on the command line they are written in lower case.
 *
 * <p>Threading: stateless.
 *
 * @param <E> what is chosen from
 */
abstract class WordConverter<E extends Enum<E>> implements ITypeConverter<E> {
    private final List<E> choices;

    /** A converter for these constants, which it names in this order to whoever writes another word. */
    WordConverter(List<E> choices) {
        this.choices = List.copyOf(choices);
    }

    @Override
    public final E convert(String text) {
        for (E choice : choices) {
            if (word(choice).equals(text)) {
                return choice;
            }
        }
        throw new TypeConversionException("it is " + enumeration() + ", not '" + text + "'");
    }

    private String enumeration() {
        int last = choices.size() - 1;
        String others =
                choices.subList(0, last).stream().map(WordConverter::word).collect(Collectors.joining(", "));
        return others + " or " + word(choices.get(last));
    }

    /** How it is written. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
