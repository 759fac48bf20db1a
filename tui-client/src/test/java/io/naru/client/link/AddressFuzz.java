package io.naru.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.InvalidValueException;
import io.naru.common.testkit.FuzzTarget;
import io.naru.common.testkit.FuzzText;
import java.util.List;

/** Where a relay is, from the command line, a setting, or something pasted. */
enum AddressFuzz implements FuzzTarget {
    /** An address that reads back as itself, with a host that can be told from all around it, or one sentence. */
    RELAY_ADDRESS;

    @Override
    public List<String> words() {
        return List.of("lab", ":", "[", "]", "::1", "7411", "65536", "@", "/", "127.0.0.1");
    }

    @Override
    public String outcome(byte[] octets) {
        try {
            RelayAddress address = RelayAddress.of(FuzzText.of(octets));
            assertThat(RelayAddress.of(address.toString())).isEqualTo(address);
            assertThat(address.host().codePoints().noneMatch(c -> c <= ' ' || Character.isISOControl(c)))
                    .isTrue();
            assertThat(address.port()).isBetween(1, 65535);
            return address.host().indexOf(':') < 0 ? "a name" : "with colons";
        } catch (InvalidValueException e) {
            assertThat(FuzzText.isSentence(e.getMessage())).isTrue();
            return e.getMessage();
        }
    }
}
