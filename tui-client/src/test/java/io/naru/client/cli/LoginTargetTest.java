package io.naru.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.client.link.RelayAddress;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.UserName;
import org.junit.jupiter.api.Test;

class LoginTargetTest {
    @Test
    void nameAndPortAreTakenAsWritten() {
        assertThat(LoginTarget.of("하나@lab:7000", "x"))
                .isEqualTo(new LoginTarget(UserName.of("하나"), new RelayAddress("lab", 7000)));
    }

    @Test
    void theNameOnThisMachineAndTheUsualPortAreTheDefault() {
        assertThat(LoginTarget.of("lab", "alice"))
                .isEqualTo(new LoginTarget(UserName.of("alice"), new RelayAddress("lab", 7411)));
    }

    @Test
    void anIpV6AddressStandsInBrackets() {
        assertThat(LoginTarget.of("bob@[::1]:7000", "x").relay()).isEqualTo(new RelayAddress("::1", 7000));
    }

    @Test
    void aNameThatCannotBeUsedIsRefusedWithTheRule() {
        assertThatThrownBy(() -> LoginTarget.of("a b@lab", "x"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("letters and digits");
        assertThatThrownBy(() -> LoginTarget.of("lab", "_apt"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("USER@HOST");
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        assertThatThrownBy(() -> LoginTarget.of("lab:0", "x")).hasMessageContaining("1 to 65535");
        assertThatThrownBy(() -> LoginTarget.of("lab:99999", "x")).hasMessageContaining("1 to 65535");
    }
}
