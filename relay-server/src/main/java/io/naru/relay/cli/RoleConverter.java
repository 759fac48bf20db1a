package io.naru.relay.cli;

import io.naru.common.message.Role;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Roles in words.
 *
 * <p>Threading: stateless.
 */
final class RoleConverter implements ITypeConverter<Role> {
    @Override
    public Role convert(String text) {
        for (Role role : Role.values()) {
            if (word(role).equals(text)) {
                return role;
            }
        }
        throw new TypeConversionException("it is member, operator or owner, not '" + text + "'");
    }

    static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
