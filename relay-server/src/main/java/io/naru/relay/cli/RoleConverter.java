package io.naru.relay.cli;

import io.naru.common.message.Role;
import java.util.List;

/**
 * Roles in words.
 *
 * <p>Threading: stateless.
 */
final class RoleConverter extends WordConverter<Role> {
    RoleConverter() {
        super(List.of(Role.MEMBER, Role.OPERATOR, Role.OWNER));
    }
}
