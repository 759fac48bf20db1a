package io.naru.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTableTest {
    @Test
    void noTwoCommandsShareAName() {
        assertThat(CommandTable.names()).doesNotHaveDuplicates();
    }

    @Test
    void everyCommandHasALineOfHelpAndAUsage() {
        for (CommandRow row : CommandTable.rows()) {
            assertThat(row.help()).as(row.name()).isNotBlank().doesNotContain("\n");
            assertThat(row.usage()).startsWith("/" + row.name());
        }
    }

    @Test
    void optionalParametersFollowTheOthersAndOnlyTheLastTakesTheRest() {
        for (CommandRow row : CommandTable.rows()) {
            List<Parameter> parameters = row.parameters();
            for (int i = 1; i < parameters.size(); i++) {
                assertThat(parameters.get(i).isOptional()
                                || !parameters.get(i - 1).isOptional())
                        .as(row.name())
                        .isTrue();
                assertThat(parameters.get(i - 1).isRest()).as(row.name()).isFalse();
            }
        }
    }

    @Test
    void theOriginalsCommandsAreThere() {
        assertThat(CommandTable.names()).contains("bye", "file ls", "file dn");
    }
}
