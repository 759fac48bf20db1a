package io.naru.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table of who may do what to whom, said once more in another way. */
final class RightsTest {
    /** {@code actor verb target}, with {@code self} and the role that is given; all else is forbidden. */
    private static final Set<String> ALLOWED = Set.of(
            "OPERATOR KICK MEMBER",
            "OPERATOR BAN MEMBER",
            "OPERATOR UNBAN MEMBER",
            "OPERATOR MUTE MEMBER",
            "OPERATOR UNMUTE MEMBER",
            "OPERATOR ROLE self MEMBER",
            "OWNER KICK MEMBER",
            "OWNER BAN MEMBER",
            "OWNER UNBAN MEMBER",
            "OWNER MUTE MEMBER",
            "OWNER UNMUTE MEMBER",
            "OWNER KICK OPERATOR",
            "OWNER BAN OPERATOR",
            "OWNER UNBAN OPERATOR",
            "OWNER MUTE OPERATOR",
            "OWNER UNMUTE OPERATOR",
            "OWNER ROLE MEMBER MEMBER",
            "OWNER ROLE MEMBER OPERATOR",
            "OWNER ROLE MEMBER OWNER",
            "OWNER ROLE OPERATOR MEMBER",
            "OWNER ROLE OPERATOR OPERATOR",
            "OWNER ROLE OPERATOR OWNER",
            "OWNER ROLE self MEMBER",
            "OWNER ROLE self OPERATOR");

    record Case(Role actor, ModerationVerb verb, Role target, boolean isSelf, Optional<Role> given) {
        @Override
        public String toString() {
            return actor + " " + verb + " " + (isSelf ? "self" : target)
                    + given.map(role -> " " + role).orElse("");
        }
    }

    static List<Case> all() {
        List<Case> all = new ArrayList<>();
        for (Role actor : Role.values()) {
            for (ModerationVerb verb : ModerationVerb.values()) {
                List<Optional<Role>> gifts = verb == ModerationVerb.ROLE
                        ? List.of(Optional.of(Role.MEMBER), Optional.of(Role.OPERATOR), Optional.of(Role.OWNER))
                        : List.of(Optional.empty());
                for (Optional<Role> given : gifts) {
                    for (Role target : Role.values()) {
                        all.add(new Case(actor, verb, target, false, given));
                    }
                    all.add(new Case(actor, verb, actor, true, given));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("all")
    void theTableHolds(Case asked) {
        assertThat(Rights.may(asked.actor(), asked.verb(), asked.isSelf(), asked.target(), asked.given()))
                .isEqualTo(ALLOWED.contains(asked.toString()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyRefusalIsASentence(Case asked) {
        assertThat(Rights.refusal(asked.actor(), asked.verb(), asked.isSelf(), asked.target()))
                .endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("all")
    void whoMayNeverDoAnythingMayDoNothing(Case asked) {
        if (!Rights.mayEver(asked.actor())) {
            assertThat(Rights.may(asked.actor(), asked.verb(), asked.isSelf(), asked.target(), asked.given()))
                    .isFalse();
        }
    }
}
