package io.naru.relay.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.InvalidValueException;
import io.naru.common.testkit.FuzzTarget;
import java.util.Arrays;
import java.util.List;

/** What the control socket reads. */
enum RequestFuzz implements FuzzTarget {
    /** A line: a request that is written and read back as itself, or a sentence. */
    CONTROL_REQUEST;

    @Override
    public List<String> words() {
        return List.of("status", "kick", "user=", "reason=", "\t", "=", "as=text", "as=json", "\n", "\u007f");
    }

    @Override
    public String outcome(byte[] octets) {
        try {
            ControlRequest request = ControlRequest.parse(octets);
            byte[] line = request.line();
            assertThat(line).endsWith((byte) '\n');
            assertThat(ControlRequest.parse(Arrays.copyOf(line, line.length - 1)))
                    .isEqualTo(request);
            assertThat(request.answeredAs(true).isForPeople()).isTrue();
            return request.arguments().size() + " arguments";
        } catch (InvalidValueException e) {
            assertThat(e.getMessage()).endsWith(".").doesNotContain("Exception");
            assertThat(e.getMessage().chars().noneMatch(Character::isISOControl))
                    .isTrue();
            return e.getMessage().replaceAll("\"[^\"]*\"", "it");
        }
    }
}
