package io.naru.relay.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Paths on the command line. Where the locale isn't UTF-8 the JVM can't express every name that a file may have.
 *
 * <p>Threading: stateless.
 */
final class PathConverter implements ITypeConverter<Path> {

    private static final String SENTENCE =
            "this name can't be expressed in the current locale; set a UTF-8 one, such as LC_ALL=C.UTF-8";

    @Override
    public Path convert(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(SENTENCE);
        }
    }
}
