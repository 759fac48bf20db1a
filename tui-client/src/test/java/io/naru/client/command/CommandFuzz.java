package io.naru.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.FuzzTarget;
import io.naru.common.testkit.FuzzText;
import java.util.ArrayList;
import java.util.List;

/** Lines that were typed or pasted. */
enum CommandFuzz implements FuzzTarget {
    /** A line is a command, something said, or a sentence that says what is wrong; each can be completed. */
    COMMAND_LINE;

    @Override
    public List<String> words() {
        List<String> words = new ArrayList<>(List.of("/", "//", " ", "\n", "\u3000", "kim", "#lobby", "a b.txt"));
        CommandTable.names().forEach(name -> words.add("/" + name + " "));
        return words;
    }

    @Override
    public String outcome(byte[] octets) {
        String line = FuzzText.of(octets);
        String[] outcome = new String[1];
        TypedLine parsed = CommandParser.parse(line);
        assertThat(CommandParser.parse(line)).isEqualTo(parsed);
        parsed.accept(new TypedLine.Handler() {
            @Override
            public void onUnderstood(TypedLine.Understood understood) {
                if (understood.command() instanceof Command.Say said) {
                    assertThat(said.text()).isEqualTo(line.startsWith("//") ? line.substring(1) : line);
                } else {
                    assertThat(line).startsWith("/");
                }
                outcome[0] = understood.command().getClass().getSimpleName();
            }

            @Override
            public void onRefused(TypedLine.Refused refused) {
                assertThat(line).startsWith("/");
                assertThat(refused.sentence()).isNotBlank();
                outcome[0] = refused.sentence().replaceAll("/\\S+", "/?");
            }
        });
        return outcome[0];
    }
}
