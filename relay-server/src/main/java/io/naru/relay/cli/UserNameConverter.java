package io.naru.relay.cli;

import io.naru.common.message.InvalidValueException;
import io.naru.common.message.UserName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Names on the command line, by the rules of the protocol, whose sentences say which one is broken.
 *
 * <p>Threading: stateless.
 */
final class UserNameConverter implements ITypeConverter<UserName> {
    @Override
    public UserName convert(String text) {
        try {
            return UserName.of(text);
        } catch (InvalidValueException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
